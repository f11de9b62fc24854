// The panels under figures: what a reader turns is shown, kept in the address, and told to those who listen.
(() => {
  const kind = figureInput,
    read = (input) => kind(input).read(input);
  const short = (text) => (text.length > 20 ? `${text.slice(0, 20)}…` : text);

  function mount(form) {
    const figure = form.closest("figure"),
      name = form.dataset.figure,
      inputs = [...form.querySelectorAll("[name]")];
    const counts = Object.fromEntries(inputs.map((input) => [input.name, kind(input).count(input)]));
    const drawing = figureDrawing(figure, name, form.dataset.frames, counts);
    const { words, say, speak, label, tell, again } = figureWords(form, inputs, {
      told: drawing.told,
      quiet: () => player.plays(),
    });
    const player = figurePlayer(form, { seen: () => seen, moved: () => change(false), ended: rest }),
      use = figureUsed(form);
    const standards = inputs.map((input) => kind(input).standard(input));
    let drawn = standards,
      wished = drawn,
      painting = -1,
      late = 0,
      seen = false;

    const away = (input) => read(input) !== standards[inputs.indexOf(input)];
    const put = (values) => inputs.forEach((input, k) => kind(input).put(input, values[k]));
    const setting = () => inputs.filter(away).map((input) => [input.name, read(input)]);

    let gripped = null;
    const grip = () =>
      (gripped ??=
        form.dataset.drag &&
        figureMore("figure-dragging.js")
          .then(() => figureDragging(figure, form, drawing.frames()))
          .catch(() => {
            gripped = null;
          }));

    function show() {
      painting = document.timeline.currentTime;
      drawn = inputs.map(read);
      speak();
      label();
      drawing.show(
        inputs.map((input) => kind(input).index(input)),
        inputs.some(away) ? words() : "",
      );
    }

    // At once, but once a picture of the screen: what comes sooner waits for the next.
    function draw() {
      if (painting !== document.timeline.currentTime) show();
      else if (!late)
        late = requestAnimationFrame(() => {
          late = 0;
          show();
        });
    }

    async function change(spoken, notice = "") {
      if (drawing.ready()) {
        say(notice);
        draw();
        tell(spoken);
        return;
      }
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
        player.stop();
        put(drawn);
        speak();
        say(`${error.message} It still shows ${words()}.`, true);
      } finally {
        clearTimeout(waiting);
      }
    }

    function restore(pairs) {
      const odd = [];
      player.stop();
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

    function rest() {
      player.stop();
      figureAddress.keep(name);
      tell(false);
    }

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => {
      use();
      player.stop();
      change(true);
    });
    form.addEventListener("change", () => figureAddress.keep(name));
    form.addEventListener("click", (event) => {
      const button = event.target.closest("button"),
        input = inputs.find((each) => each.name === button?.dataset.for);
      if (!button) return;
      const playing = player.plays(),
        act = button.dataset.act;
      use();
      player.stop();
      if (act === "play") {
        if (playing) rest();
        else player.play(button, input);
        return;
      }
      if (act === "retry") {
        say("Trying again …", true);
        put(wished);
      } else if (act === "reset") put(standards);
      else if (act === "back") input.stepDown();
      else input.stepUp();
      change(false);
      figureAddress.keep(name);
    });

    new IntersectionObserver(
      ([entry]) => {
        seen = entry.isIntersecting;
        if (seen && !gripped)
          drawing
            .fetched()
            .then(grip)
            .catch(() => {});
      },
      { rootMargin: "400px" },
    ).observe(figure);

    window.addEventListener("pagehide", () => player.plays() && rest()); // who comes back finds it as it was left

    // Paper shows the figure as it was built.
    let before = drawn;
    const at = (values) => {
      put(values);
      if (drawing.ready()) show();
    };
    window.addEventListener("beforeprint", () => {
      before = inputs.map(read);
      at(standards);
    });
    window.addEventListener("afterprint", () => at(before));

    put(standards);
    figureAddress.join(name, { figure, setting, restore });
  }

  document.querySelectorAll(".figure-controls").forEach(mount);
  figureAddress.follow();
})();
