// Answer boxes: a number or a choice, checked against what the figure's script computed.
(() => {
  const TIMES = { 10: "ten", 100: "a hundred", 1000: "a thousand" };

  // A hint for the number that is wrong; each is true whatever was given.
  function hint(given, truth, within, percent) {
    const close = (number, slack = Math.min(within, Math.abs(truth) / 20)) =>
      Math.abs(number - truth) <= slack + 1e-9 * Math.abs(truth);
    if (!Number.isFinite(given)) return "the number is finite.";
    if (close(-given, within)) return "look at the sign.";
    if (percent && close(given * 100)) return "the question asks for per cent.";
    if (!percent && truth > 0 && truth <= 1 && close(given / 100)) return "as a share it lies between 0 and 1.";
    for (const [times, word] of Object.entries(TIMES)) {
      if (close(given * times)) return `yours is ${word} times too small.`;
      if (close(given / times)) return `yours is ${word} times too large.`;
    }
    if (given * truth < 0) return `the number is ${truth < 0 ? "negative" : "positive"}.`;
    if (truth < 0) return given < truth ? "the number is nearer to zero." : "the number is further below zero.";
    return given < truth ? "the number is larger." : "the number is smaller.";
  }

  function judge(text, { truth, within, percent }) {
    const { values, percent: said } = readNumber(text),
      wanted = Number(truth),
      asked = percent !== undefined;
    const [given] = values
      .map((value) => (said && !asked ? value / 100 : value))
      .sort((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted));
    if (given === undefined) return [false, "Write one number, such as −0.25 or 1/4."];
    if (Math.abs(given - wanted) <= Number(within) + 1e-9 * Math.max(Math.abs(wanted), 1e-3)) return [true, "Right."];
    return [false, `Not yet: ${hint(given, wanted, Number(within), asked)}`];
  }

  function say(form, right, text) {
    form.dataset.right = right;
    form.querySelector("input")?.setAttribute("aria-invalid", !right);
    form.querySelector(".answer-verdict").textContent = text;
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form.answer");
    if (!form) return;
    event.preventDefault();
    const field = form.querySelector("input"),
      verdict = form.querySelector(".answer-verdict");
    if (!field) return;
    const [right, text] = judge(field.value, form.dataset),
      again = verdict.textContent === text;
    say(form, right, again ? "" : text);
    if (again) setTimeout(() => say(form, right, text), 50); // the same words are read out only if they were away
  });

  // A verdict is about what was checked, not about what is written after it.
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form.answer");
    if (!form) return;
    delete form.dataset.right;
    event.target.removeAttribute("aria-invalid");
    form.querySelector(".answer-verdict").textContent = "";
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("form.answer button[value]");
    if (!button) return;
    const form = button.closest("form"),
      right = button.value === form.dataset.truth;
    for (const other of form.querySelectorAll("button[value]")) other.setAttribute("aria-pressed", other === button);
    for (const why of form.querySelectorAll(".answer-why")) why.hidden = why.dataset.choice !== button.value;
    say(form, right, right ? "Right." : "Not yet.");
  });
})();
