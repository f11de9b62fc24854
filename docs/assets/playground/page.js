// The playground on its page: the reader's wishes go to a session, and what the session does is shown.
(() => {
  const form = document.querySelector("form.playground"), { painting, address } = playground;
  const find = (selector) => form.querySelector(selector);
  const PACE = ["stop", "limit"], SHARPEST = 620;  // pixels of the line on the large picture, where the screen has so many
  const map = find(".pg-map"), line = find(".pg-edge"), dots = find(".pg-points"), chart = playground.chart(find(".pg-chart")), which = find(".pg-which");
  const settings = { ...playground.standard, ...address.parse(location.search) };
  const embedded = new URLSearchParams(location.search).has("embed");
  let session, wide = 0, picked = null, chosen = 0, places, best = { loss: Infinity, epoch: 0 };

  const screen = playground.screen(form, { squares: () => diagram.places(), nameOf: (l, i) => diagram.nameOf(l, i) });
  const diagram = playground.diagram(find(".pg-diagram"), {
    select(unit) { picked = unit; show(); },
    resize(hidden) { settings.hidden = hidden; begin(); },
    moved() { show(); },
    drag(k, value) {
      choose(k);
      if (value !== undefined) { session.change(`weight.${k}`, value); keep(); }
      show();
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
  const player = playground.player(form, { now: () => session, best: () => best, note, show, rest, say: () => screen.say(session) });

  // A new session from the settings; its first `steps` are done again, with what the reader had changed on the way.
  function begin(steps = 0, changes = []) {
    session = playground.session({ ...settings, changes }, [playground.wasm, playground.network]);
    places = painting.places(session.classes, session.network.theta.constructor);
    best = { loss: Infinity, epoch: 0 };
    picked = null;
    chart.forget();
    diagram.show(session);
    which.replaceChildren(...diagram.names().map((name, k) => new Option(name, k)));
    own.show(settings.own);
    note();
    const there = player.begin(steps);
    choose(Math.min(chosen, session.network.theta.length - 1));
    fit();
    fill();
    show();
    if (there) keep();
  }

  // What is drawn over the large picture has the pixels of the screen.
  function fit() {
    wide = dots.clientWidth;
    painting.points(dots, session);
    const side = Math.min(SHARPEST, dots.width);
    if (line.width !== side) line.width = line.height = side;
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
  }

  function value() {
    const field = find(".pg-value"), now = session.network.theta[chosen];
    if (document.activeElement !== field) field.value = Number.isFinite(now) ? Number(now.toPrecision(6)) : "";
  }

  // Everything; or, of a picture of many in a second, the units and the surface, and in every other one a part of the rest.
  const REST = [(seen) => { screen.tell(session, seen, picked); value(); }, chart.draw, (seen, turn) => (turn < 0 ? diagram.lines : diagram.follow)()];
  function show(seen = session.measure(), turn = -1) {
    REST.forEach((part, k) => { if (turn < 0 || turn % (2 * REST.length) === 2 * k) part(seen, turn); });
    screen.paint(session, places, picked);
  }

  const keep = () => address.keep([address.query(session.recipe()), ...embedded ? ["embed=1"] : []].filter(Boolean).join("&"));

  function advance(steps) {
    session.advance(steps);
    show(note());
  }

  function rest() {
    const learning = player.on;
    player.stop();
    if (learning && session) show();
    keep();
    screen.say(session);
  }

  const acts = {
    play() { if (player.on) rest(); else player.play(); },
    deeper() { if (settings.hidden.length < 6) { settings.hidden = [...settings.hidden, settings.hidden.at(-1) ?? 4]; rest(); begin(); } },
    shallower() { settings.hidden = settings.hidden.slice(0, -1); rest(); begin(); },
    step() { advance(1); rest(); },
    epoch() { advance(session.perEpoch - session.step % session.perEpoch); rest(); },
    rewind() { rest(); begin(0, session.recipe().changes.filter(([at, name]) => at === 0 && !(name in settings))); },
    adopt: own.adopt, use: own.use, ...takeaway,
    fresh() { settings.seed = (settings.seed + 1) % 1000000; rest(); begin(); },
  };

  form.addEventListener("click", (event) => session && acts[event.target.closest("[data-act]")?.dataset.act]?.());
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (!session) return;
    if (target === which) { choose(Number(which.value)); show(); return; }
    if (target.matches(".pg-frozen")) { session.change(`free.${chosen}`, target.checked ? 0 : 1); show(); keep(); return; }
    if (target.matches(".pg-value")) {
      const weight = address.weight(target.value);
      if (weight !== undefined) session.change(`weight.${chosen}`, weight);
      show();
      keep();
      return;
    }
    if (!(target.name in settings)) return;
    const value = address.read(target.name, address.nearest(target.name, target.value));
    if (value === undefined) { fill(); return; }
    if (value === "own" && !settings.own.length) { own.adopt(); return; }
    settings[target.name] = value;
    if (target.name === "data" && value === "sine") Object.assign(settings, { loss: "quadratic", output: "linear" });
    if (PACE.includes(target.name)) session.setUp(target.name, value);
    else if (address.LIVE.includes(target.name)) session.change(target.name, value);
    else { begin(); return; }
    fill();
    keep();
  });

  document.documentElement.classList.toggle("pg-embedded", embedded);
  painting.mix();
  new MutationObserver(() => { painting.mix(); if (session) { painting.points(dots, session); show(); } })
    .observe(document.documentElement, { attributeFilter: ["data-md-color-scheme"] });
  new ResizeObserver(() => { if (session && dots.clientWidth !== wide) { fit(); show(); } }).observe(find(".pg-surface"));
  playground.ready.then(() => begin(settings.steps, settings.changes));
})();
