// Plays a slider from where it is to its end, in steps that an eye can follow, while the figure is on the screen.
const figurePlayer = (form, { seen, moved, ended }) => {
  const still = matchMedia("(prefers-reduced-motion: reduce)"),
    FASTEST = 40,
    SLOWEST = 600,
    CALM = 1000,
    ALL = 8000; // ms
  let timer = 0;

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
    timer = setInterval(
      () => {
        if (!seen() || document.hidden) return;
        if (end()) {
          ended();
          return;
        }
        input.stepUp();
        moved();
      },
      Math.max(still.matches ? CALM : FASTEST, Math.min(SLOWEST, ALL / (input.max - input.min))),
    );
  }

  return { play, stop, plays: () => timer !== 0 };
};
