// Has the book kept for reading without a network (theme/worker.js). Fetched some seconds after a page is there.
(async () => {
  const { serviceWorker } = navigator,
    held = serviceWorker.controller;
  const worker = new URL("../worker.js", document.currentScript.src);
  serviceWorker.addEventListener("controllerchange", () => {
    if (held) location.reload();
  }); // whole into the new version
  const registration = await serviceWorker.register(worker, { updateViaCache: "none" });
  if (held) registration.waiting?.postMessage("alone?");
})().catch(() => {}); // where it is not allowed, the book is read as before
