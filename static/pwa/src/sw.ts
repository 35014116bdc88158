/** Serves the app shell when there is no network. GETs of its own files, and nothing else: no API, no state. */
declare const self: ServiceWorkerGlobalScope;
declare const __FILES__: string[];
declare const __BUILD__: string;

const SHELL = `sweep-shell-${__BUILD__}`;
const scope = new URL('./', self.location.href);
// The page is kept under the scope's own address: a server may redirect `index.html` there, and a redirected answer
// can't open a page.
const index = scope.href;
const files = new Set(__FILES__.map((file) => (file === 'index.html' ? index : new URL(file, scope).href)));

// The old shell stays until the new one is whole; then it waits until nobody uses the old one, or is told to take over.
self.addEventListener('install', (event) => {
  const fresh = [...files].map((file) => new Request(file, { cache: 'reload' }));
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll(fresh)));
});

self.addEventListener('activate', (event) => {
  const old = caches.keys().then((names) => names.filter((name) => name.startsWith('sweep-shell-') && name !== SHELL));
  event.waitUntil(
    old.then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => self.clients.claim()),
  );
});

self.addEventListener('message', (event) => {
  if (event.data === 'use') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = request.url.split(/[?#]/)[0]!;
  const wanted = request.mode === 'navigate' && url.startsWith(scope.href) ? index : url;
  if (request.method !== 'GET' || !files.has(wanted)) return;
  event.respondWith(caches.match(wanted, { cacheName: SHELL }).then((kept) => kept ?? fetch(request)));
});

export {};
