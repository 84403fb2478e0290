// Works the page of a rule that was taken along: what is done is kept on the device first, and handed over when there is a line.
(async () => {
  "use strict";
  const { root, can, fill } = vzAlong;
  if (!root || !can) return;
  const sheets = [...document.querySelectorAll("[data-lesson]")], check = document.querySelector("[data-check]");
  const text = root.dataset;

  async function keep(step) {
    if (!await vzAlong.add(step)) {
      root.querySelector("[data-waiting]").textContent = text.textFull;
      root.scrollIntoView();
      return false;
    }
    await vzAlong.tell(navigator.onLine ? null : "no-line");
    settle();
    return true;
  }

  // A button is pressed once, however slow the device is; it keeps the focus meanwhile.
  async function once(button, what) {
    if (button.dataset.busy) return false;
    button.dataset.busy = "1";
    try {
      return await what();
    } finally {
      delete button.dataset.busy;
    }
  }
  const settle = async () => {
    const end = await vzAlong.handOver();
    if (end !== "no-line" && end !== "sign-in" && navigator.onLine) await vzAlong.refresh().catch(() => { /* The next visit tries again. */ });
  };

  // ── lessons, in their order ──
  const isRead = (sheet) => sheet.dataset.read === "true";
  function draw() {
    const next = sheets.find((sheet) => !isRead(sheet));
    for (const sheet of sheets) {
      sheet.querySelector("[data-finish]").hidden = sheet !== next;
      sheet.querySelector("[data-finished]").hidden = !isRead(sheet);
    }
    check.hidden = document.querySelector("[data-to-check]").hidden = check.querySelectorAll("[data-item]").length === 0;
    // Who passed the skip test has studied the rule.
    const waits = next && check.dataset.open !== "true";
    check.querySelector("[data-first]").hidden = !waits;
    check.querySelector("[data-questions]").hidden = !!waits;
  }
  for (const sheet of sheets) {
    sheet.querySelector("[data-finish]").addEventListener("click", async (e) => {
      if (!await once(e.currentTarget, () => keep({ rule: sheet.dataset.rule, key: sheet.dataset.lesson }))) return;
      sheet.dataset.read = "true";
      draw();
      const on = document.getElementById(`sheet-${sheets.find((s) => !isRead(s))?.dataset.lesson}`) ?? document.getElementById("check");
      on.tabIndex = -1;
      on.focus();
    });
  }

  // ── questions ──
  const refuse = (question, words) => {
    const line = question.querySelector("[data-refused]");
    line.textContent = words;
    line.hidden = words === "";
  };
  async function answered(question, chosen, typed) {
    const kept = await keep({ rule: question.dataset.rule, key: question.dataset.item, chosen, typed });
    refuse(question, kept ? "" : text.textFull);
    if (kept) question.querySelector("[data-before]").hidden = true;
    return kept;
  }
  const tag = (kind, words) => {
    const made = document.querySelector(`template[data-${kind}]`).content.firstElementChild.cloneNode(true);
    if (words) made.textContent = words;
    made.dataset.mine = "";
    return made;
  };
  // Marks in the explanation what was chosen, and in pairs what was paired otherwise.
  function mark(question, chosen, typed) {
    const why = question.querySelector("[data-explained]"), { key } = question.dataset;
    why.querySelectorAll("[data-mine]").forEach((e) => e.remove());
    why.querySelectorAll("[data-word]").forEach((option) => {
      const { word } = option.dataset, [letter, place] = word.split("-");
      const mine = place ? chosen.find((c) => c.startsWith(`${letter}-`)) : chosen.find((c) => c === word);
      const other = place && mine !== word;
      option.classList.toggle("option-chosen", place ? other : !!mine);
      if (place ? other : mine) option.querySelector("p").append(" ", place ? tag("said", fill(text.textSaid, { answer: named(question, mine) })) : tag("yours"));
    });
    const verdict = chosen.find((c) => c === "true" || c === "false"), said = typed ?? (verdict && named(question, verdict));
    if (said) why.querySelector("[data-verdict]").append(" ", tag("said", fill(text.textSaid, { answer: said })));
    const right = key && [...chosen].sort().join(",") === key;
    why.querySelector("[data-right]").hidden = !right;
    why.querySelector("[data-wrong]").hidden = !key || right;
    why.querySelector("[data-kept]").hidden = !!key;
  }
  const named = (question, word) => {
    const field = question.querySelector(`[data-asked] [value="${word}"]`);
    return (field?.tagName === "OPTION" ? field : field?.closest("label"))?.textContent.trim() ?? "";
  };
  for (const question of check.querySelectorAll("[data-item]:not([data-kind=Branch])")) {
    const asked = question.querySelector("[data-asked]"), why = question.querySelector("[data-explained]");
    const typed = asked.querySelector("[data-typed]");
    const needed = asked.querySelectorAll("select").length || (question.dataset.kind === "TrueFalse" ? 2 : 1);
    const turn = (explained) => {
      asked.hidden = explained;
      why.hidden = !explained;
      const first = explained ? why.querySelector("[data-verdict]") : asked.querySelector("input, select");
      if (explained) first.tabIndex = -1;
      first.focus();
    };
    asked.querySelector("[data-answer]").addEventListener("click", async (e) => {
      const chosen = typed ? [] : [...asked.querySelectorAll("input:checked, select")].map((i) => i.value).filter(Boolean);
      const words = typed?.value.trim();
      if (typed ? !words : chosen.length < needed) { refuse(question, chosen.length || typed ? text.textWhole : text.textChoose); return; }
      if (!await once(e.currentTarget, () => answered(question, chosen, words))) return;
      mark(question, chosen, words);
      turn(true);
    });
    why.querySelector("[data-again]").addEventListener("click", () => turn(false));
  }

  // ── stories: each choice has its consequence, and the last one is the answer ──
  for (const question of check.querySelectorAll("[data-kind=Branch]")) {
    const story = question.querySelector("[data-story]"), again = story.querySelector("[data-retell]");
    const part = (name) => story.querySelector(`[data-node="${name}"], [data-end="${name}"]`);
    const show = (name, focus) => {
      const here = part(name);
      here.hidden = false;
      if (focus) here.querySelector("p").focus();
    };
    const begin = (focus) => {
      story.querySelectorAll("[data-node], [data-end], [data-why]").forEach((p) => { p.hidden = true; });
      story.querySelectorAll("[data-choose]").forEach((p) => { p.hidden = false; });
      story.querySelectorAll("input").forEach((i) => { i.checked = i.disabled = false; });
      again.hidden = true;
      show(story.dataset.story, focus);
    };
    story.querySelectorAll("[data-node]").forEach((node) => node.querySelector("button").addEventListener("click", async (e) => {
      const choice = node.querySelector("input:checked");
      if (!choice) { refuse(question, text.textChoose); return; }
      const ends = "end" in part(choice.dataset.to).dataset;
      if (ends && !await once(e.currentTarget, () => answered(question, [...story.querySelectorAll("input:checked")].map((i) => i.value)))) return;
      refuse(question, "");
      node.querySelectorAll("input").forEach((i) => { i.disabled = true; });
      node.querySelector("[data-choose]").hidden = true;
      node.querySelector(`[data-why="${choice.value}"]`).hidden = false;
      show(choice.dataset.to, true);
      again.hidden = !ends;
    }));
    again.querySelector("button").addEventListener("click", () => begin(true));
    begin(false);
  }

  draw();
  await vzAlong.tell();
  // What was read since the page was kept, here and elsewhere, and what was answered here.
  const known = await vzAlong.know(text.lessons.split(" ").filter(Boolean));
  if (known.has(`${sheets[0].dataset.rule}/skip`)) check.dataset.open = "true";
  sheets.filter((s) => known.has(`${s.dataset.rule}/${s.dataset.lesson}`)).forEach((s) => { s.dataset.read = "true"; });
  for (const step of vzAlong.mine(await vzAlong.read("steps")).filter((s) => s.enrolment === text.enrolment)) {
    if (!step.chosen) sheets.filter((s) => s.dataset.rule === step.rule && s.dataset.lesson === step.key).forEach((s) => { s.dataset.read = "true"; });
    else check.querySelectorAll(`[data-item="${CSS.escape(step.key)}"] [data-before]`).forEach((line) => { line.hidden = false; });
  }
  draw();
  // The page is longer than it was when the browser looked for the place.
  if (location.hash) document.querySelector(CSS.escape(location.hash).replace("\\#", "#"))?.scrollIntoView();
  vzAlong.settleLater(settle);
  await settle();
})();
