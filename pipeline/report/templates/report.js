// Copying and unfolding for pages that are whole without them. No network, no storage.
"use strict";

// Where a page will lie on the web; a report on a disk has no address that others can open: what is copied then is the place within it.
const CANONICAL = document.querySelector("link[rel=canonical]");
const HERE = document.currentScript.src.replace(/[^/]*$/, "");
const onDiskOrWeb = () => (location.protocol === "file:" ? location.href.slice(HERE.length) : location.href);
const permanent = () => (CANONICAL ? CANONICAL.href + location.hash : onDiskOrWeb());

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
  button.addEventListener("click", () => copy(permanent(), button));
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
