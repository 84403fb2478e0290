// Only makes pages nicer; every page works without it.
(() => {
  "use strict";
  // The chosen language is remembered for addresses that name none.
  document.addEventListener("click", (e) => {
    const link = e.target.closest?.("a[data-language]");
    if (link) document.cookie = `vz-language=${link.dataset.language};path=/;max-age=31536000;samesite=lax`;
  });
  // What is wrong is read first.
  document.querySelector(".summary")?.focus();
  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (e.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { e.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 8000);
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((f) => delete f.dataset.sent));
  // What was typed and not sent, or sent and refused, is not lost by a press on something else. A value has one sign for a line's end.
  const first = (f) => f.defaultValue.replace(/\r\n?/g, "\n");
  const typed = (form) => form.dataset.guard === "unsent"
    || [...form.elements].some((f) => f.type === "checkbox" ? f.checked !== f.defaultChecked : f.type !== "hidden" && f.defaultValue !== undefined && f.value !== first(f));
  addEventListener("beforeunload", (e) => {
    if ([...document.querySelectorAll("form[data-guard]")].some((form) => !form.dataset.sent && typed(form))) e.preventDefault();
  });
  // A menu closes with Escape and gives the focus back.
  document.addEventListener("keydown", (e) => {
    const menu = e.key === "Escape" && (document.querySelector(".languages[open]") ?? document.querySelector(".menu[open]"));
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });
  // Places in a picture can be chosen in the picture too.
  const mark = (question) => question.querySelectorAll("[data-spot]").forEach((spot) =>
    spot.classList.toggle("on", !!question.querySelector(`input[value="${spot.dataset.spot}"]:checked`)));
  document.querySelectorAll("[data-kind=Scene]").forEach((question) => {
    const scene = question.querySelector(".scene");
    if (!question.querySelector("input[type=checkbox]")) return;
    scene.classList.add("live");
    question.addEventListener("change", () => mark(question));
    scene.addEventListener("click", (e) => {
      const spot = e.target.closest("[data-spot]");
      if (spot) question.querySelector(`input[value="${spot.dataset.spot}"]`).click();
    });
    mark(question);
  });
  // A lesson is read aloud where the browser has a voice for its language.
  const voice = document.querySelector("[data-voice]"), article = document.querySelector("main article");
  if (voice && article && window.speechSynthesis) {
    const button = voice.querySelector("button"), tongue = article.lang || document.documentElement.lang;
    const offer = () => { voice.hidden = !speechSynthesis.getVoices().some((v) => v.lang.slice(0, 2) === tongue.slice(0, 2)); };
    let reading = false;
    const say = (on) => { reading = on; button.textContent = on ? button.dataset.textStop : button.dataset.textRead; };
    button.addEventListener("click", () => {
      speechSynthesis.cancel();
      if (reading) { say(false); return; }
      say(true);
      const parts = [...article.querySelectorAll("h2, h3, p, li, td, th")].filter((e) => !e.querySelector("p, li"));
      parts.forEach((part, i) => {
        const words = new SpeechSynthesisUtterance(part.querySelector("[role=img]")?.getAttribute("aria-label") ?? part.textContent);
        words.lang = tongue;
        if (i === parts.length - 1) words.onend = () => say(false);
        speechSynthesis.speak(words);
      });
    });
    addEventListener("pagehide", () => speechSynthesis.cancel());
    speechSynthesis.addEventListener("voiceschanged", offer);
    offer();
  }
  // Whoever has chosen no time zone gets the browser's, once.
  const zone = document.querySelector("form[data-zone-unset]");
  if (zone && !sessionStorage.getItem("vz-zone-told")) {
    const theirs = Intl.DateTimeFormat().resolvedOptions().timeZone, select = zone.querySelector("select");
    if (select.value !== theirs && [...select.options].some((o) => o.value === theirs)) {
      sessionStorage.setItem("vz-zone-told", "1");
      select.value = theirs;
      zone.requestSubmit();
    }
  }
  // A page that is made to be printed has a button for it.
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
  // Filters that ask for it are applied as they are chosen.
  document.addEventListener("change", (e) => {
    if (e.target.matches("form[data-auto] select")) e.target.form.requestSubmit();
  });
})();
