// While content is written: loads the page again when the platform has started with what was changed.
(() => {
  "use strict";
  let started = null;
  setInterval(async () => {
    try {
      const now = await (await fetch("/api/started", { cache: "no-store" })).text();
      if (started && started !== now) { sessionStorage.setItem("scroll", scrollY); location.reload(); }
      started = now;
    } catch { /* It is starting. */ }
  }, 1000);
  addEventListener("load", () => scrollTo(0, Number(sessionStorage.getItem("scroll") ?? 0)));
})();
