// The browser's Back button in a check-in. No storage: what is remembered here ends with the page.
//
// A browser keeps no page that is "no-store" and answers a form; its Back button shows an error instead. So each step of
// a guest is fetched into this one document, and Back and Forward show the steps from its memory. The history holds
// their numbers, never an answer. Without JavaScript the forms are sent as usual, and have a Back button of their own.
"use strict";

const thisDocument = `${performance.timeOrigin}-${Math.random()}`;
const steps = new Map();
let step = 0;

// A page that answered a form becomes one that is asked for: reloading it sends nothing again.
history.replaceState({ document: thisDocument, step }, "");
if (document.querySelector("form[data-in-place]")) history.scrollRestoration = "manual";

function hideWhatIsForOthers() {
  for (const words of document.querySelectorAll("[data-without-javascript]")) words.hidden = true;
}
hideWhatIsForOthers();

function put(shown) {
  steps.set(step, {
    title: document.title,
    language: document.documentElement.lang,
    nodes: [...document.body.childNodes],
    scrolled: window.scrollY,
  });
  document.title = shown.title;
  document.documentElement.lang = shown.language;
  document.body.replaceChildren(...shown.nodes);
  for (const form of document.forms) delete form.dataset.sent;
  hideWhatIsForOthers();
  document.dispatchEvent(new Event("signpost:shown"));
  window.scrollTo(0, shown.scrolled);
}

function read(html) {
  const answer = new DOMParser().parseFromString(html, "text/html");
  return {
    title: answer.title,
    language: answer.documentElement.lang,
    nodes: [...answer.body.childNodes],
    scrolled: 0,
  };
}

function goTo(shown, refused) {
  put(shown);
  if (refused) {
    history.replaceState(history.state, "");
  } else {
    step += 1;
    for (const later of [...steps.keys()].filter((number) => number >= step)) steps.delete(later);
    history.pushState({ document: thisDocument, step }, "", document.querySelector("form[data-in-place]")?.action);
  }
  const problem = document.querySelector("[data-focus-first]");
  (problem ?? document.getElementById("main"))?.focus({ preventScroll: !problem });
}

async function send(form, button) {
  const fields = new URLSearchParams(new FormData(form));
  if (button?.name) fields.append(button.name, button.value);
  const answer = await fetch(form.action, { method: "POST", body: fields, cache: "no-store" });
  if (!answer.headers.get("content-type")?.startsWith("text/html")) throw new TypeError("not a page of ours");
  return { answer, html: await answer.text() };
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("form[data-in-place]")) return;
  event.preventDefault();
  const unreachable = form.querySelector("[data-unreachable]");
  unreachable.hidden = true;
  form.setAttribute("aria-busy", "true");
  try {
    const { answer, html } = await send(form, event.submitter);
    if (!form.isConnected) return;
    if (answer.redirected) location.assign(answer.url);
    else goTo(read(html), answer.status === 422);
  } catch {
    unreachable.hidden = false;
    delete form.dataset.sent;
  } finally {
    form.removeAttribute("aria-busy");
  }
});

window.addEventListener("popstate", (event) => {
  if (event.state === null) return; // a jump within the page
  const shown = event.state.document === thisDocument ? steps.get(event.state.step) : undefined;
  if (event.state.document === thisDocument && event.state.step === step) return;
  if (shown === undefined) {
    location.reload(); // of a document that is gone: the address leads to the start
    return;
  }
  put(shown);
  step = event.state.step;
});
