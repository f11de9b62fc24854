// Answer boxes: a number or a choice, checked against what the figure's script computed.
(() => {
  const say = (form, right, text) => {
    form.dataset.right = right;
    form.querySelector(".answer-verdict").textContent = text;
  };

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form.answer");
    if (!form) return;
    event.preventDefault();
    const text = form.querySelector("input").value.trim().replace("−", "-").replace(",", ".");
    const given = Number(text), truth = Number(form.dataset.truth), error = Math.abs(given - truth);
    if (!text || Number.isNaN(given)) say(form, false, "Write a number, such as −0.25.");
    else if (error <= Number(form.dataset.within) + 1e-12) say(form, true, "Right.");
    else if (given === -truth) say(form, false, "Not yet: look at the sign.");
    else say(form, false, given < truth ? "Not yet: the number is larger." : "Not yet: the number is smaller.");
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("form.answer button[value]");
    if (!button) return;
    const form = button.closest("form"), right = button.value === form.dataset.truth;
    for (const other of form.querySelectorAll("button[value]")) other.setAttribute("aria-pressed", other === button);
    for (const why of form.querySelectorAll(".answer-why")) why.hidden = why.dataset.choice !== button.value;
    say(form, right, right ? "Right." : "Not yet.");
  });
})();
