/* Fills the impact of the open editor's words into the page once its place is seen, and again when the words changed:
   counting costs, so nothing is asked before. Without this script a link leads to the impact of the saved draft. */
(() => {
  "use strict";

  const start = () => {
    const place = document.querySelector("[data-impact-url]");
    const form = place && place.closest("form");
    if (!form) {
      return;
    }
    const say = (words) => {
      place.querySelector("[data-impact-status]").textContent = words;
    };
    const done = (words) => {
      say(words);
      place.removeAttribute("aria-busy");
    };
    window.askAboutTyped({
      form,
      url: place.dataset.impactUrl,
      shown: () => place.getClientRects().length > 0,
      atOnce: true,
      asking: () => {
        say(place.dataset.counting);
        place.setAttribute("aria-busy", "true");
      },
      answered: (answer) => {
        place.querySelector("[data-impact-here]").innerHTML = answer.impact;
        document.querySelector("[data-review-here]").innerHTML = answer.review;
        done(place.dataset.counted);
      },
      failed: () => done(place.dataset.failed),
    });
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
