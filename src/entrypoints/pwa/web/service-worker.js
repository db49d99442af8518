// Keeps the app's own files, and the last overview, for when the server is out of reach.
// Nothing else is ever kept: other answers may be about people.

const VERSION = "{{version}}";
const FILES = JSON.parse('{{files}}');

const SHELL = `shell-${VERSION}`;
const FIGURES = "overview";
const START = "/";
const OVERVIEW = "/api/overview";
const KEPT_AT = "x-kept-at";

self.addEventListener("install", (event) => {
  event.waitUntil(precache().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && url.pathname === START) event.respondWith(startPage(request));
  else if (url.pathname.startsWith(`/app/${VERSION}/`)) event.respondWith(ownFile(request));
  else if (url.pathname === OVERVIEW) event.respondWith(overview(request, event));
});

async function precache() {
  const cache = await caches.open(SHELL);
  const parts = FILES.map((path) => `/app/${VERSION}/${path}`);
  await cache.addAll([START, "/icons/icon.svg", "/manifest.webmanifest", ...parts].map((path) => new Request(path, { cache: "no-cache" })));
}

/** From now on there is one version: older shells go, and open pages are told. */
async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== SHELL && name !== FIGURES).map((name) => caches.delete(name)));
  await self.clients.claim();
  for (const client of await self.clients.matchAll()) client.postMessage({ type: "version", version: VERSION });
}

/** The network's start page names the newest files; the kept one is for when there is none. */
async function startPage(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(START, { cacheName: SHELL })) ?? Response.error();
  }
}

async function ownFile(request) {
  return (await caches.match(request, { cacheName: SHELL })) ?? fetch(request);
}

async function overview(request, event) {
  const cache = await caches.open(FIGURES);
  try {
    const answer = await fetch(request);
    if (answer.ok) event.waitUntil(keep(cache, request, answer.clone()));
    // Whoever may not ask any more shall not be shown what was kept either.
    else if (answer.status === 401 || answer.status === 403) event.waitUntil(caches.delete(FIGURES));
    return answer;
  } catch {
    return (await cache.match(request, { ignoreVary: true })) ?? Response.error();
  }
}

async function keep(cache, request, answer) {
  const headers = new Headers(answer.headers);
  headers.set(KEPT_AT, new Date().toISOString());
  await cache.put(request.url, new Response(await answer.blob(), { status: answer.status, headers }));
}
