// Saves each answer as it is given and shows the time left. Without it, the Save button does the same.
(() => {
  "use strict";
  const form = document.getElementById("paper");
  if (!form?.dataset.autosave) return;
  const text = form.dataset, left = document.querySelector("[data-left]"), state = document.querySelector("[data-state]");
  const hidden = (name) => form.querySelector(`input[name=${name}]`).value;
  const token = hidden("__RequestVerificationToken"), seat = hidden("window");
  const waiting = new Map();
  let busy = false, tries = 0, over = false, leaving = false, typing = 0;
  let ends = performance.now() + Number(text.seconds) * 1000;

  const typed = (question) => question.querySelector("[data-typed]");
  const chosen = (question) => [...question.querySelectorAll("input:checked, select")].map((i) => i.value).filter(Boolean).sort();
  const answerOf = (question) => typed(question)?.value.trim() ?? chosen(question).join(",");
  // A choice in a story is made with its own button: it cannot be taken back.
  const note = (question) => {
    if (question.dataset.kind !== "Branch" && answerOf(question) !== question.querySelector("[data-was]").value) waiting.set(question.dataset.item, question);
  };
  const noteAll = () => form.querySelectorAll("[data-item]").forEach(note);
  const parts = { TrueFalse: 2 };
  const whole = (question) => {
    const was = question.querySelector("[data-was]").value;
    const needed = question.querySelectorAll("select").length || parts[question.dataset.kind] || 1;
    return was !== "" && (typed(question) || was.split(",").length >= needed);
  };
  const say = (words, wrong) => {
    if (state.textContent !== words) state.textContent = words;
    state.classList.toggle("error", wrong);
  };

  // One at a time and in order; a newer choice for a question replaces the one that waits.
  async function save() {
    if (busy || waiting.size === 0) return;
    busy = true;
    const [item, question] = waiting.entries().next().value;
    const given = answerOf(question);
    const body = new URLSearchParams({ __RequestVerificationToken: token, window: seat, item });
    if (typed(question)) body.append("typed", given);
    else chosen(question).forEach((word) => body.append("chosen", word));
    say(text.textSaving, false);
    let answer = null;
    try {
      answer = await fetch(text.autosave, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(15000) });
    } catch { /* No line: tried again below. */ }
    busy = false;
    if (answer?.status === 410) { location.reload(); return; }
    // Another window has the paper: the form's own button says what is different and goes on here.
    if (answer?.status === 409) { say(text.textElsewhere, true); busy = true; return; }
    if (answer?.status === 422) {
      // What is typed is no answer yet: it waits until it is changed, or the form says what is wrong.
      if (answerOf(question) === given) waiting.delete(item);
      say(text.textRefused, true);
      save();
      return;
    }
    if (answer?.status === 200) {
      tries = 0;
      question.querySelector("[data-was]").value = given;
      if (answerOf(question) === given) waiting.delete(item);
      const { seconds } = await answer.json();
      ends = performance.now() + seconds * 1000;
      if (waiting.size === 0) say(text.textSaved.replace("{answered}", Number(text.told) + [...form.querySelectorAll("[data-item]")].filter((q) => q.dataset.kind !== "Branch" && whole(q)).length), false);
      save();
      return;
    }
    tries += 1;
    say(text.textUnsaved, true);
    setTimeout(save, Math.min(15000, 500 * 2 ** tries));
  }

  form.addEventListener("change", (e) => {
    const question = e.target.closest("[data-item]");
    if (question) { note(question); save(); }
  });
  // A field tells of a change only when it is left; what is typed is saved at a pause.
  form.addEventListener("input", (e) => {
    if (!e.target.matches("[data-typed]")) return;
    clearTimeout(typing);
    typing = setTimeout(() => { note(e.target.closest("[data-item]")); save(); }, 1000);
  });
  // The form itself carries everything that is not saved yet.
  form.addEventListener("submit", () => { leaving = true; });
  addEventListener("online", save);
  addEventListener("beforeunload", (e) => {
    if (leaving || over) return;
    noteAll();
    if (waiting.size > 0) e.preventDefault();
  });

  const told = new Set([10, 5, 1]);
  const voice = document.createElement("p");
  voice.className = "visually-hidden";
  voice.setAttribute("role", "status");
  form.before(voice);
  function tick() {
    const seconds = Math.max(0, Math.round((ends - performance.now()) / 1000));
    const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    left.textContent = text.textLeft.replace("{time}", clock);
    const minutes = Math.ceil(seconds / 60);
    if (seconds % 60 === 0 && told.delete(minutes)) voice.textContent = text.textMinutes.replace("{minutes}", minutes);
    if (seconds === 0 && !over) {
      over = true;
      left.textContent = voice.textContent = text.textOver;
      // What is saved by now is marked; the server allows a slow line some seconds, so what is being typed still goes.
      noteAll();
      save();
      setTimeout(() => location.reload(), 12000);
      return;
    }
    if (!over) setTimeout(tick, 1000);
  }
  tick();
})();
