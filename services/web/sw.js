// Shows a page of its own while the network is away. All else is asked of the network,
// and nothing that was asked is kept.

const OURS = `viva-voce ${registration.scope} `;
const NAME = `${OURS}{{version}}`;
const PAGE = here("offline?lang={{language}}");
const KEPT = [PAGE, ...["web/css/base.css", "web/css/offline.css", "web/js/offline.js", "web/icon.svg"].map(here)];

function here(path) {
  return new URL(path, location).href;
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(asked(request).catch(() => kept(PAGE)));
  else if (KEPT.includes(request.url)) event.respondWith(fetch(request).catch(() => kept(request.url)));
});

async function install() {
  const cache = await caches.open(NAME);
  await cache.addAll(KEPT.map((address) => new Request(address, { cache: "no-cache" })));
  await skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== NAME).map((name) => caches.delete(name)));
  await clients.claim();
}

// A proxy that answers for a service which is just being started anew is no answer either.
async function asked(request) {
  const answer = await fetch(request);
  return [502, 504].includes(answer.status) ? kept(PAGE) : answer;
}

async function kept(address) {
  const cache = await caches.open(NAME);
  return (await cache.match(address, { ignoreVary: true })) ?? Response.error();
}
