// What is taken along on this device: pages, and what was done on them until it is handed over.
const vzAlong = (() => {
  "use strict";
  const pages = "vz-along";
  const root = document.querySelector("[data-along]");
  const can = !!(window.indexedDB && window.caches && navigator.serviceWorker);

  // ── the device's own store ──
  const done = (ask) => new Promise((good, bad) => { ask.onsuccess = () => good(ask.result); ask.onerror = () => bad(ask.error); });
  let opened;
  const store = async (name, mode) => {
    opened ??= new Promise((good, bad) => {
      const ask = indexedDB.open("vz-along", 1);
      ask.onupgradeneeded = () => {
        // Numbers only grow, also when what they stood for is gone.
        ask.result.createObjectStore("steps", { keyPath: "number", autoIncrement: true });
        ask.result.createObjectStore("kept", { keyPath: "address" });
        ask.result.createObjectStore("self");
      };
      ask.onsuccess = () => good(ask.result);
      ask.onerror = () => { opened = undefined; bad(ask.error); };
    });
    return (await opened).transaction(name, mode).objectStore(name);
  };
  const read = async (name) => done((await store(name, "readonly")).getAll());
  const device = async () => {
    const self = await store("self", "readwrite");
    const known = await done(self.get("device"));
    if (known) return known;
    const drawn = crypto.randomUUID();
    await done(self.put(drawn, "device"));
    return drawn;
  };

  // ── what was done ──
  // What somebody else did on this device waits for them.
  const mine = (steps) => steps.filter((step) => step.person === root.dataset.person);
  // False if there is no more room: what was done is then not kept, and the page says so.
  async function add(step) {
    const { person, enrolment, most } = root.dataset;
    try {
      const steps = await store("steps", "readwrite");
      if (mine(await done(steps.getAll())).length >= Number(most)) return false;
      await done(steps.add({ ...step, person, enrolment, at: Date.now() }));
      return true;
    } catch {
      // The device gives no room.
      return false;
    }
  }

  // Lessons that are read, as the device was told or did itself: there are only ever more of them.
  async function know(lessons) {
    const self = await store("self", "readwrite"), name = `read ${root.dataset.enrolment}`;
    const all = new Set([...(await done(self.get(name)) ?? []), ...lessons]);
    await done(self.put([...all], name));
    return all;
  }

  // ── handing over: in parts, each of which is sent again until it is answered ──
  const ask = (address, what = {}) => fetch(address, { redirect: "manual", signal: AbortSignal.timeout(15000), ...what });
  function form(word, self, enrolment, steps) {
    const body = new URLSearchParams({ __RequestVerificationToken: word, enrolment, device: self, sent: Date.now() });
    steps.forEach((step, i) => {
      const put = (name, value) => body.append(`work[${i}].${name}`, value);
      put("number", step.number);
      put("rule", step.rule);
      put("key", step.key);
      put("at", step.at);
      if (!step.chosen) return;
      put("answers", "true");
      step.chosen.forEach((word) => put("chosen", word));
      if (step.typed) put("typed", step.typed);
    });
    return body;
  }
  const ends = (answer) => (answer.type === "opaqueredirect" ? "sign-in" : "later");
  // Everything this person did here, round by round. Ends with: done, sign-in, later.
  async function send(refused) {
    const { along: address, batch } = root.dataset;
    const steps = mine(await read("steps"));
    if (steps.length === 0) return "done";
    const first = await ask(`${address}?handler=Token`);
    if (!first.ok) return ends(first);
    const { token } = await first.json(), self = await device();
    for (const enrolment of new Set(steps.map((step) => step.enrolment))) {
      const round = steps.filter((step) => step.enrolment === enrolment);
      while (round.length > 0) {
        const part = round.splice(0, Number(batch));
        const answer = await ask(address, { method: "POST", body: form(token, self, enrolment, part) });
        if (!answer.ok) return ends(answer);
        const not = (await answer.json()).refused;
        refused.push(...not);
        const taken = part.filter((step) => not.every((n) => n.number !== step.number));
        if (enrolment === root.dataset.enrolment) await know(taken.filter((step) => !step.chosen).map((step) => `${step.rule}/${step.key}`));
        const left = await store("steps", "readwrite");
        await Promise.all(part.map((step) => done(left.delete(step.number))));
      }
    }
    return "done";
  }
  // One page of the device at a time; another that is at it does this one's work too.
  async function handOver() {
    const refused = [];
    let end;
    try {
      end = await navigator.locks.request("vz-along", { ifAvailable: true }, (lock) => (lock ? send(refused) : "busy"));
    } catch {
      // No line, or it broke: what was not answered stays.
      end = "no-line";
    }
    await tell(end, refused);
    return end;
  }

  // ── what the page says of it ──
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  async function tell(end, refused = []) {
    const text = root.dataset, line = root.querySelector("[data-waiting]"), list = root.querySelector("[data-not-taken]");
    const count = mine(await read("steps")).length;
    const why = { "no-line": text.textNoLine, "sign-in": text.textSignIn, later: text.textLater }[end];
    for (const { words } of refused) list.querySelector("ul").appendChild(document.createElement("li")).textContent = words;
    if (refused.length > 0) list.hidden = false;
    line.textContent = count > 0 ? [fill(text.textWaiting, { count, most: text.most }), why].filter(Boolean).join(" ") : list.hidden ? text.textNone : "";
    root.querySelector("[data-sign-in]").hidden = end !== "sign-in" || count === 0;
    for (const button of document.querySelectorAll("[data-hand-over]")) {
      if (count === 0 && button === document.activeElement) { line.tabIndex = -1; line.focus(); }
      button.hidden = count === 0;
    }
    // Where it is no matter of the page, nothing is said while there is nothing to say.
    root.hidden = text.quiet === "true" && count === 0 && list.hidden;
  }

  // ── pages ──
  const assetsOf = (page) => [...page.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], img[src], source[srcset], use[href]")]
    .map((e) => (e.getAttribute("src") ?? e.getAttribute("srcset") ?? e.getAttribute("href")).split("#")[0])
    .filter((address) => address.startsWith("/assets/"));
  // Answers what the page is called and how many bytes it is; throws if it cannot be had as it is asked for.
  async function fetchPage(address) {
    const kept = await caches.open(pages);
    const answer = await fetch(address, { redirect: "error", cache: "no-cache" });
    if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
    const html = await answer.clone().text(), page = new DOMParser().parseFromString(html, "text/html");
    for (const asset of new Set(assetsOf(page))) if (!await kept.match(asset)) await kept.add(asset);
    await kept.put(address, answer);
    return { title: page.querySelector("h1").textContent.trim(), bytes: new Blob([html]).size };
  }
  // What belongs to every page that is kept: the list of them, and what is shown in place of a page that is not.
  const common = () => [`${location.pathname.slice(0, 3)}/offline`, root.dataset.along];
  async function put(address) {
    const page = await fetchPage(address);
    await done((await store("kept", "readwrite")).put({ ...page, address, edition: root.dataset.edition, of: root.dataset.along }));
  }
  async function keep(address) {
    await navigator.serviceWorker.register("/sw.js");
    const cache = await caches.open(pages);
    for (const page of common()) if (!await cache.match(page)) await fetchPage(page);
    await put(address);
    // A device short of room asks before it throws these away.
    await navigator.storage?.persist?.();
  }
  async function drop(address) {
    await (await caches.open(pages)).delete(address);
    await done((await store("kept", "readwrite")).delete(address));
  }
  async function kept() {
    const cache = await caches.open(pages), there = [];
    for (const page of await read("kept")) if (await cache.match(page.address)) there.push(page);
    return there;
  }
  // Pages of another person are not shown to this one. Those that say something else by now are fetched again, and those
  // that went when this person signed in again.
  async function refresh() {
    const { person, edition, along, lessons } = root.dataset, self = await store("self", "readwrite");
    const before = await done(self.get("person"));
    await done(self.put(person, "person"));
    if (before && before !== person) {
      await caches.delete(pages);
      await done((await store("kept", "readwrite")).clear());
    }
    await know(lessons.split(" ").filter(Boolean));
    const cache = await caches.open(pages), old = [];
    for (const page of await read("kept")) {
      if (page.of.slice(3) === along.slice(3) && (page.edition !== edition || !await cache.match(page.address))) old.push(page);
    }
    for (const page of old.length > 0 ? common() : []) await fetchPage(page);
    for (const page of old) await put(page.address);
  }
  // As soon as there is a line, and whenever the page is looked at again.
  function settleLater(settle) {
    addEventListener("online", settle);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) settle(); });
  }

  return { root, can, add, know, mine, settleLater, handOver, tell, keep, drop, kept, refresh, read, fill };
})();
