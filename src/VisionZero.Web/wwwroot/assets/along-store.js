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
      ask.onerror = () => bad(ask.error);
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
  const waiting = async () => (await read("steps")).filter((s) => s.enrolment === root?.dataset.enrolment);
  // False if there is no more room: what was done is then not kept, and the page says so.
  async function add(step) {
    const steps = await store("steps", "readwrite");
    if (await done(steps.count()) >= Number(root.dataset.most)) return false;
    await done(steps.add({ ...step, enrolment: root.dataset.enrolment, at: Date.now() }));
    return true;
  }

  // ── handing over: in parts, each of which is sent again until it is answered ──
  async function token(address) {
    const answer = await fetch(`${address}?handler=Token`, { redirect: "manual" });
    return answer.ok ? (await answer.json()).token : null;
  }
  function form(word, self, steps) {
    const body = new URLSearchParams({ __RequestVerificationToken: word, enrolment: root.dataset.enrolment, device: self, sent: Date.now() });
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
  // Ends with: done, no-line, sign-in, other (somebody else's), later.
  async function send(refused) {
    const { along: address, batch } = root.dataset;
    const steps = await waiting();
    if (steps.length === 0) return "done";
    const word = await token(address);
    if (!word) return "sign-in";
    const self = await device();
    for (let from = 0; from < steps.length; from += Number(batch)) {
      const part = steps.slice(from, from + Number(batch));
      const answer = await fetch(address, { method: "POST", body: form(word, self, part), redirect: "manual" });
      if (answer.status === 404) return "other";
      if (!answer.ok) return answer.type === "opaqueredirect" ? "sign-in" : "later";
      refused.push(...(await answer.json()).refused);
      const left = await store("steps", "readwrite");
      await Promise.all(part.map((step) => done(left.delete(step.number))));
    }
    return "done";
  }
  async function handOver() {
    const refused = [];
    let end;
    try {
      end = await navigator.locks.request("vz-along", () => send(refused));
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
    const count = (await waiting()).length;
    const why = { "no-line": text.textNoLine, "sign-in": text.textSignIn, other: text.textOther, later: text.textLater }[end];
    line.textContent = count === 0 ? text.textNone : [fill(text.textWaiting, { count, most: text.most }), why].filter(Boolean).join(" ");
    root.querySelector("[data-sign-in]").hidden = end !== "sign-in" || count === 0;
    document.querySelectorAll("[data-hand-over]").forEach((button) => { button.hidden = count === 0; });
    for (const { words } of refused) list.querySelector("ul").appendChild(document.createElement("li")).textContent = words;
    if (refused.length > 0) list.hidden = false;
    // Where it is no matter of the page, nothing is said while there is nothing to say.
    root.hidden = "quiet" in text && count === 0 && list.hidden;
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
  const locale = () => location.pathname.slice(0, 3);
  async function keep(address) {
    await navigator.serviceWorker.register("/sw.js");
    await fetchPage(`${locale()}/offline`);
    await fetchPage(root.dataset.along);
    const page = await fetchPage(address);
    await done((await store("kept", "readwrite")).put({ ...page, address, edition: root.dataset.edition, of: root.dataset.along }));
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
  // Pages of another person are not shown to this one; pages that say something else by now are fetched again.
  async function refresh() {
    const { person, edition, along } = root.dataset, self = await store("self", "readwrite");
    const before = await done(self.get("person"));
    await done(self.put(person, "person"));
    if (before && before !== person) {
      await caches.delete(pages);
      await done((await store("kept", "readwrite")).clear());
    }
    for (const page of await kept()) if (page.of === along && page.edition !== edition) await keep(page.address);
  }

  return { root, can, add, handOver, tell, keep, drop, kept, refresh, read, fill };
})();
