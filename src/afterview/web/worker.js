// Keeps the offline page and its files on the device, and nothing else: a private page is never kept.
"use strict";
const KEPT = "afterview-1";
const PAGE = "/offline/?kept";
const FILES = ["/static/app.css", "/static/offline.js", "/static/icon.svg", "/static/afterview.webmanifest"];

self.addEventListener("install", event => {
  event.waitUntil(caches.open(KEPT).then(kept => kept.addAll([PAGE, ...FILES])).then(() => self.skipWaiting()));
});
self.addEventListener("activate", event => {
  event.waitUntil(caches.keys()
    .then(names => Promise.all(names.filter(name => name !== KEPT).map(name => caches.delete(name))))
    .then(() => self.clients.claim()));
});
self.addEventListener("fetch", event => {
  const asked = event.request;
  const address = new URL(asked.url);
  if (asked.method !== "GET" || address.origin !== self.location.origin) { return; }
  if (asked.mode === "navigate") {
    event.respondWith(fetch(asked).catch(() => caches.match(PAGE)));
  } else if (FILES.includes(address.pathname)) {
    // What the network gives is newer; the kept file only stands in for it.
    event.respondWith(fetch(asked).then(answer => {
      const copy = answer.clone();
      if (answer.ok) { event.waitUntil(caches.open(KEPT).then(kept => kept.put(address.pathname, copy))); }
      return answer;
    }).catch(() => caches.match(address.pathname)));
  }
});
