// The search above several municipalities: titles of their promises, and their names. No network, no storage: a view lives in its address.
"use strict";

const MOST_HITS = 25; // before "Vis alle"

function find(form) {
  const rows = [...document.querySelectorAll(".country tbody tr")];
  const names = rows.map((row) => fold(row.querySelector("th a").textContent));
  const [shown, help, hits] = [".shown", ".help", ".hits"].map((name) => form.querySelector(name));
  let [known, whole] = [null, false];

  function show() {
    const words = patterns(form.elements.q.value.trim());
    const named = names.map((name) => words.every((word) => word.test(name)));
    const some = words.length && named.some(Boolean); // else nobody asked for a municipality
    rows.forEach((row, at) => (row.hidden = some && !named[at]));
    const found = words.length && known ? [...known.promises.values()].filter((one) => meant(one, words)) : [];
    const more = whole ? [] : found.slice(MOST_HITS);
    const places = some ? rows.filter((row) => !row.hidden).map((row) => row.querySelector("th a").cloneNode(true)) : [];
    const items = [...places, ...(whole ? found : found.slice(0, MOST_HITS)).map(link)].map((one) => element("li", one));
    hits.replaceChildren(...(items.length ? [element("ol", ...items)] : []), ...(more.length ? [press(`Vis alle ${found.length}`)] : []));
    shown.textContent = words.length && known ? told(found.length, some ? named.filter(Boolean).length : 0) : "";
    help.textContent = words.length && known && !found.length && !some ? "Kun titler søges her; al tekst kan søges i hver kommunes egen rapport." : "";
  }
  const told = (promises, municipalities) =>
    [`${promises} ${promises === 1 ? "indsats" : "indsatser"}`, ...(municipalities ? [`${municipalities} ${municipalities === 1 ? "kommune" : "kommuner"}`] : [])].join(" og ") + " fundet.";

  // Some word stands in the title; the others may name the municipality.
  const meant = (one, words) => words.every((word) => word.test(one.plain)) && words.some((word) => word.test(one.texts[0].plain));

  function link({ address, name }) {
    const made = element("a", name);
    made.href = ROOT + address;
    return made;
  }
  function press(words) {
    const button = element("button", words);
    button.type = "button";
    button.addEventListener("click", () => { whole = true; show(); });
    return button;
  }
  async function read() {
    if (known) return;
    known = await loaded();
    known.promises.forEach((one) => (one.plain = fold(one.name)));
    show();
  }
  function recall() {
    form.elements.q.value = new URLSearchParams(location.hash.slice(1)).get("q") || "";
    show();
    if (form.elements.q.value) read();
  }

  form.elements.q.addEventListener("focus", read, { once: true });
  form.addEventListener("input", () => {
    whole = false;
    show();
    history.replaceState(null, "", form.elements.q.value ? `#${new URLSearchParams({ q: form.elements.q.value })}` : "#kommuner");
    read();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => location.hash.startsWith("#q=") && recall());
  form.hidden = false;
  if (location.hash.startsWith("#q=")) recall();
}

document.querySelectorAll("form.find").forEach(find);
