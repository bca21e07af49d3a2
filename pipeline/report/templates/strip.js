// Filters, search and sorting of the strip. No network, no storage: a view lives in its address.
"use strict";

const NOT_GLAD = ["m", "s", "e"];
const RANK = "gmesunado"; // of the marks, best first; what says nothing comes last
const MOST_HITS = 25; // snippets before "Vis alle"
const danish = new Intl.Collator(["da", "nb", "nn"], { numeric: true, sensitivity: "base" });

// æ, ø and å come last even where the browser knows no Danish.
const inDanish = Intl.Collator.supportedLocalesOf(["da", "nb", "nn"]).length > 0;
const keyed = (text) => text.toLowerCase().replace(/[æøå]/g, (letter) => "{|}"["æøå".indexOf(letter)]);
const compare = (a, b) => (inDanish ? danish.compare(a, b) : keyed(a) < keyed(b) ? -1 : keyed(a) > keyed(b) ? 1 : 0);

function view(form) {
  const table = document.getElementById(form.dataset.for);
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  const rounds = heads.flatMap((head, at) => (head.classList.contains("r") ? [at] : []));
  const [shown, help, hits] = [".shown", ".help", ".hits"].map((name) => form.querySelector(name));
  const facets = [...form.querySelectorAll("select")];
  const names = new Map(facets.flatMap((field) => [...field.options].map((option) => [option, option.textContent])));
  const address = new Map(rows.map((row) => [row, row.querySelector("th a").getAttribute("href").replace(/^(\.\.\/)+/, "")]));
  const own = once((row) => fold([...row.querySelectorAll("th, .nr, .side")].map((cell) => cell.textContent).join(" ")));
  const values = once((row) => Object.fromEntries(facets.map(({ name }) => [name, (row.dataset[name] || "").split(" ")])));
  let [sorted, known, whole] = [{ key: "", down: false }, null, false];

  // Each row is read when it is first asked for.
  function once(read) {
    const kept = new Map();
    return (row) => kept.get(row) ?? (kept.set(row, read(row)), kept.get(row));
  }
  const told = (row, name) => (name === "status" && NOT_GLAD.includes(row.dataset.status) ? [row.dataset.status, "ikke-glad"] : values(row)[name]);
  const has = (row, name, value) => told(row, name).includes(value);
  const texts = (row) => known?.promises.get(address.get(row))?.texts || [];
  const found = (row, words) => words.every((word) => word.test(own(row)) || texts(row).some((text) => word.test(text.plain)));
  const wanted = () => Object.fromEntries([...form.elements].filter((field) => field.name).map((field) => [field.name, field.value.trim()]));

  // A round that none of the shown promises has is no column.
  function hideColumn(at, empty) {
    if (heads[at].hidden === empty) return;
    [heads[at], ...rows.map((row) => row.cells[at])].forEach((cell) => (cell.hidden = empty));
  }

  function filter() {
    const { q = "", ...values } = wanted();
    const words = patterns(q);
    const meant = rows.filter((row) => !words.length || found(row, words));
    const fits = (row, but) => Object.entries(values).every(([name, value]) => !value || name === but || has(row, name, value));
    const left = new Set(meant.filter((row) => fits(row)));
    rows.forEach((row) => (row.hidden = !left.has(row)));
    rounds.forEach((at) => hideColumn(at, [...left].every((row) => row.cells[at].className === "k-o")));
    shown.textContent = `Viser ${left.size} af ${rows.length} indsatser.`;
    for (const field of facets) {
      const others = meant.filter((row) => fits(row, field.name));
      const numbers = new Map([["", others.length]]);
      for (const row of others) new Set(told(row, field.name)).forEach((value) => value && numbers.set(value, (numbers.get(value) || 0) + 1));
      for (const option of field.options) option.textContent = `${names.get(option)} (${numbers.get(option.value) || 0})`;
    }
    tell(q, words, left, meant.length);
  }

  // Where the words stand; and where they stand nowhere, what would be found.
  function tell(q, words, left, without) {
    const inTexts = words.length
      ? rows.filter((row) => left.has(row)).flatMap((row) => snippets(row, words))
      : [];
    const inMeetings = words.length && form.dataset.meetings
      ? known?.meetings.filter((one) => words.every((word) => word.test(one.plain))).map((one) => hit(one.address, one.name, "", one.words, words[0])) || []
      : [];
    const list = (heading, items) => {
      if (!items.length) return [];
      const every = element("ol", ...(whole ? items : items.slice(0, MOST_HITS)));
      const more = !whole && items.length > MOST_HITS ? [press(`Vis alle ${items.length}`, () => { whole = true; filter(); })] : [];
      return [element("h3", `${heading} (${items.length})`), every, ...more];
    };
    hits.replaceChildren(...list("I indsatsernes tekster", inTexts), ...list("På møder", inMeetings));
    const advice = [];
    if (!left.size && without) advice.push(element("p", `Uden filtrene er der ${without}. `, press("Fjern filtrene", unfilter)));
    else if (!left.size && q) {
      const nearest = shorter(q);
      advice.push(element("p", `»${q}« står ikke i nogen indsats. Begyndelsen af et ord er nok; flere ord skal alle findes. `, ...(nearest ? [press(`Søg efter »${nearest}«`, () => ask(nearest))] : [])));
    }
    help.replaceChildren(...advice);
  }

  function snippets(row, words) {
    const of = known?.promises.get(address.get(row));
    const told = words.map((word) => of?.texts.find((text) => word.test(text.plain))).map((text, place) => [text, words[place]]);
    const once = told.filter(([text], place) => text && told.findIndex(([other]) => other === text) === place);
    return once.map(([text, word]) => hit(of.address + (text.anchor ? `#${text.anchor}` : ""), of.name, text.label, text.words, word));
  }

  // The longest beginning of the words that stands somewhere.
  function shorter(q) {
    for (let length = q.length - 1; length >= 3; length -= 1) {
      const part = q.slice(0, length).trim();
      if (rows.some((row) => found(row, patterns(part)))) return part;
    }
    return q.includes(" ") ? q.split(/\s+/).find((word) => rows.some((row) => found(row, patterns(word)))) : "";
  }

  function press(words, does) {
    const button = element("button", words);
    button.type = "button";
    button.addEventListener("click", does);
    return button;
  }
  function ask(words) {
    form.elements.q.value = words;
    form.elements.q.focus();
    filter();
    remember();
  }
  function unfilter() {
    facets.forEach((field) => (field.value = ""));
    filter();
    remember();
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
    const view = new URLSearchParams(Object.entries(wanted()).filter(([, value]) => value));
    if (sorted.key) view.set("sorter", (sorted.down ? "-" : "") + sorted.key);
    history.replaceState(null, "", `#${view.toString() || table.id}`);
  }

  function recall() {
    const view = new URLSearchParams(location.hash.slice(1));
    for (const field of form.elements) {
      if (field.name) field.value = view.get(field.name) || "";
    }
    const order = view.get("sorter");
    if (order) sort(order.replace(/^-/, ""), order.startsWith("-"));
    filter();
    if (view.get("q")) read();
    form.scrollIntoView();
  }

  // The texts come when somebody searches: the page itself stays light.
  async function read() {
    if (known) return;
    known = await loaded();
    filter();
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
  form.elements.q.addEventListener("focus", read, { once: true });
  form.addEventListener("input", () => { whole = false; filter(); remember(); read(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { filter(); remember(); }));
  addEventListener("hashchange", () => location.hash.includes("=") && recall());
  form.hidden = false;
  if (location.hash.includes("=")) recall();
  else filter();
}

document.querySelectorAll("form[data-for]").forEach(view);
