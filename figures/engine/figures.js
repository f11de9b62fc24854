// Controls of figures: every setting was drawn by the figure's own script when the site was built; this swaps marks.
(() => {
  const loading = {}, arrived = {};
  window.figureFrames = (name, frames) => { arrived[name] = frames; };

  const load = (name, address) => loading[name] ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(arrived[name]);
    script.onerror = () => { delete loading[name]; reject(new Error(`cannot load ${address}`)); };
    document.head.append(script);
  });

  const pretty = (input) => input.type === "range" ? input.value.replace("-", "−") + (input.dataset.unit ? ` ${input.dataset.unit}` : "")
    : input.type === "checkbox" ? (input.checked ? "on" : "off") : input.value;
  const index = (input) => input.type === "range" ? Math.round((input.value - input.min) / input.step)
    : input.type === "checkbox" ? Number(input.checked) : input.selectedIndex;
  const standard = (input) => input.type === "range" ? input.defaultValue
    : input.type === "checkbox" ? input.defaultChecked : [...input.options].find((option) => option.defaultSelected).value;
  const value = (input) => input.type === "checkbox" ? input.checked : input.value;
  const put = (input, to) => { input[input.type === "checkbox" ? "checked" : "value"] = to; };

  function mount(form) {
    const figure = form.closest("figure"), svg = figure.querySelector("svg"), alt = svg.getAttribute("aria-label");
    const inputs = [...form.querySelectorAll("[name]")], status = form.querySelector("[role=status]");
    const name = form.dataset.figure, still = matchMedia("(prefers-reduced-motion: reduce)");
    let frames = null, slots = [], texts = [], timer = 0, telling = 0, seen = false;

    const lookUp = (table, at) => table.marks[table.at[table.by.reduce((sum, axis) => sum * frames.shape[axis] + at[axis], 0)]];
    const away = () => inputs.some((input) => value(input) !== standard(input));

    function accept(loaded) {
      if (frames) return;
      frames = loaded;
      if (frames.defs) svg.insertAdjacentHTML("afterbegin", frames.defs);
      slots = frames.slots.map((table, k) => ({ table, node: svg.querySelector(`[data-slot="${k}"]`), shown: null }));
      texts = [...figure.querySelectorAll("[data-fact]")].map((node) =>
        ({ node, table: frames.texts[`${node.dataset.fact}|${node.dataset.format}`] })).filter(({ table }) => table);
    }

    function show() {
      const at = inputs.map(index);
      for (const slot of slots) {
        const mark = lookUp(slot.table, at);
        if (mark !== slot.shown) slot.node.innerHTML = slot.shown = mark;
      }
      for (const { node, table } of texts) node.textContent = lookUp(table, at);
      const setting = inputs.map((input) => `${input.name} ${pretty(input)}`).join(", ");
      svg.setAttribute("aria-label", away() ? `${alt} Now drawn for ${setting}.` : alt);
      figure.toggleAttribute("data-moved", away());
      figure.dispatchEvent(new CustomEvent("figureshown"));
      clearTimeout(telling);
      telling = setTimeout(() => {
        const facts = texts.map(({ node }) => `${node.dataset.fact.replaceAll("_", " ")} ${node.textContent}`);
        status.textContent = [setting, ...new Set(facts)].join(", ");
      }, 400);
    }

    const label = () => inputs.forEach((input) => {
      if (input.type !== "range") return;
      form.querySelector(`output[for="${input.id}"]`).textContent = pretty(input);
      input.setAttribute("aria-valuetext", pretty(input));
    });

    function change() {
      label();
      load(name, form.dataset.frames).then((loaded) => { accept(loaded); show(); }, (error) => { status.textContent = error.message; });
    }

    function keep() {
      const setting = new URLSearchParams(inputs.filter((input) => value(input) !== standard(input)).map((input) => [input.name, value(input)]));
      history.replaceState(history.state, "", `#fig-${name}${setting.size ? `?${setting}` : ""}`);
    }

    function restore() {
      const [anchor, query] = decodeURI(location.hash).split("?");
      if (anchor !== `#fig-${name}` || !query) return;
      for (const [key, to] of new URLSearchParams(query)) {
        const input = inputs.find((item) => item.name === key);
        if (input) put(input, input.type === "checkbox" ? to === "true" : to);
      }
      figure.scrollIntoView();
      change();
    }

    function stop() {
      clearInterval(timer);
      timer = 0;
      form.querySelectorAll("[data-act=play]").forEach((button) => { button.textContent = "▶"; button.setAttribute("aria-label", "Play"); });
    }

    function play(button, input) {
      if (timer) { stop(); keep(); return; }
      if (Number(input.value) >= Number(input.max)) input.value = input.min;
      button.textContent = "❚❚";
      button.setAttribute("aria-label", "Pause");
      timer = setInterval(() => {
        if (!form.isConnected) { stop(); return; }
        if (!seen || document.hidden) return;
        if (Number(input.value) >= Number(input.max)) { stop(); keep(); return; }
        input.stepUp();
        change();
      }, Math.max(still.matches ? 1000 : 40, Math.min(600, 8000 / (input.max - input.min))));
    }

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => { stop(); change(); });
    form.addEventListener("change", keep);
    form.addEventListener("click", (event) => {
      const button = event.target.closest("button"), input = button && form.elements[button.dataset.for];
      if (!button) return;
      if (button.dataset.act === "play") { play(button, input); return; }
      stop();
      if (button.dataset.act === "reset") form.reset();
      else if (button.dataset.act === "back") input.stepDown();
      else input.stepUp();
      change();
      keep();
    });

    const onScreen = new IntersectionObserver(([entry]) => {
      seen = entry.isIntersecting;
      if (seen && !frames) load(name, form.dataset.frames).then(accept, () => {});
    }, { rootMargin: "400px" });
    onScreen.observe(figure);

    let before = [];
    form.addEventListener("beforeprint", () => { before = inputs.map(value); form.reset(); if (frames) show(); });
    form.addEventListener("afterprint", () => { inputs.forEach((input, k) => put(input, before[k])); label(); if (frames) show(); });
    form.addEventListener("hashchange", restore);
    form.reset();
    restore();
  }

  // The window's events reach the forms that are on the page now: one listener each, however often pages change.
  for (const type of ["beforeprint", "afterprint", "hashchange"]) {
    window.addEventListener(type, () => document.querySelectorAll(".figure-controls").forEach((form) => form.dispatchEvent(new Event(type))));
  }

  const mountAll = () => document.querySelectorAll(".figure-controls:not([data-mounted])").forEach((form) => {
    form.dataset.mounted = "";
    mount(form);
  });
  if (window.document$) window.document$.subscribe(mountAll);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mountAll);
  else mountAll();
})();
