/* Asks the server about the words of the open editor once they have settled: posts the form as it is, saves nothing.
   `shown` says whether the answer would be seen now; `atOnce`, whether the opened form is asked about without waiting. */
"use strict";

window.askAboutTyped = ({ form, url, shown, atOnce = false, asking = () => {}, answered, failed }) => {
  const LOOK_EVERY = 700; // milliseconds; rich text fields send no events when they change
  let asked = null; // nothing yet: somebody may type before the first look, so the opened form is asked about too
  let seen = null;
  let waiting = null;

  const typed = () => {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") {
        data.append(name, value);
      }
    }
    return data.toString();
  };

  const look = () => {
    if (document.hidden || !shown()) {
      return;
    }
    const now = typed();
    const settled = now === seen || (atOnce && asked === null);
    seen = now;
    if (settled && now !== asked) {
      ask(now);
    }
  };

  const ask = async (body) => {
    asked = body;
    if (waiting) {
      waiting.abort();
    }
    const controller = new AbortController();
    waiting = controller;
    asking();
    try {
      const response = await fetch(url, {
        method: "POST",
        body,
        headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Requested-With": "XMLHttpRequest" },
        signal: controller.signal,
      });
      if (!response.ok) {
        throw new Error(String(response.status));
      }
      answered(await response.json());
    } catch (error) {
      if (error.name !== "AbortError") {
        failed();
      }
    }
  };

  window.setInterval(look, LOOK_EVERY);
};
