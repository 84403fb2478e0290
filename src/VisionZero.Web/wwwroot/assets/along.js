// Keeps pages on the device, and shows which; on the path of a course it only hands over and brings kept pages up to date.
(async () => {
  "use strict";
  const { root, can, fill } = vzAlong;
  if (!root || !can) return;
  document.querySelectorAll("[data-can]").forEach((part) => { part.hidden = false; });
  document.querySelectorAll("[data-cannot]").forEach((part) => { part.hidden = true; });
  const list = document.querySelector("section[data-can]"), rows = [...document.querySelectorAll("[data-page]")];
  const size = (bytes) => Math.max(1, Math.round(bytes / 1024));

  async function draw() {
    if (!list) return;
    const kept = await vzAlong.kept();
    const here = kept.filter((page) => rows.some((row) => row.dataset.page === page.address));
    for (const row of rows) {
      const page = kept.find((p) => p.address === row.dataset.page);
      row.querySelector("[data-state]").textContent = page ? fill(list.dataset.textKept, { size: size(page.bytes) }) : list.dataset.textNot;
      row.querySelector("[data-keep]").hidden = !!page;
      row.querySelector("[data-drop]").hidden = !page;
    }
    list.querySelector("[data-keep-all]").hidden = here.length === rows.length;
    list.querySelector("[data-drop-all]").hidden = here.length === 0;
    const room = await navigator.storage?.estimate?.();
    list.querySelector("[data-room]").textContent = room && kept.length > 0
      ? fill(list.dataset.textRoom, { size: size(kept.reduce((sum, page) => sum + page.bytes, 0)), free: Math.round((room.quota - room.usage) / 1048576) })
      : "";
  }

  // One after the other: a button that is pressed says by the row how it went.
  async function each(pressed, some, what) {
    pressed.disabled = true;
    for (const row of some) {
      try {
        await what(row.dataset.page);
        await draw();
      } catch {
        // No line, no room or not signed in any more: what was kept before stays.
        await draw();
        list.querySelector("[data-room]").textContent = list.dataset.textFailed;
        break;
      }
    }
    pressed.disabled = false;
    (pressed.hidden ? some[0]?.querySelector("button:not([hidden])") : pressed)?.focus();
  }
  rows.forEach((row) => {
    row.querySelector("[data-keep]").addEventListener("click", (e) => each(e.currentTarget, [row], vzAlong.keep));
    row.querySelector("[data-drop]").addEventListener("click", (e) => each(e.currentTarget, [row], vzAlong.drop));
  });
  list?.querySelector("[data-keep-all]").addEventListener("click", (e) => each(e.currentTarget, rows, vzAlong.keep));
  list?.querySelector("[data-drop-all]").addEventListener("click", (e) => each(e.currentTarget, rows, vzAlong.drop));

  async function settle() {
    if (await vzAlong.handOver() === "no-line" || !navigator.onLine) return draw();
    try {
      await vzAlong.refresh();
    } catch { /* The line broke meanwhile: the pages kept before stay, and the next visit tries again. */ }
    return draw();
  }
  document.querySelector("[data-hand-over]")?.addEventListener("click", settle);
  vzAlong.settleLater(settle);
  // What is here is said before anybody is asked.
  await vzAlong.tell();
  await draw();
  await settle();
})();
