// Small comforts on top of pages that work without them. No dependencies, no storage, no requests.
"use strict";

// A form is sent once, however often its button is pressed. The server refuses a second one anyway.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent === "yes") {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});

// Coming back with the browser's back button must not leave a dead form behind.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.forms) delete form.dataset.sent;
});

// After an error, focus goes to what has to be put right.
const problem = document.querySelector("[data-focus-first]");
if (problem) problem.focus();

// The menu closes with Escape, and focus returns to its button.
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector("details.menu[open]");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// "Print this page" appears only where it can do something.
function offerToPrint() {
  for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
}
offerToPrint();
document.addEventListener("signpost:shown", offerToPrint);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// The rail shows which section is being read.
const rail = document.querySelector(".contents--rail");
if (rail && "IntersectionObserver" in window) {
  const links = new Map();
  for (const link of rail.querySelectorAll("a[href^='#']")) {
    const section = document.getElementById(link.hash.slice(1));
    if (section) links.set(section, link);
  }
  const seen = new Set();
  const show = () => {
    const first = [...links.keys()].find((section) => seen.has(section));
    for (const [section, link] of links) {
      if (section === first) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) seen.add(entry.target);
        else seen.delete(entry.target);
      }
      show();
    },
    { rootMargin: "-10% 0px -60% 0px" },
  );
  for (const section of links.keys()) observer.observe(section);
}
