// Answers with what was taken along when there is no connection. It keeps nothing by itself: pages are kept when a learner asks for it.
"use strict";
const pages = "vz-along", patience = 8000;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (e) => e.waitUntil(clients.claim()));
addEventListener("fetch", (e) => {
  const { request } = e, url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") e.respondWith(request.method === "GET" ? open(request, url) : send(request, url));
  // The address of these files carries their hash: what is kept is what would come.
  else if (request.method === "GET" && url.pathname.startsWith("/assets/")) e.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});

// Where a page that cannot be had is kept, or what it is part of; in another language if need be.
async function instead(url) {
  const kept = await caches.open(pages);
  const [, locale, area, course, rule, sheet] = url.pathname.split("/");
  const of = (path) => [`/${locale}${path}`, path];
  const wanted = [url.pathname];
  if (area === "learn" && course && /^[1-7]$/.test(rule)) wanted.push(of(`/learn/${course}/${rule}/along`));
  if (area === "learn" && course && !rule) wanted.push(of(`/learn/${course}/along`));
  const all = (await kept.keys()).map((k) => new URL(k.url).pathname);
  for (const [address, path] of wanted.map((w) => [w].flat())) {
    const found = all.find((a) => a === address) ?? (path && all.find((a) => a.slice(3) === path));
    if (!found) continue;
    if (found === url.pathname) return kept.match(found);
    const place = sheet === "check" ? "#check" : sheet && sheet !== "along" ? `#sheet-${sheet}` : "";
    return Response.redirect(new URL(found + place, location.origin));
  }
  return null;
}

async function nothing(url) {
  const kept = await caches.open(pages), locale = url.pathname.slice(0, 3);
  return (await kept.match(`${locale}/offline`)) ?? (await kept.matchAll()).find((a) => new URL(a.url).pathname.endsWith("/offline")) ?? Response.error();
}

// The line comes first; a page that is kept waits for it only so long.
async function open(request, url) {
  const other = await instead(url);
  const late = other && new Promise((_, fail) => { setTimeout(() => fail(new Error("late")), patience); });
  try {
    const answer = await Promise.race([fetch(request), late].filter(Boolean));
    return other && answer.status >= 502 ? other : answer;
  } catch {
    return other ?? nothing(url);
  }
}

// Whoever signs out leaves no pages behind, and whoever signs in finds none of another: the list of what was kept stays with
// the pages of whose it is, which fetch them again. What waits to be handed over stays: it is nobody else's, and needed.
async function send(request, url) {
  try {
    const answer = await fetch(request);
    if (!url.pathname.endsWith("/sign-in")) return answer;
    await caches.delete(pages);
    if (url.searchParams.get("handler") === "Out") await forget();
    return answer;
  } catch {
    return nothing(url);
  }
}

// What was kept is not fetched again after signing out.
const forget = () => new Promise((done) => {
  const ask = indexedDB.open("vz-along", 1);
  ask.onerror = done;
  ask.onsuccess = () => {
    if (!ask.result.objectStoreNames.contains("kept")) { done(); return; }
    const change = ask.result.transaction("kept", "readwrite");
    change.objectStore("kept").clear();
    change.oncomplete = change.onabort = () => { ask.result.close(); done(); };
  };
});
