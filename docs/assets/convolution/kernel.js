// A kernel of the reader's own over a digit: nine numbers are typed or stepped, and the map of answers follows at once.
(() => {
  const place = document.getElementById("kernel");
  if (!place || !window.figureNumbers) return;
  const FIGURE = "kernel_over_digit",
    PRESETS = ["upper edge", "left edge", "blur", "sharpen", "trained"];
  const part = (name) => place.querySelector(`[data-part="${name}"]`),
    cells = [...place.querySelectorAll("input")];
  const preset = part("preset"),
    digit = part("digit"),
    answers = part("answers"),
    told = part("told");
  const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const short = (x) => Number(x.toFixed(2)).toString().replace("-", "−");
  let given = null,
    layer = null,
    image = null,
    at = { row: 14, column: 10 };

  // The digit and the presets are fetched when the reader comes near.
  async function load() {
    try {
      given = await figureNumbers.of(FIGURE);
    } catch (error) {
      told.textContent = error.message;
      return;
    }
    const side = given.digit.shape[0];
    layer = convolutionLayers.convolution(side, 1);
    image = Float64Array.from(given.digit.data);
    signedShades.paint(digit, image, side, side, 1, signedShades.grey);
    for (const each of [preset, ...cells]) each.disabled = false;
    preset.value ||= PRESETS[0];
    choose();
  }

  function choose() {
    const which = PRESETS.indexOf(preset.value),
      from = 9 * which;
    if (which < 0) return;
    cells.forEach((cell, k) => {
      cell.value = Number(given.kernels.data[from + k].toFixed(3));
    });
    answer();
  }

  const weight = (cell) => (Number.isFinite(cell.valueAsNumber) ? cell.valueAsNumber : 0); // an empty cell weighs nothing

  function answer() {
    layer.parameters[0].value.set(cells.map(weight));
    const z = layer.of(image),
      { across } = layer;
    signedShades.paint(
      answers,
      z,
      across,
      across,
      z.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    );
    mark();
    told.textContent = `Row ${at.row}, column ${at.column}: the nine products add up to ${short(z[at.row * across + at.column])}.`;
  }

  // The window on the digit, and the answer that it gives on the map, both as boxes over the pictures.
  function mark() {
    const side = image.length ** 0.5,
      { across } = layer;
    for (const [name, wide, size] of [
      ["window", side, 3],
      ["place", across, 1],
    ]) {
      const frame = part(name);
      frame.hidden = false; // it has no place before
      [frame.style.left, frame.style.top, frame.style.width] = [at.column, at.row, size].map(
        (pixels) => `${(100 * pixels) / wide}%`,
      );
    }
  }

  function move(row, column) {
    const last = layer.across - 1,
      inside = (k) => Math.min(last, Math.max(0, k));
    at = { row: inside(row), column: inside(column) };
    answer();
  }

  function point(event) {
    if (!layer || !(event.buttons & 1)) return;
    const { left, top, width } = event.currentTarget.getBoundingClientRect(),
      on = event.currentTarget.contains(digit);
    const scale = (on ? image.length ** 0.5 : layer.across) / width,
      middle = on ? 1 : 0; // the window's own middle
    move(Math.floor((event.clientY - top) * scale) - middle, Math.floor((event.clientX - left) * scale) - middle);
  }

  for (const frame of [digit.parentElement, answers.parentElement])
    for (const kind of ["pointerdown", "pointermove"]) frame.addEventListener(kind, point);
  answers.parentElement.addEventListener("keydown", (event) => {
    if (!layer || !(event.key in ARROWS) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const [down, right] = ARROWS[event.key];
    move(at.row + down, at.column + right);
  });
  preset.addEventListener("change", choose);
  for (const cell of cells)
    cell.addEventListener("input", () => {
      preset.value = "own";
      answer();
    });
  new IntersectionObserver(
    (entries, observer) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      load();
    },
    { rootMargin: "400px" },
  ).observe(place);
})();
