// The first page: its figure learns. Nothing is fetched or computed before the reader stirs and the figure is in sight; where
// motion is not wanted, it waits for the button and shows the end only.
(() => {
  const figure = document.getElementById("fig-from_line_to_spiral"),
    form = document.querySelector(".winding");
  const source = document.currentScript.src.replace("home/page.js", "spiral.js");
  const SEED = 3,
    REACH = 1.15,
    SIDE = 45; // what the figure shows of the plane, and the places asked along its side
  const BEGIN = 30,
    PACE = 3,
    LIMIT = 600,
    MOMENT = 10; // steps at once, a frame and in all; milliseconds they may take
  const SIGNS = ["pointermove", "pointerdown", "keydown", "scroll", "touchstart"];
  const still = matchMedia("(prefers-reduced-motion: reduce)"),
    { winding, play } = form.elements; // the slider and the button
  const status = form.querySelector("[role=status]"),
    again = form.querySelector("[data-act=again]");
  let seed = SEED,
    learners = null,
    places = null,
    panels = [],
    steps = 0,
    frame = 0,
    seen = false,
    loading = null;

  // What each panel is drawn with: two areas, the border, the points and the share of them that are right.
  function panelsOf(svg) {
    const shares = [...svg.querySelectorAll("text")].filter(({ textContent }) => textContent.endsWith("% right"));
    const squares = [...svg.querySelectorAll("clipPath")].sort((a, b) => left(a) - left(b));
    return squares.map((clip, k) => {
      const inside = `[clip-path="url(#${clip.id})"]`,
        [below, above, border] = svg.querySelectorAll(`path${inside}`);
      const box = Object.fromEntries(
        ["x", "y", "width"].map((name) => [name, Number(clip.firstElementChild.getAttribute(name))]),
      );
      below.setAttribute("d", `M${box.x} ${box.y}h${box.width}v${box.width}h${-box.width}z`);
      return { box, above, border, marks: svg.querySelectorAll(`g${inside} use`), share: shares[k] };
    });
  }

  const left = (clip) => Number(clip.firstElementChild.getAttribute("x"));

  function place() {
    const { x, y } = learners.points,
      count = y.length;
    for (const { box, marks } of panels)
      marks.forEach((mark, k) => {
        mark.setAttribute("x", box.x + ((x[k] / REACH + 1) / 2) * box.width);
        mark.setAttribute("y", box.y + ((1 - x[count + k] / REACH) / 2) * box.width);
      });
  }

  function show() {
    const right = learners.right();
    learners.answers(places).forEach((z, k) => {
      const { area, border } = playground.spiral.region(z, SIDE, panels[k].box);
      panels[k].above.setAttribute("d", area);
      panels[k].border.setAttribute("d", border);
      panels[k].share.textContent = `${Math.round(100 * right[k])}% right`;
    });
  }

  function learn(count, moment = MOMENT) {
    for (
      const until = performance.now() + moment;
      count > 0 && steps < LIMIT && performance.now() < until;
      count -= 1
    ) {
      learners.learn(1);
      steps += 1;
    }
  }

  function next() {
    learn(PACE);
    if (steps % 2 === 0 || steps >= LIMIT) show();
    frame = steps < LIMIT && seen ? requestAnimationFrame(next) : 0;
    if (!frame) rest();
  }

  function rest() {
    cancelAnimationFrame(frame);
    frame = 0;
    play.textContent = "Learn";
    const [one, three, many] = learners.right().map((share) => `${Math.round(100 * share)}%`);
    status.textContent = `After ${steps} steps one neuron has ${one} of the points right, three hidden neurons ${three}, two layers of eight ${many}.`;
  }

  async function run() {
    await ready();
    if (frame) return;
    if (steps >= LIMIT) begin();
    if (still.matches) {
      learn(LIMIT, 5000);
      show();
      rest();
      return;
    }
    play.textContent = "Pause";
    frame = requestAnimationFrame(next);
  }

  // New weights and no steps; the same ones for every winding until the reader wants others.
  function begin() {
    learners = playground.spiral.learners(seed, Number(winding.value));
    steps = 0;
    place();
    learn(BEGIN);
    show();
  }

  const ready = () =>
    (loading ??= new Promise((done, failed) => {
      const script = Object.assign(document.createElement("script"), { src: source, onload: done, onerror: failed });
      document.head.append(script);
    }).then(() => {
      places = playground.spiral.grid(SIDE, REACH);
      panels = panelsOf(figure.querySelector("svg"));
      begin();
    }));

  const say = () => winding.setAttribute("aria-valuetext", `${winding.value} turns`);
  form.addEventListener("submit", (event) => event.preventDefault());
  winding.addEventListener("input", async () => {
    say();
    await ready();
    begin();
    run();
  });
  play.addEventListener("click", () => {
    if (frame) rest();
    else run();
  });
  again.addEventListener("click", async () => {
    await ready();
    seed += 1;
    begin();
    run();
  });

  // The first sign of a reader, with the figure in sight.
  const stirred = new AbortController();
  let awake = false;
  const wake = () => {
    if (awake && seen && !still.matches && !stirred.signal.aborted) {
      stirred.abort();
      run();
    }
  };
  for (const sign of SIGNS)
    addEventListener(
      sign,
      ({ target }) => {
        if (form.contains(target)) return; // who presses a button gets what it says
        awake = true;
        wake();
      },
      { passive: true, signal: stirred.signal },
    );
  new IntersectionObserver(
    ([{ isIntersecting }]) => {
      seen = isIntersecting;
      wake();
    },
    { threshold: 0.5 },
  ).observe(figure.querySelector("svg"));
  say();
})();
