// The page on which a reader draws: each change of the board is answered in the next picture of the screen.
(() => {
  const place = document.getElementById("board");
  if (!place || !window.figureNumbers) return;
  const part = (name) => place.querySelector(`[data-part="${name}"]`),
    parts = (name) => [...place.querySelectorAll(`[data-part="${name}"]`)];
  const button = (act) => place.querySelector(`[data-act="${act}"]`);
  const percent = (share) =>
    share > 0.995 && share < 0.9995 ? `${(100 * share).toFixed(1)}%` : `${Math.round(100 * share)}%`;
  const SMALL = "drawings_and_answers",
    LARGE = "eight_bits",
    QUIET = 1200; // milliseconds before the answer is spoken
  const networks = { convolutional: null, dense: null },
    columns = [...place.querySelectorAll(".draw-digit")];
  let digits = null,
    late = 0,
    telling = 0,
    turn = -1;

  const board = drawingBoard(part("board"), () => {
    if (board.strokes.length) part("source").textContent = ""; // it tells of the digit that these replace
    if (!late) late = requestAnimationFrame(answer);
  });

  // What the networks see: a digit of the test set is in MNIST's form already.
  function seen() {
    if (board.picture) return [board.picture, board.picture];
    return board.strokes.length ? [digitStrokes.asDrawn(board.strokes), digitStrokes.normalised(board.strokes)] : null;
  }

  function answer() {
    late = 0;
    board.paint();
    const images = seen(),
      given = {};
    button("undo").disabled = button("clear").disabled = !images || board.example;
    ["drawn", "normalised"].forEach((name, k) =>
      digitViews.show(part(name), images?.[k] ?? new Float32Array(784), 28, 28),
    );
    for (const [name, network] of Object.entries(networks)) {
      given[name] = images && network ? network.of(images[1]) : null;
      showAnswer(name, given[name]);
    }
    const near = images && digits ? digits.nearest(images[1]) : null;
    showNearest(near);
    part("strange").hidden = !near?.strange;
    clearTimeout(telling);
    if (board.example) return; // nobody asked for it
    telling = setTimeout(() => {
      if (!board.busy) part("told").textContent = images ? words(given, near) : "The board is empty.";
    }, QUIET);
  }

  // The numbers of a group, by their names within it.
  const under = (numbers, group) =>
    Object.fromEntries(
      Object.entries(numbers)
        .filter(([name]) => name.startsWith(`${group}.`))
        .map(([name, value]) => [name.slice(group.length + 1), value]),
    );

  const best = ({ probabilities }) => probabilities.indexOf(Math.max(...probabilities));

  // A text that is written again is laid out anew.
  function showAnswer(name, given) {
    if (!networks[name]) return;
    const told = part(`answer-${name}`).firstChild,
      first = given ? best(given) : -1;
    const text = given ? `${first} · ${percent(given.probabilities[first])}` : "–";
    if (told.data !== text) told.data = text;
    columns.forEach((column, digit) => {
      column
        .querySelector(`.draw-${name}`)
        .style.setProperty("--share", given ? given.probabilities[digit].toFixed(3) : 0);
      column.classList.toggle(`draw-best-${name}`, digit === first);
    });
    networks[name].shapes.forEach((shape, k) => {
      const values = given ? given.hidden[k] : new Float32Array(shape.reduce((product, length) => product * length));
      if (name === "dense") digitViews.maps(part("hidden-dense"), values, [1, 1, shape[0]], 64);
      else digitViews.maps(part(`hidden-${k + 1}`), values, shape, shape[2]);
    });
  }

  function showNearest(near) {
    parts("near").forEach((figure, k) => {
      const which = near ? near.which[k] : -1,
        shown = `${which} ${document.documentElement.dataset.mdColorScheme}`;
      if (figure.dataset.shown === shown) return;
      figure.dataset.shown = shown;
      digitViews.show(figure.querySelector("canvas"), near ? digits.image(which) : new Float32Array(784), 28, 28);
      figure.querySelector("figcaption").textContent = near ? digits.label(which) : "–";
    });
  }

  function words(given, near) {
    const said = Object.entries(given)
      .filter(([, each]) => each)
      .map(([name, each]) => `The ${name} network says ${best(each)}, ${percent(Math.max(...each.probabilities))}.`);
    return [
      near?.strange ? "This is like nothing that the networks have learned." : "",
      ...said,
      near ? `The nearest training digits: ${near.which.map(digits.label).join(", ")}.` : "",
    ].join(" ");
  }

  // From any place in the list, so that not every reader sees the same first.
  function showTest() {
    turn = turn < 0 ? Math.floor(Math.random() * digits.tests) : (turn + 1) % digits.tests;
    show(turn);
  }

  function show(which, asExample = false) {
    const { image, label, number } = digits.test(which);
    board.show(image, asExample);
    part("source").textContent = `Test digit ${number}: someone wrote ${label === 8 ? "an" : "a"} ${label}.`;
  }

  async function load(name, act) {
    const note = part("note");
    try {
      note.textContent = "";
      return await figureNumbers.of(name);
    } catch (error) {
      note.textContent = `${error.message} Try again.`;
      button(act).hidden = button(act).disabled = false;
      return null;
    }
  }

  async function start() {
    button("start").hidden = true;
    const numbers = await load(SMALL, "start");
    if (!numbers) return;
    networks.convolutional = digitNetworks.convolutional(under(numbers, "cnn"));
    digits = knownDigits(numbers);
    button("test").disabled = false;
    if (!board.strokes.length) show(0, true);
    answer();
  }

  async function startDense() {
    button("dense").disabled = true;
    const numbers = await load(LARGE, "dense");
    if (!numbers) return;
    networks.dense = digitNetworks.fullyConnected(under(numbers, "dense"));
    place.classList.add("draw-both");
    button("dense").hidden = true;
    part("board").focus({ preventScroll: true });
    answer();
  }

  const acts = { undo: board.undo, clear: board.clear, test: showTest, start, dense: startDense };
  place.addEventListener("click", ({ target }) => {
    const act = target.closest("[data-act]")?.dataset.act;
    if (!act) return;
    if (act !== "dense" && act !== "start") part("source").textContent = "";
    acts[act]();
  });
  new MutationObserver(answer).observe(document.documentElement, { attributeFilter: ["data-md-color-scheme"] });
  answer();
  start();
})();
