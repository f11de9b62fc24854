// Keeps the whole book, so that it can be read without a network. One version is one cache, filled whole before it is
// used and checked file by file, so that no page ever meets files of another version. Nobody is moved to a new version
// while another tab reads the old one. Without a BOOK, as while the pages are being written, it removes itself.
const BOOK = null; // in a built site its version, and the digest of each file (theme/offline.py)
const root = new URL("./", self.location),
  mine = `book ${root.pathname} `,
  name = mine + BOOK?.version;
const AT_ONCE = 4;

const addressOf = (file) => new URL(file, root).href;
const digestOf = async (data) =>
  btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", data))));

async function keepAll() {
  const cache = await caches.open(name),
    waiting = Object.entries(BOOK.files);
  const others = await Promise.all((await versions()).map((other) => caches.open(other)));
  const take = async () => {
    for (let next; (next = waiting.pop());) await keep(cache, others, ...next);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, take));
  } catch (error) {
    waiting.length = 0;
    if (error.name === "QuotaExceededError") await caches.delete(name);
    throw error; // what is kept so far is a start for the next try
  }
}

// From an attempt that was cut short, from the version before, or from the network, at its lowest priority.
async function keep(cache, others, file, digest) {
  const address = addressOf(file);
  if (await cache.match(address)) return;
  for (const other of others) {
    const known = await other.match(address);
    if (known && (await digestOf(await known.clone().arrayBuffer())) === digest) return cache.put(address, known);
  }
  for (const freshness of ["no-cache", "reload"]) {
    // a server may believe that what the browser has is still right
    const response = await fetch(address, { cache: freshness, priority: "low" }),
      data = await response.arrayBuffer();
    if (response.ok && (await digestOf(data)) === digest)
      return cache.put(
        address,
        new Response(data, { headers: { "Content-Type": response.headers.get("Content-Type") } }),
      );
  }
  throw new Error(`${address} is not of this version`);
}

const versions = async () => (await caches.keys()).filter((other) => other.startsWith(mine) && other !== name);
const kept = async (file) => (await caches.open(name)).match(addressOf(file));

// The file of a page: without its ending, as many servers take it, too; and of a folder its first page.
const fileOf = (path) =>
  [path, path.replace(/(^|\/)$/, "$1index.html"), `${path}.html`].find((file) => Object.hasOwn(BOOK.files, file));

const decoded = (path) => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a sign that stands for none
  }
};

async function page(request, file) {
  const here = file && (await kept(file));
  if (here) return here;
  try {
    return await fetch(request);
  } catch {
    const lost = await kept("404.html");
    return lost ? new Response(lost.body, { status: 404, headers: lost.headers }) : Response.error();
  }
}

addEventListener("install", (event) => {
  if (BOOK) event.waitUntil(keepAll());
  else skipWaiting();
});

addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      for (const other of await versions()) await caches.delete(other);
      if (!BOOK) await registration.unregister();
    })(),
  ),
);

// A page that has just been opened asks whether it is the only one; then nobody loses anything by a new version.
addEventListener("message", (event) =>
  event.waitUntil(
    (async () => {
      const readers = await clients.matchAll({ includeUncontrolled: true, type: "window" });
      if (event.data === "alone?" && readers.filter(({ url }) => url.startsWith(root.href)).length === 1) skipWaiting();
    })(),
  ),
);

addEventListener("fetch", (event) => {
  const { request } = event,
    url = new URL(request.url);
  if (!BOOK || request.method !== "GET" || !url.href.startsWith(root.href)) return;
  const path = decoded(url.pathname.slice(root.pathname.length));
  if (request.mode === "navigate") event.respondWith(page(request, fileOf(path)));
  else if (Object.hasOwn(BOOK.files, path)) event.respondWith(kept(path).then((here) => here ?? fetch(request)));
});
