// The playground on its page: the reader's wishes go to a session, and what the session does is shown.
(() => {
  const form = document.querySelector("form.playground"), { painting, address } = playground;
  const find = (selector) => form.querySelector(selector);
  const LIVE = ["rate", "l1", "l2"], PACE = ["stop", "limit"];
  const map = find(".pg-map"), dots = find(".pg-points"), chart = playground.chart(find(".pg-chart")), which = find(".pg-which");
  const settings = { ...playground.standard, ...address.parse(location.search) };
  const embedded = new URLSearchParams(location.search).has("embed");
  let session, wide = 0, playing = 0, picked = null, chosen = 0, places, told = 0, best = { loss: Infinity, epoch: 0 };

  const screen = playground.screen(form, { pictures: () => diagram.pictures(), nameOf: (l, i) => diagram.nameOf(l, i) });
  const diagram = playground.diagram(find(".pg-diagram"), {
    select(unit) { picked = unit; show(); },
    resize(hidden) { settings.hidden = hidden; begin(); },
    drag(k, value) {
      choose(k);
      if (value !== undefined) { session.change(`weight.${k}`, value); show(); keep(); }
    },
  });

  const own = playground.ownPoints(form, {
    now: () => session,
    put(points) {
      const { data, noise } = settings;
      Object.assign(settings, { data: "own", own: points }, data === "own" ? { noise } : { noise: 0, train: 100 });
      rest();
      begin();
    },
  });

  const takeaway = playground.takeaway(form, { now: () => session, chart });

  // A new session from the settings; its first `steps` are done at once, with what the reader had changed on the way.
  function begin(steps = 0, changes = []) {
    session = playground.session({ ...settings, changes }, [playground.wasm, playground.network]);
    places = painting.places(session.classes, session.network.theta.constructor);
    best = { loss: Infinity, epoch: 0 };
    chart.forget();
    diagram.show(session);
    which.replaceChildren(...diagram.names().map((name, k) => new Option(name, k)));
    own.show(settings.own);
    [map.width, map.height] = session.classes ? [100, 100] : [600, 600];
    note();
    const some = session.perEpoch * Math.ceil(steps / session.perEpoch / 200);
    while (session.step < steps) { session.advance(Math.min(some, steps - session.step)); note(); }
    choose(Math.min(chosen, session.network.theta.length - 1));
    wide = dots.clientWidth;
    painting.points(dots, session);
    fill();
    show();
    keep();
  }

  function note() {
    const seen = session.measure();
    chart.add(session.epoch, seen);
    if (seen.test.loss < best.loss) best = { loss: seen.test.loss, epoch: session.epoch };
    return seen;
  }

  // The controls say what the session does.
  function fill() {
    for (const input of form.querySelectorAll("[name]")) {
      if (!(input.name in settings)) continue;
      const value = String(session.settings[input.name]);
      if (input.value !== value) input.value = value;
    }
    find("[name=loss]").disabled = !session.classes;
    find("[name=output]").disabled = session.settings.loss !== "quadratic" || !session.classes;
  }

  function choose(k) {
    chosen = k;
    diagram.choose(k);
    which.value = k;
    find(".pg-frozen").checked = session.network.free[k] === 0;
    value();
    diagram.lines();
  }

  function value() {
    const field = find(".pg-value");
    if (document.activeElement !== field) field.value = Number(session.network.theta[chosen].toPrecision(6));
  }

  function show(seen = session.measure()) {
    screen.paint(session, places, picked);
    diagram.lines();
    chart.draw();
    screen.tell(session, seen);
    value();
  }

  function keep() {
    const state = [address.query(session.recipe()), ...embedded ? ["embed=1"] : []].filter(Boolean).join("&");
    history.replaceState(null, "", state ? `?${state}${location.hash}` : location.pathname + location.hash);
  }

  function say() {
    screen.say(session);
    told = performance.now();
  }

  function stops({ train }) {
    const { stop, limit } = session.settings;
    if (!Number.isFinite(train.loss)) return true;
    return { never: false, epochs: session.epoch >= limit, loss: train.loss <= limit, right: train.right === train.count,
      patience: session.epoch - best.epoch >= limit }[stop];
  }

  function advance(steps) {
    session.advance(steps);
    const seen = note();
    show(seen);
    return seen;
  }

  function rest() {
    cancelAnimationFrame(playing);
    playing = 0;
    find(".pg-play").textContent = "Play";
    keep();
    say();
  }

  function frame(now) {
    const pace = Number(find("[name=speed]").value);
    playing = requestAnimationFrame(frame);
    if (pace < 1 && now - frame.last < 400) return;
    frame.last = now;
    const seen = advance(session.perEpoch * Math.max(1, pace) - session.step % session.perEpoch);
    if (now - told > 20000) say();
    if (stops(seen)) rest();
  }
  frame.last = 0;

  const acts = {
    play() {
      if (playing) { rest(); return; }
      find(".pg-play").textContent = "Pause";
      told = performance.now();
      playing = requestAnimationFrame(frame);
    },
    deeper() { if (settings.hidden.length < 6) { settings.hidden = [...settings.hidden, settings.hidden.at(-1) ?? 4]; rest(); begin(); } },
    shallower() { settings.hidden = settings.hidden.slice(0, -1); rest(); begin(); },
    step() { advance(1); rest(); },
    epoch() { advance(session.perEpoch - session.step % session.perEpoch); rest(); },
    rewind() { rest(); begin(0, session.recipe().changes.filter(([at, name]) => at === 0 && !(name in settings))); },
    adopt: own.adopt, use: own.use, ...takeaway,
    fresh() { settings.seed += 1; rest(); begin(); },
  };

  form.addEventListener("click", (event) => acts[event.target.closest("[data-act]")?.dataset.act]?.());
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (target === which) { choose(Number(which.value)); return; }
    if (target.matches(".pg-frozen")) { session.change(`free.${chosen}`, target.checked ? 0 : 1); diagram.lines(); keep(); return; }
    if (target.matches(".pg-value")) {
      if (target.value !== "" && Number.isFinite(Number(target.value))) session.change(`weight.${chosen}`, Number(target.value));
      show();
      keep();
      return;
    }
    const value = target.name in settings ? address.read(target.name, target.value) : undefined;
    if (value === undefined) { if (target.name in settings) fill(); return; }
    if (value === "own" && !settings.own.length) { own.adopt(); return; }
    settings[target.name] = value;
    if (target.name === "data" && value === "sine") Object.assign(settings, { loss: "quadratic", output: "linear" });
    if (PACE.includes(target.name)) { session.setUp(target.name, value); keep(); return; }
    if (LIVE.includes(target.name)) { session.change(target.name, value); keep(); } else begin();
  });

  document.documentElement.classList.toggle("pg-embedded", embedded);
  painting.mix();
  new MutationObserver(() => { painting.mix(); if (session) { painting.points(dots, session); show(); } })
    .observe(document.documentElement, { attributeFilter: ["data-md-color-scheme"] });
  new ResizeObserver(() => { if (session && dots.clientWidth !== wide) { wide = dots.clientWidth; painting.points(dots, session); chart.draw(); } }).observe(find(".pg-surface"));
  playground.ready.then(() => begin(settings.steps, settings.changes));
})();
