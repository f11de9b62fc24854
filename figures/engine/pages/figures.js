// The panels under figures: what a reader turns is shown, kept in the address, and told to those who listen.
(() => {
  const kind = figureInput, read = (input) => kind(input).read(input);
  const MOVED = "figures-moved", ENOUGH = 3;  // who has moved that many figures is not told any more that they move
  const moved = (more = 0) => { try { return localStorage[MOVED] = Number(localStorage[MOVED] ?? 0) + more; } catch { return 0; } };
  const short = (text) => text.length > 20 ? `${text.slice(0, 20)}…` : text;

  function mount(form) {
    const figure = form.closest("figure"), name = form.dataset.figure, inputs = [...form.querySelectorAll("[name]")];
    const sliders = inputs.filter(({ type }) => type === "range");
    const counts = Object.fromEntries(inputs.map((input) => [input.name, kind(input).count(input)]));
    const drawing = figureDrawing(figure, name, form.dataset.frames, counts);
    const note = form.querySelector(".figure-note"), again = form.querySelector("[data-act=retry]");
    const status = form.querySelector(".figure-status"), still = matchMedia("(prefers-reduced-motion: reduce)");
    const standards = inputs.map((input) => kind(input).standard(input));
    let drawn = standards, wished = drawn, painting = -1, late = 0, telling = 0, timer = 0, seen = false;

    const away = (input) => read(input) !== standards[inputs.indexOf(input)];
    const put = (values) => inputs.forEach((input, k) => kind(input).put(input, values[k]));
    const words = () => inputs.map((input) => `${input.name.replaceAll("_", " ")} ${kind(input).words(input)}`).join(", ");
    const setting = () => inputs.filter(away).map((input) => [input.name, read(input)]);

    let gripped = null;
    const grip = () => gripped ??= form.dataset.drag && figureMore("figure-dragging.js")
      .then(() => figureDragging(figure, form, drawing.frames())).catch(() => { gripped = null; });

    // What says "move me" goes when something is moved.
    function use() {
      if (form.hasAttribute("data-used")) return;
      form.setAttribute("data-used", "");
      moved(1);
    }

    function say(text, failed = false) {
      if (note.textContent !== text) note.textContent = text;
      again.hidden = !failed;
    }

    // A slider says where it is at once; the number beside it belongs to the picture.
    const speak = () => sliders.forEach((input) => input.setAttribute("aria-valuetext", kind(input).words(input)));
    const label = () => sliders.forEach((input) => {
      form.querySelector(`[data-of="${input.name}"]`).textContent = kind(input).words(input);
    });

    function show() {
      painting = document.timeline.currentTime;
      drawn = inputs.map(read);
      speak();
      label();
      drawing.show(inputs.map((input) => kind(input).index(input)), inputs.some(away) ? words() : "");
    }

    // What the control says of itself is not said again: only the numbers that follow, and what a button has set.
    function tell(spoken) {
      clearTimeout(telling);
      if (timer) return;
      telling = setTimeout(() => {
        status.textContent = [...spoken ? [] : [words()], ...drawing.told()].join(", ");
      }, 400);
    }

    // At once, but once a picture of the screen: what comes sooner waits for the next.
    function draw() {
      if (painting !== document.timeline.currentTime) show();
      else if (!late) late = requestAnimationFrame(() => { late = 0; show(); });
    }

    async function change(spoken, notice = "") {
      if (drawing.ready()) { say(notice); draw(); tell(spoken); return; }
      speak();
      wished = inputs.map(read);
      const waiting = setTimeout(() => say("Loading the other drawings of this figure …"), 500);
      try {
        await drawing.fetched();
        if (document.activeElement === again) inputs[0].focus();
        say(notice);
        draw();
        tell(spoken);
      } catch (error) {
        stop();
        put(drawn);
        speak();
        say(`${error.message} It still shows ${words()}.`, true);
      } finally {
        clearTimeout(waiting);
      }
    }

    function restore(pairs) {
      const odd = [];
      stop();
      put(standards);
      for (const [key, to] of pairs) {
        const input = inputs.find((item) => item.name === key);
        if (input) kind(input).put(input, to);
        const found = input && (read(input) === to || kind(input).same?.(input, to));
        if (!found) odd.push(`${short(key)} = ${short(to)}`);
      }
      if (!odd.length && String(inputs.map(read)) === String(drawn)) return;
      const more = odd.length > 3 ? ` and ${odd.length - 3} more` : "";
      const asked = `The link asks for ${odd.slice(0, 3).join(", ")}${more}, which this figure does not have.`;
      change(false, odd.length ? `${asked} It shows ${words()}.` : "");
    }

    function stop() {
      clearInterval(timer);
      timer = 0;
      for (const button of form.querySelectorAll("[data-act=play]")) {
        button.textContent = "▶";
        button.setAttribute("aria-label", "Play");
      }
    }

    function play(button, input) {
      const end = () => Number(input.value) >= Number(input.max);
      if (end()) input.value = input.min;
      button.textContent = "❚❚";
      button.setAttribute("aria-label", "Pause");
      timer = setInterval(() => {
        if (!seen || document.hidden) return;
        if (end()) { rest(); return; }
        input.stepUp();
        change(false);
      }, Math.max(still.matches ? 1000 : 40, Math.min(600, 8000 / (input.max - input.min))));
    }

    function rest() { stop(); figureAddress.keep(name); tell(false); }

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => { use(); stop(); change(true); });
    form.addEventListener("change", () => figureAddress.keep(name));
    form.addEventListener("click", (event) => {
      const button = event.target.closest("button"), input = inputs.find((each) => each.name === button?.dataset.for);
      if (!button) return;
      const playing = timer !== 0, act = button.dataset.act;
      use();
      stop();
      if (act === "play") { if (playing) rest(); else play(button, input); return; }
      if (act === "retry") { say("Trying again …", true); put(wished); }
      else if (act === "reset") put(standards);
      else if (act === "back") input.stepDown();
      else input.stepUp();
      change(false);
      figureAddress.keep(name);
    });

    new IntersectionObserver(([entry]) => {
      seen = entry.isIntersecting;
      if (seen && !gripped) drawing.fetched().then(grip).catch(() => {});
    }, { rootMargin: "400px" }).observe(figure);

    // Paper shows the figure as it was built.
    let before = drawn;
    const at = (values) => { put(values); if (drawing.ready()) show(); };
    window.addEventListener("beforeprint", () => { before = inputs.map(read); at(standards); });
    window.addEventListener("afterprint", () => at(before));

    form.toggleAttribute("data-used", moved() >= ENOUGH);
    put(standards);
    figureAddress.join(name, { figure, setting, restore });
  }

  document.querySelectorAll(".figure-controls").forEach(mount);
  figureAddress.follow();
})();
