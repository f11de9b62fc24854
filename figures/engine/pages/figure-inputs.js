// What each kind of control is worth: as text for the address, as a place among its settings, in words; and how it is set.
window.figureInput ??= (() => {
  const KINDS = {
    range: {
      read: (input) => input.value,
      standard: (input) => input.defaultValue,
      index: (input) => Math.round((input.value - input.min) / input.step),
      words: ({ value, dataset: { says, unit } }) =>
        says?.split("\n")[value] ?? value.replace("-", "−") + (unit ? ` ${unit}` : ""),
      put: (input, to) => {
        if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(to) && isFinite(to)) input.value = Number(to);
      },
      same: (input, to) => to.trim() !== "" && Math.abs(input.value - to) < 1e-9,
      count: (input) => Math.round((input.max - input.min) / input.step) + 1,
    },
    checkbox: {
      read: (input) => String(input.checked),
      standard: (input) => String(input.defaultChecked),
      index: (input) => Number(input.checked),
      words: (input) => (input.checked ? "on" : "off"),
      put: (input, to) => {
        if (to === "true" || to === "false") input.checked = to === "true";
      },
      count: () => 2,
    },
    "select-one": {
      read: (input) => input.value,
      standard: (input) => [...input.options].find((option) => option.defaultSelected).value,
      index: (input) => input.selectedIndex,
      words: (input) => input.value,
      put: (input, to) => {
        if ([...input.options].some((option) => option.value === to)) input.value = to;
      },
      count: (input) => input.options.length,
    },
  };
  return (input) => KINDS[input.type];
})();
