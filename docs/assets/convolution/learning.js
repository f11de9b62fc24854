// The two networks on their page: they learn when the reader says so, a step a picture of the screen.
(() => {
  const place = document.getElementById("training");
  if (!place || !window.figureNumbers) return;
  const FIGURE = "few_digits_two_networks",
    LOOK = 5,
    HIGH = 70; // steps from look to look; height of the chart, which is 100 wide
  const part = (name) => place.querySelector(`[data-part="${name}"]`);
  const button = (act) => place.querySelector(`[data-act="${act}"]`),
    told = part("told");
  const percent = (share) => `${Math.round(100 * share)}%`;
  let numbers = null,
    session = null,
    seed = 1,
    playing = 0,
    curves = {},
    now = {};

  // The digits are fetched when the first step is asked for.
  async function ready() {
    if (session) return true;
    try {
      numbers ??= await figureNumbers.of(FIGURE);
    } catch (error) {
      told.textContent = part("note").textContent = `${error.message} Try again.`;
      return false;
    }
    part("note").textContent = "";
    begin();
    return true;
  }

  function begin() {
    session = digitTraining.session(numbers, seed);
    curves = { cnn: [], dense: [] };
    look();
  }

  function look() {
    now = session.measure();
    for (const [name, points] of Object.entries(curves))
      points.push(`${(100 * session.step) / session.steps},${HIGH * (1 - now[name])}`);
    show();
  }

  function advance() {
    session.advance();
    if (session.step % LOOK === 0 || session.step === session.steps) look();
    else weights(session.networks);
    part("step").textContent = session.step;
  }

  function weights({ cnn, dense }) {
    const rows = { kernels: [cnn, digitTraining.KERNELS, 3], units: [dense, digitTraining.HIDDEN, digitTraining.SIDE] };
    for (const [name, [network, count, side]] of Object.entries(rows)) {
      const { value } = network.parameters[0];
      [...part(name).children].forEach((canvas, o) => {
        const image = Float64Array.from({ length: side * side }, (_, k) => value[k * count + o]);
        signedShades.paint(
          canvas,
          image,
          side,
          side,
          image.reduce((most, w) => Math.max(most, Math.abs(w)), 0),
        );
      });
    }
  }

  function show() {
    weights(session.networks);
    part("step").textContent = session.step;
    part("last").textContent = session.steps;
    for (const name of Object.keys(curves)) {
      part(`curve-${name}`).setAttribute("points", curves[name].join(" "));
      part(`right-${name}`).textContent = percent(now[name]);
    }
    const over = session.step >= session.steps,
      held = document.activeElement;
    button("play").disabled = button("step").disabled = over;
    button("rewind").disabled = session.step === 0;
    if (held?.disabled) button(over ? "rewind" : "play").focus(); // a button that is spent hands the focus on
  }

  function say() {
    told.textContent = `Step ${session.step}. Of the unseen digits the convolutional network reads ${percent(now.cnn)}, the dense one ${percent(now.dense)}.`;
  }

  function frame() {
    if (session.step >= session.steps) {
      rest();
      return;
    }
    playing = requestAnimationFrame(frame);
    advance();
  }

  function rest() {
    cancelAnimationFrame(playing);
    playing = 0;
    button("play").textContent = "Play";
    if (curves.cnn.length && session.step % LOOK) now = session.measure();
    show();
    say();
  }

  const acts = {
    play() {
      if (playing) {
        rest();
        return;
      }
      button("play").textContent = "Pause";
      playing = requestAnimationFrame(frame);
    },
    step() {
      advance();
      rest();
    },
    rewind() {
      begin();
      rest();
    },
    fresh() {
      seed += 1;
      begin();
      rest();
    },
  };

  // What is asked while the digits are on their way comes once they are there; a button that is spent hands the focus on.
  place.addEventListener("click", async ({ target }) => {
    const act = target.closest("[data-act]")?.dataset.act;
    if (!act || !(await ready())) return;
    acts[act]();
  });
  weights(digitTraining.begun(seed)); // as they begin; this needs no digits
})();
