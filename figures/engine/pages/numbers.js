// What a reader may mean by a number: −0.25, 0,25, 1/4, 1 1/2, 1,234, 1 000, 2·10⁻³, 1e-3, 88 %, 45°, w = 3.
const readNumber = (() => {
  const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹",
    PI = String(Math.PI);
  const GROUPED = /^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$/;
  const COUNTED = /\b(hundred|thousand|million|billion|dozen|half|halves|thirds?|quarters?|tenths?|and|or|to|times)\b/i;
  const raised = (run) => `^${[...run].map((sign) => ({ "⁻": "-", "⁺": "" })[sign] ?? RAISED.indexOf(sign)).join("")}`;

  const plain = (text) =>
    text
      .replace(/[⁻⁺⁰¹²³⁴-⁹]+/g, raised)
      .replace(/[¼-¾⅐-⅞]/g, " $&")
      .normalize("NFKC")
      .replace(/[−‐-―]/g, "-")
      .replace(/⁄/g, "/")
      .replace(/∞|\binf(inity)?\b/gi, "1e999")
      .replace(/(?<=\d) ?(π|pi\b)/gi, `*${PI}`)
      .replace(/π|\bpi\b/gi, PI)
      .replace(/^.*[=≈~]/s, "")
      .replace(/[{}()]/g, "")
      .replace(/\*\*/g, "^")
      .replace(/[×·⋅∙]|(?<=[\d ])x(?= ?10)/gi, "*")
      .replace(/\s+/g, " ")
      .trim()
      .replace(/^minus ?/i, "-")
      .replace(/ ?([*/^]) ?/g, "$1")
      .replace(/^([-+]) /, "$1");

  // Digits with separators; `comma` says what a comma is that could be either: the decimal sign, or between thousands.
  function decimal(text, comma) {
    const [, sign, digits, power] = /^([-+]?)(\d[\d.,]*|[.,]\d+)(?:e([-+]?\d+))?$/i.exec(text) ?? [];
    if (digits === undefined) return NaN;
    const end = digits.search(/[.,]\d*$/),
      mark = digits[end];
    const whole = end < 0 || (GROUPED.test(digits) && (digits.split(mark).length > 2 || (mark === "," && !comma)));
    const [before, after] = whole ? [digits, ""] : [digits.slice(0, end), digits.slice(end + 1)];
    if (!whole && /[.,]/.test(before) && (before.includes(mark) || !GROUPED.test(before))) return NaN;
    return Number(`${sign}${before.replace(/[.,]/g, "") || 0}.${after || 0}e${power ?? 0}`);
  }

  function value(text, comma) {
    const [, whole, rest] = /^([-+]?\d+) (\d+\/\d+)$/.exec(text) ?? [];
    if (rest) return Number(whole) + (whole.startsWith("-") ? -1 : 1) * value(rest, comma);
    const [, sign, size] = /^([-+]?)(.*)$/.exec(text.replace(/(?<=\d)[ '’_](?=\d{3}(?!\d))/g, ""));
    if (/^[-+]/.test(size)) return NaN;
    const power = (part) =>
      part
        .split("^")
        .map((each) => decimal(each, comma))
        .reduceRight((high, low) => low ** high);
    const product = (part) =>
      part
        .split("*")
        .map(power)
        .reduce((one, other) => one * other);
    return (
      (sign === "-" ? -1 : 1) *
      size
        .split("/")
        .map(product)
        .reduce((one, other) => one / other)
    );
  }

  // { values: every number it may be, none if it is no number; percent: whether a sign or word says so }
  return (text) => {
    let bare = plain(text);
    const percent = / ?(%|per ?cent)$/i.test(bare);
    bare = bare.replace(/ ?(%|per ?cent)$/i, "");
    if (!COUNTED.test(bare)) bare = bare.replace(/(?<=\d) ?(°|\p{L}[\p{L} ]*\p{L})$/u, ""); // a unit
    const values = [false, true].map((comma) => value(bare, comma)).filter((number) => !Number.isNaN(number));
    return { percent, values: [...new Set(values)] };
  };
})();
