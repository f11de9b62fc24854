// A stand-in for Worker where the browser refuses workers: on the file system. The script runs in a hidden frame
// of the same document, which is enough for search; on a server nothing here takes effect.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      this.waiting = [];
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.title = "Search";
      document.body.append(frame);
      this.inside = frame.contentWindow;
      this.inside.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data }));
      const script = frame.contentDocument.createElement("script");
      script.src = new URL(address, location).href;
      script.onload = () => { for (const data of this.waiting.splice(0)) this.deliver(data); this.waiting = null };
      script.onerror = () => this.dispatchEvent(new ErrorEvent("error", { message: `cannot load ${script.src}` }));
      frame.contentDocument.body.append(script);
    }

    postMessage(data) {
      if (this.waiting) this.waiting.push(data);
      else this.deliver(data);
    }

    deliver(data) {
      this.inside.dispatchEvent(new MessageEvent("message", { data }));
    }
  };
}
