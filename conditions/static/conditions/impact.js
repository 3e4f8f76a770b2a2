/* Fills the impact of the open editor's words into the page once its place is seen, and again when the words changed:
   counting costs, so nothing is asked before. Without this script a link leads to the impact of the saved draft. */
(() => {
  "use strict";

  const LOOK_EVERY = 700; // milliseconds; rich text fields send no events when they change
  const SETTLED = 2; // looks without a change before the server is asked

  let place = null;
  let form = null;
  let asked = null;
  let seen = null;
  let quiet = 0;
  let asking = null;

  const typed = () => {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") {
        data.append(name, value);
      }
    }
    return data.toString();
  };

  const isSeen = () => !document.hidden && place.getClientRects().length > 0;

  const look = () => {
    if (!isSeen()) {
      return;
    }
    const now = typed();
    quiet = now === seen ? quiet + 1 : 0;
    seen = now;
    if (now !== asked && (asked === null || quiet >= SETTLED - 1)) {
      ask(now);
    }
  };

  const ask = async (body) => {
    asked = body;
    if (asking) {
      asking.abort();
    }
    const controller = new AbortController();
    asking = controller;
    say(place.dataset.counting);
    place.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(place.dataset.impactUrl, {
        method: "POST",
        body,
        headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Requested-With": "XMLHttpRequest" },
        signal: controller.signal,
      });
      if (!response.ok) {
        throw new Error(String(response.status));
      }
      const answer = await response.json();
      place.querySelector("[data-impact-here]").innerHTML = answer.impact;
      document.querySelector("[data-review-here]").innerHTML = answer.review;
      say(place.dataset.counted);
    } catch (error) {
      if (error.name === "AbortError") {
        return;
      }
      say(place.dataset.failed);
    }
    place.removeAttribute("aria-busy");
  };

  const say = (words) => {
    place.querySelector("[data-impact-status]").textContent = words;
  };

  const start = () => {
    place = document.querySelector("[data-impact-url]");
    form = place && place.closest("form");
    if (form) {
      window.setInterval(look, LOOK_EVERY);
    }
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
