// The playground on its page: the reader's wishes go to a session, and what the session does is shown.
(() => {
  const form = document.querySelector("form.playground"),
    { painting, address } = playground;
  const find = (selector) => form.querySelector(selector);
  const SHARPEST = 620; // pixels of the line on the large picture, where the screen has so many
  const map = find(".pg-map"),
    line = find(".pg-edge"),
    dots = find(".pg-points"),
    chart = playground.chart(find(".pg-chart"));
  const settings = { ...playground.standard, ...address.parse(location.search) };
  const embedded = new URLSearchParams(location.search).has("embed");
  let session,
    wide = 0,
    picked = null,
    places,
    best = { loss: Infinity, epoch: 0 };

  const screen = playground.screen(form, { squares: () => diagram.places(), nameOf: (l, i) => diagram.nameOf(l, i) });
  const diagram = playground.diagram(find(".pg-diagram"), {
    select(unit) {
      picked = unit;
      show();
    },
    resize(hidden) {
      settings.hidden = hidden;
      begin();
    },
    moved() {
      show();
    },
    drag(k, value) {
      controls.choose(k);
      if (value !== undefined) {
        session.change(`weight.${k}`, value);
        keep();
      }
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
  const player = playground.player(form, {
    now: () => session,
    best: () => best,
    note,
    show,
    rest,
    say: () => screen.say(session),
  });

  // A new session from the settings; its first `steps` are done again, with what the reader had changed on the way.
  function begin(steps = 0, changes = []) {
    session = playground.session({ ...settings, changes }, [playground.wasm, playground.network]);
    places = painting.places(session.classes, session.network.theta.constructor);
    best = { loss: Infinity, epoch: 0 };
    picked = null;
    chart.forget();
    diagram.show(session);
    own.show(settings.own);
    note();
    const there = player.begin(steps);
    controls.list();
    fit();
    controls.fill();
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

  // Everything; or, of a picture of many in a second, the units and the surface, and in every other one a part of the rest.
  const REST = [
    (seen) => {
      screen.tell(session, seen, picked);
      controls.value();
    },
    chart.draw,
    (seen, turn) => (turn < 0 ? diagram.lines : diagram.follow)(),
  ];
  function show(seen = session.measure(), turn = -1) {
    REST.forEach((part, k) => {
      if (turn < 0 || turn % (2 * REST.length) === 2 * k) part(seen, turn);
    });
    screen.paint(session, places, picked);
  }

  const keep = () =>
    address.keep([address.query(session.recipe()), ...(embedded ? ["embed=1"] : [])].filter(Boolean).join("&"));

  function rest() {
    const learning = player.on;
    player.stop();
    if (learning && session) show();
    keep();
    screen.say(session);
  }

  // Who comes back finds the run where it was left.
  addEventListener("pagehide", () => {
    if (player.on) rest();
    address.catchUp();
  });

  const controls = playground.controls(form, {
    settings,
    now: () => session,
    begin,
    rest,
    show,
    note,
    keep,
    diagram,
    player,
    own,
    takeaway,
  });

  document.documentElement.classList.toggle("pg-embedded", embedded);
  painting.mix();
  new MutationObserver(() => {
    painting.mix();
    if (session) {
      painting.points(dots, session);
      show();
    }
  }).observe(document.documentElement, { attributeFilter: ["data-md-color-scheme"] });
  new ResizeObserver(() => {
    if (session && dots.clientWidth !== wide) {
      fit();
      show();
    }
  }).observe(find(".pg-surface"));
  playground.ready.then(() => begin(settings.steps, settings.changes));
})();
