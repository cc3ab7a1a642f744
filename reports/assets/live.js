"use strict";
// Keeps the page of a run that goes on up to date: it asks for the page again whenever the server says that there is more, and puts
// it in place of what is shown.
(() => {
  const state = document.getElementById("the_state");
  let asking = false, again = false;
  async function renew() {
    if (asking) { again = true; return; }
    asking = true;
    try {
      const reply = await fetch("/", { cache: "no-store" });
      if (!reply.ok) return;
      const next = new DOMParser().parseFromString(await reply.text(), "text/html");
      const open = Array.from(document.querySelectorAll("details[open][id]"), (d) => d.id), at = [scrollX, scrollY];
      const focus = document.activeElement && document.activeElement.id;
      for (const part of ["header.top", "main"]) {
        const old = document.querySelector(part), fresh = next.querySelector(part);
        old.className = fresh.className;
        old.replaceChildren(...fresh.childNodes);
      }
      document.title = next.title;
      for (const id of open) { const d = document.getElementById(id); if (d) d.open = true; }
      Page.refresh();
      if (focus) { const e = document.getElementById(focus); if (e) e.focus({ preventScroll: true }); }
      scrollTo(...at);
    } finally {
      asking = false;
      if (again) { again = false; renew(); }
    }
  }
  const events = new EventSource("/events");
  events.addEventListener("state", (e) => { state.textContent = e.data; });
  events.addEventListener("change", renew);
  events.addEventListener("done", async (e) => {
    events.close();
    state.textContent = e.data;
    await renew();
  });
  events.addEventListener("error", () => { if (events.readyState === EventSource.CLOSED) state.textContent = "The run has ended, and nobody answers any more."; });
})();
