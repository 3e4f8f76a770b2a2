/* Keeps the findings of the open editor fresh: posts the form as it is, shows what the server answers, saves nothing.
   Without this script the findings are those of the draft as it was opened. */
(() => {
  "use strict";

  const FOCUSABLE =
    ":is(input:not([type=hidden]):not([readonly]), textarea:not([hidden]), select, [contenteditable=true])";

  let summary = null;
  let form = null;
  let status = null;

  const show = (answer) => {
    summary.innerHTML = answer.summary;
    for (const panel of document.querySelectorAll("[data-findings-panel]")) {
      put(panel, answer.panel);
    }
    for (const here of form.querySelectorAll("[data-findings-for]")) {
      const html = here.dataset.findingsFor.split(" ").map((section) => answer.sections[section] || "").join("");
      if (put(here, html)) {
        spread(here);
      }
    }
    const { stop, warn, note } = answer.counts;
    say(`Checks: ${stop} stop, ${warn} warn, ${note} note.`);
  };

  /* What is being read or focused stays when nothing about it changed. */
  const put = (element, html) => {
    if (element.dataset.shown === html) {
      return false;
    }
    element.dataset.shown = html;
    element.innerHTML = html;
    return true;
  };

  const blockOf = (id) => id && form.querySelector(`[data-contentpath="${CSS.escape(id)}"]`);

  const holds = (outer, inner) => inner.parentElement.closest("[data-contentpath]") === outer;

  const rowsOf = (list) =>
    [...list.querySelectorAll("[data-streamfield-child]")].filter(
      (row) => holds(list, row) && row.querySelector('input[name$="-deleted"]').value !== "1",
    );

  /* What a path leads to inside its block, or as near as there is: the second part's sentence, say. */
  const within = (block, path) => {
    let at = block;
    for (const [, name, number] of path.slice(path.indexOf("]") + 1).matchAll(/\.(\w+)(?:\[(\d+)\])?/g)) {
      const field = [...at.querySelectorAll(`[data-contentpath="${CSS.escape(name)}"]`)].find((one) => holds(at, one));
      if (!field) {
        break;
      }
      at = (number && rowsOf(field)[Number(number)]) || field;
    }
    return at;
  };

  /* What is about one block of a list stands inside that block, at its field; the rest stays under the list. */
  const spread = (here) => {
    for (const list of here.parentElement.querySelectorAll("ul.findings-inside")) {
      list.remove();
    }
    for (const link of here.querySelectorAll("a[data-findings-block]")) {
      const block = blockOf(link.dataset.findingsBlock);
      if (!block) {
        continue;
      }
      const place = within(block, link.dataset.findingsPath);
      let list = place.querySelector(":scope > ul.findings-inside");
      if (!list) {
        list = document.createElement("ul");
        list.className = "findings findings-inside";
        place.append(list);
      }
      list.append(link.closest("li"));
    }
    for (const list of here.querySelectorAll("ul.findings")) {
      list.hidden = list.childElementCount === 0;
    }
  };

  const say = (words) => {
    if (status && status.textContent !== words) {
      status.textContent = words;
    }
  };

  const hereOf = (hash) => form.querySelector(`[data-findings-for~="${CSS.escape(hash.slice("#findings-".length))}"]`);

  const fieldOf = (link) => {
    const path = link.dataset.findingsPath;
    const inBlock = blockOf(link.dataset.findingsBlock);
    if (inBlock) {
      return within(inBlock, path).querySelector(FOCUSABLE) || inBlock.querySelector(FOCUSABLE) || inBlock;
    }
    const named = form.querySelector(`[name="${CSS.escape(path.replace(".", "_"))}"]`);
    if (named && named.type !== "hidden") {
      return named;
    }
    const here = hereOf(link.hash);
    const panel = here && here.closest(".w-panel");
    return (panel && (panel.querySelector(`.w-panel__content ${FOCUSABLE}`) || panel.querySelector("button"))) || here;
  };

  const open = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      if (at.getAttribute("role") === "tabpanel" && at.hidden) {
        const tab = document.querySelector(`[role="tab"][aria-controls="${CSS.escape(at.id)}"]`);
        if (tab) {
          tab.click();
        }
      }
      if (at.hidden && at.id && at.getAttribute("role") !== "tabpanel") {
        const toggle = document.querySelector(`[aria-controls="${CSS.escape(at.id)}"][aria-expanded="false"]`);
        if (toggle) {
          toggle.click();
        }
      }
    }
  };

  const follow = (event) => {
    const link = event.target.closest && event.target.closest("a[data-findings-path]");
    const field = link && link.pathname === location.pathname && fieldOf(link);
    if (field) {
      event.preventDefault();
      go(field);
    }
  };

  const go = (field) => {
    open(field);
    if (!field.matches(FOCUSABLE) && field.tabIndex < 0) {
      field.tabIndex = -1;
    }
    // A tab that was just opened shows its fields a moment later.
    window.setTimeout(() => {
      field.scrollIntoView({ block: "center" });
      field.focus({ preventScroll: true });
    }, 50);
  };

  /* A message on another page led here: to a section that may stand in a tab that is not open. */
  const arrive = () => {
    const here = location.hash.startsWith("#findings-") && hereOf(location.hash);
    const panel = here && here.closest(".w-panel");
    if (panel) {
      go(panel.querySelector(`.w-panel__content ${FOCUSABLE}`) || panel.querySelector("button") || panel);
    }
  };

  const start = () => {
    summary = document.querySelector("[data-findings-summary]");
    form = summary && summary.closest("form");
    if (!form) {
      return;
    }
    status = form.querySelector("[data-findings-status]");
    document.addEventListener("click", follow);
    form.querySelectorAll("[data-findings-for]").forEach(spread);
    window.setTimeout(arrive, 300); // when the tabs have been set up
    if (summary.dataset.findingsUrl) {
      window.askAboutTyped({
        form,
        url: summary.dataset.findingsUrl,
        shown: () => true,
        answered: show,
        failed: () =>
          say("The checks could not be updated. They show the words as they were before; your text is not affected."),
      });
    }
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
