// Filters, search, sorting and copying for pages that are whole without them. No network, no storage: a view lives in its address.
"use strict";

const NOT_GLAD = ["m", "s", "e"];
const RANK = "gmesunado"; // of the marks, best first; what says nothing comes last
const danish = new Intl.Collator(["da", "nb", "nn"], { numeric: true, sensitivity: "base" });

// æ, ø and å come last even where the browser knows no Danish.
const inDanish = Intl.Collator.supportedLocalesOf(["da", "nb", "nn"]).length > 0;
const keyed = (text) => text.toLowerCase().replace(/[æøå]/g, (letter) => "{|}"["æøå".indexOf(letter)]);
const compare = (a, b) => (inDanish ? danish.compare(a, b) : keyed(a) < keyed(b) ? -1 : keyed(a) > keyed(b) ? 1 : 0);

function view(form) {
  const table = document.getElementById(form.dataset.for);
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const heads = [...table.tHead.rows[0].cells];
  const shown = form.querySelector(".shown");
  let sorted = { key: "", down: false };

  const matches = (row, wanted) =>
    Object.entries(wanted).every(([name, value]) => {
      if (!value) return true;
      if (name === "q") return value.toLowerCase().split(/\s+/).every((word) => words.get(row).includes(word));
      if (name === "status" && value === "ikke-glad") return NOT_GLAD.includes(row.dataset.status);
      return (row.dataset[name] || "").split(" ").includes(value);
    });

  const wanted = () => Object.fromEntries([...form.elements].filter((field) => field.name).map((field) => [field.name, field.value.trim()]));

  function filter() {
    const values = wanted();
    let count = 0;
    for (const row of rows) {
      row.hidden = !matches(row, values);
      if (!row.hidden) count += 1;
    }
    shown.textContent = `Viser ${count} af ${rows.length} indsatser.`;
  }

  function sort(key, down) {
    const at = heads.findIndex((head) => head.dataset.key === key);
    if (at < 0) return;
    const mark = heads[at].classList.contains("r");
    const value = (row) => (mark ? RANK.indexOf(row.cells[at].className.slice(2)) : row.cells[at].textContent.trim());
    const values = new Map(rows.map((row) => [row, value(row)]));
    const order = mark ? (a, b) => values.get(a) - values.get(b) : (a, b) => compare(values.get(a), values.get(b));
    body.append(...[...rows].sort((a, b) => (down ? order(b, a) : order(a, b))));
    heads.forEach((head, place) => (place === at ? head.setAttribute("aria-sort", down ? "descending" : "ascending") : head.removeAttribute("aria-sort")));
    sorted = { key, down };
  }

  function remember() {
    const address = new URLSearchParams(Object.entries(wanted()).filter(([, value]) => value));
    if (sorted.key) address.set("sorter", (sorted.down ? "-" : "") + sorted.key);
    history.replaceState(null, "", `#${address.toString() || table.id}`);
  }

  function recall() {
    if (!location.hash.includes("=")) return;
    const address = new URLSearchParams(location.hash.slice(1));
    for (const field of form.elements) {
      if (field.name) field.value = address.get(field.name) || "";
    }
    const order = address.get("sorter");
    if (order) sort(order.replace(/^-/, ""), order.startsWith("-"));
    filter();
    form.scrollIntoView();
  }

  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => {
      sort(head.dataset.key, head.getAttribute("aria-sort") === "ascending");
      remember();
    });
    head.append(button);
  }
  form.addEventListener("input", () => { filter(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { filter(); remember(); }));
  addEventListener("hashchange", recall);
  form.hidden = false;
  filter();
  recall();
}

async function copy(text, button) {
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    done = document.execCommand("copy");
    field.remove();
    button.focus();
  }
  const before = button.dataset.words || button.textContent;
  button.dataset.words = before;
  button.textContent = done ? "Kopieret" : "Marker og kopiér selv";
  setTimeout(() => (button.textContent = before), 2000);
}

document.querySelectorAll("form[data-for]").forEach(view);
document.querySelectorAll("[data-copy]").forEach((quote) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Kopiér sætning og kilde";
  button.addEventListener("click", () => copy([...quote.children].map((part) => part.textContent.trim()).join("\n"), button));
  const place = document.createElement("p");
  place.className = "buttons";
  place.append(button);
  quote.after(place);
});
document.querySelectorAll("[data-copy-address]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => copy(location.href, button));
});

// A link to something inside a closed fold opens the fold, and so does one to what has its proof in a fold; on paper all are open.
function unfold() {
  const target = location.hash.length > 1 && !location.hash.includes("=") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = target && (target.closest("details:not([open])") || target.querySelector("details:not([open])"));
  if (fold) {
    fold.open = true;
    target.scrollIntoView();
  }
}
addEventListener("hashchange", unfold);
unfold();
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
