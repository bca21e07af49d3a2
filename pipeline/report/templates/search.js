// What is typed in, what is printed out: words are found inside words, and in their other forms; æ, ø and å also as ae, oe and aa.
"use strict";

const ROOT = document.currentScript.src.replace(/[^/]*$/, "");
const ENDINGS = "ernes|erne|edes|ede|enes|ene|ens|ets|ers|en|et|er|es|e|s";
const LETTERS = { æ: "ae", ø: "oe", å: "aa", é: "e", è: "e", ü: "u", ö: "o", ä: "a" };
const AROUND = 70; // letters of a snippet on either side

const fold = (text) => text.toLowerCase().replace(/[æøåéèüöä]/g, (letter) => LETTERS[letter]);
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

// "trafikken" finds trafik and trafikkens, "uddannelse" whatever it stands in: the word itself, or its stem with any ending.
function pattern(word) {
  const plain = fold(word);
  const stem = plain.replace(new RegExp(`(?:${ENDINGS})$`), "").replace(/([bdfgklmnprst])\1$/, "$1");
  if (stem === plain || stem.length < 4) return new RegExp(escaped(plain));
  return new RegExp(`${escaped(plain)}|\\b${escaped(stem)}${escaped(stem.slice(-1))}?(?:${ENDINGS})?\\b`);
}
const patterns = (query) => query.split(/\s+/).filter(Boolean).map(pattern);

let index; // address → { name, texts: [{ label, anchor, words, plain }] }, and the meetings'
function loaded() {
  index ||= new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = `${ROOT}soegning.js`;
    script.onload = () => resolve(prepared(SEARCH_INDEX));
    script.onerror = () => resolve(prepared({ promises: [], meetings: [] }));
    document.head.append(script);
  });
  return index;
}
function prepared({ promises, meetings }) {
  const text = ([label, anchor, words]) => ({ label, anchor, words, plain: fold(words) });
  return {
    promises: new Map(promises.map(([address, name, texts]) => [address, { address, name, texts: texts.map(text) }])),
    meetings: meetings.map(([address, name, words]) => ({ address, name, ...text(["", "", words]) })),
  };
}

// The words around the first place that is meant, and that place marked.
function snippet(words, pattern) {
  const ends = []; // where each folded letter ends in what is printed
  let plain = "";
  for (let place = 0; place < words.length; place += 1) {
    plain += fold(words[place]);
    while (ends.length < plain.length) ends.push(place);
  }
  const found = pattern.exec(plain);
  const [from, to] = found ? [ends[found.index], ends[found.index + found[0].length - 1] + 1] : [0, 0];
  const start = from <= AROUND ? 0 : words.indexOf(" ", from - AROUND) + 1 || from - AROUND;
  const stop = words.length - to <= AROUND ? words.length : words.lastIndexOf(" ", to + AROUND);
  const mark = document.createElement("mark");
  mark.textContent = words.slice(from, to);
  return [start > 0 ? "… " : "", words.slice(Math.min(start, from), from), mark, words.slice(to, Math.max(stop, to)), stop < words.length ? " …" : ""];
}

function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function hit(address, name, label, words, pattern) {
  const link = element("a", name);
  link.href = ROOT + address;
  const where = element("small", label);
  return element("li", link, " ", element("q", ...snippet(words, pattern)), ...(label ? [where] : []));
}
