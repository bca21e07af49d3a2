// Every table of the page: shown, searched, filtered by column, sorted, saved. No network, no storage: a view lives in its address.
"use strict";

const ROWS = 100; // of a page
const part = (name) => document.getElementById(name);
const told = JSON.parse(part("tables").textContent);
const language = /^(da|nb|nn|no)\b/.test(navigator.language) ? "da" : "en";
const words = told.words[language];
const tables = new Map(told.tables.map((table) => [table.name, table]));
const collator = new Intl.Collator(["da", "nb", "nn"], { numeric: true, sensitivity: "base" });
const unpacked = new Map();
let view = { table: (tables.get("panel") || told.tables[0]).name, q: "", filters: {}, sort: "", down: false, page: 0 };
let found = [];

function node(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name]);
const count = (number) => number.toLocaleString(language);

async function rowsOf(name) {
  if (!unpacked.has(name)) {
    const packed = Uint8Array.from(atob(part(`data-${name}`).textContent.trim()), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const columns = JSON.parse(await new Response(stream).text());
    const length = columns.length ? columns[0].length : 0;
    unpacked.set(name, Array.from({ length }, (_, at) => columns.map((column) => column[at])));
  }
  return unpacked.get(name);
}

// What is asked of a column: words in it, =these alone, !not these, <less, >=at least; = alone is an empty cell, ! alone a filled one.
function wanted(column, asked) {
  const [, sign, value] = asked.match(/^(>=|<=|>|<|=|!)?\s*(.*)$/s);
  const lower = value.toLowerCase();
  const text = (cell) => (cell === null ? "" : String(cell).toLowerCase());
  if (sign === "=") return (cell) => text(cell) === lower;
  if (sign === "!") return value ? (cell) => !text(cell).includes(lower) : (cell) => cell !== null;
  if (!sign) return (cell) => text(cell).includes(lower);
  const order = ordering(column);
  const limit = column.number ? Number(value.replace(",", ".")) : value;
  const holds = { ">": (step) => step > 0, "<": (step) => step < 0, ">=": (step) => step >= 0, "<=": (step) => step <= 0 }[sign];
  return (cell) => cell !== null && value !== "" && holds(order(cell, limit));
}

function ordering(column) {
  if (column.number) return (a, b) => Number(a) - Number(b);
  const scale = column.scale || [];
  return (a, b) => (scale.includes(a) && scale.includes(b) ? scale.indexOf(a) - scale.indexOf(b) : collator.compare(a, b));
}

function select(table, rows) {
  const asked = table.columns.flatMap((column, at) => (view.filters[column.name] ? [[at, wanted(column, view.filters[column.name])]] : []));
  const terms = view.q.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (row) => {
    if (!asked.every(([at, holds]) => holds(row[at]))) return false;
    if (!terms.length) return true;
    const text = row.join("\n").toLowerCase();
    return terms.every((term) => text.includes(term));
  };
  const chosen = rows.filter(matches);
  const at = table.columns.findIndex((column) => column.name === view.sort);
  if (at >= 0) {
    const order = ordering(table.columns[at]);
    const turn = view.down ? -1 : 1; // an empty cell comes last either way
    chosen.sort((a, b) => (a[at] === null || b[at] === null ? (a[at] === null) - (b[at] === null) : turn * order(a[at], b[at])));
  }
  return chosen;
}

function address(changes) {
  const next = { ...view, page: 0, ...changes };
  const told = new URLSearchParams({ table: next.table });
  if (next.q) told.set("q", next.q);
  for (const [name, value] of Object.entries(next.filters)) if (value) told.set(`f.${name}`, value);
  if (next.sort) told.set("sort", (next.down ? "-" : "") + next.sort);
  if (next.page) told.set("page", next.page + 1);
  return `#${told}`;
}

function recall() {
  const told = new URLSearchParams(location.hash.slice(1));
  const sort = told.get("sort") || "";
  const filters = Object.fromEntries([...told].filter(([name]) => name.startsWith("f.")).map(([name, value]) => [name.slice(2), value]));
  const table = tables.has(told.get("table")) ? told.get("table") : view.table;
  const page = Math.max(0, (parseInt(told.get("page"), 10) || 1) - 1);
  view = { table, q: told.get("q") || "", filters, sort: sort.replace(/^-/, ""), down: sort.startsWith("-"), page };
}

function turn(changes) {
  history.replaceState(null, "", address(changes));
  recall();
  return fill();
}

function cell(column, value) {
  const made = node("td", { class: column.number ? "n" : undefined });
  if (value === null) return made;
  if (column.to) made.append(node("a", { href: `#${new URLSearchParams({ table: column.to[0], [`f.${column.to[1]}`]: `=${value}` })}` }, value));
  else made.append(String(value));
  return made;
}

// The rows alone: what is typed into stays where it is.
async function fill() {
  const table = tables.get(view.table);
  const rows = await rowsOf(table.name);
  if (table.name !== view.table) return;
  found = select(table, rows);
  const pages = Math.max(1, Math.ceil(found.length / ROWS));
  const page = Math.min(view.page, pages - 1);
  const shown = found.slice(page * ROWS, (page + 1) * ROWS);
  part("body").replaceChildren(...shown.map((row) => node("tr", {}, ...row.map((value, at) => cell(table.columns[at], value)))));
  const from = shown.length ? page * ROWS + 1 : 0;
  part("count").textContent = filled(words.shown, { from: count(from), to: count(page * ROWS + shown.length), of: count(found.length), all: count(rows.length) });
  part("count").dataset.rows = rows.length;
  part("count").dataset.found = found.length;
  part("back").disabled = page === 0;
  part("on").disabled = page >= pages - 1;
  for (const head of part("heads").cells) {
    if (head.dataset.name === view.sort) head.setAttribute("aria-sort", view.down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
}

function heading(column) {
  const sort = () => turn({ sort: column.name, down: view.sort === column.name && !view.down });
  return node("th", { scope: "col", "data-name": column.name, title: column.description }, node("button", { type: "button", onclick: sort }, column.name));
}

function filter(column) {
  const type = (event) => turn({ filters: { ...view.filters, [column.name]: event.target.value } });
  const field = node("input", { type: "search", "aria-label": filled(words.filter, { column: column.name }), oninput: type });
  field.value = view.filters[column.name] || "";
  return node("td", {}, field);
}

// A new table, or a view that was followed to: heads, filters and all.
function show() {
  const table = tables.get(view.table);
  document.title = `${table.name} – ${told.title[language]}`;
  for (const link of part("names").querySelectorAll("a")) {
    if (link.dataset.name === table.name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  part("name").textContent = table.name;
  part("about").textContent = table.description;
  part("meanings").replaceChildren(...table.columns.flatMap((column) => [node("dt", {}, column.name), node("dd", {}, column.description)]));
  part("heads").replaceChildren(...table.columns.map(heading));
  part("filters").replaceChildren(...table.columns.map(filter));
  part("q").value = view.q;
  part("rows").scrollTo(0, 0);
  return fill();
}

function save() {
  const table = tables.get(view.table);
  const quoted = (value) => (value === null ? "" : /[",\r\n]/.test(value) ? `"${String(value).replace(/"/g, '""')}"` : String(value));
  const lines = [[...table.columns.map((column) => column.name), "dataset_id"], ...found.map((row) => [...row, told.dataset_id])];
  const content = new Blob([lines.map((row) => row.map(quoted).join(",") + "\r\n").join("")], { type: "text/csv" });
  const link = node("a", { href: URL.createObjectURL(content), download: `${table.name}.csv` });
  link.click();
  URL.revokeObjectURL(link.href);
}

document.documentElement.lang = language;
for (const place of document.querySelectorAll("[data-word]")) place.textContent = words[place.dataset.word];
part("title").textContent = told.title[language];
part("rights").textContent = told.rights[language];
part("q").setAttribute("aria-label", words.search);
part("q").setAttribute("placeholder", words.search);
part("rows").setAttribute("aria-label", words.rows);
part("names").append(
  ...told.tables.map((table) =>
    node("li", {}, node("a", { href: `#table=${table.name}`, "data-name": table.name }, table.name, " ", node("span", {}, count(table.rows)))),
  ),
);
part("q").addEventListener("input", (event) => turn({ q: event.target.value }));
part("back").addEventListener("click", () => turn({ page: view.page - 1 }));
part("on").addEventListener("click", () => turn({ page: view.page + 1 }));
part("clear").addEventListener("click", () => {
  history.replaceState(null, "", `#table=${view.table}`);
  recall();
  show();
});
part("save").addEventListener("click", save);
addEventListener("hashchange", () => {
  recall();
  show();
});
recall();
show();
