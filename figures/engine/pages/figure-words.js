// What a panel says: of its controls, of drawings that do not come, and to those who listen.
const figureWords = (form, inputs, { told, quiet }) => {
  const sliders = inputs.filter(({ type }) => type === "range"),
    of = (input) => figureInput(input).words(input);
  const note = form.querySelector(".figure-note"),
    again = form.querySelector("[data-act=retry]");
  const status = form.querySelector(".figure-status");
  let telling = 0;

  const named = (input) => (input.dataset.says ? "" : `${input.name.replaceAll("_", " ")} `);
  const words = () => inputs.map((input) => named(input) + of(input)).join(", ");

  function say(text, failed = false) {
    if (note.textContent !== text) note.textContent = text;
    again.hidden = !failed;
  }

  // A slider says where it is at once; the number beside it belongs to the picture.
  const speak = () => sliders.forEach((input) => input.setAttribute("aria-valuetext", of(input)));
  const label = () =>
    sliders.forEach((input) => {
      form.querySelector(`[data-of="${input.name}"]`).textContent = of(input);
    });

  // What the control says of itself is not said again: only the numbers that follow, and what a button has set.
  function tell(spoken) {
    clearTimeout(telling);
    if (quiet()) return;
    telling = setTimeout(() => {
      status.textContent = [...(spoken ? [] : [words()]), ...told()].join(", ");
    }, 400);
  }

  return { words, say, speak, label, tell, again };
};
