// What a reader types becomes the words that the book uses: Greek letters for their names, other names of a thing, two
// words written as one, and slips of the pen. Material has no place for this, so its questions to the worker that
// searches, and the answers, are met on the way.
(() => {
  const ASKED = 2, FOUND = 3;  // Material's kinds of messages
  const GREEK = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho - sigma tau upsilon phi chi psi omega"
    .split(" ").map((name, i) => [name, String.fromCharCode(945 + i)]);
  const SAME = new Map([...GREEK, ["varphi", "φ"], ["varepsilon", "ε"], ["partial", "∂"], ["nabla", "∇"], ["infinity", "∞"],
    ["logistic", "sigmoid"], ["sigmoid", "logistic"], ["cost", "loss"], ["error", "loss"], ["objective", "loss"],
    ["step size", "learning rate"], ["stepsize", "learning rate"], ["lr", "learning rate"], ["backprop", "backpropagation"],
    ["xent", "entropy"], ["neurone", "neuron"], ["nn", "network"], ["mlp", "network layer"], ["color", "colour"]]);
  const IDLE = new Set("a an and are as at be by can do does for from how i in is it of on or that the this to was what when where which who why will with you".split(" "));
  const SPECIAL = /["+~^:*]|(^|\s)-/;  // the reader uses lunr's own language

  // The words that count, and for each what else it may be called.
  function understand(question) {
    const all = question.toLowerCase().replace(/\\/g, " ").match(/[\p{L}\p{N}∂∇∑∏∞]+(?:[.'’][\p{L}\p{N}]+)*/gu) ?? [];
    const telling = all.filter(word => !IDLE.has(word)), words = new Map((telling.length ? telling : all).map(word => [word, []]));
    const also = (word, more) => words.get(word)?.push(...more.split(" "));
    for (const [i, word] of all.entries()) {
      if (SAME.has(word)) also(word, SAME.get(word));
      if (/iz(e[drs]?|ations?|ing)$/.test(word)) also(word, word.replace(/iz(?=[^z]*$)/, "is"));
      const next = all[i + 1], both = `${word} ${next}`;
      if (next) for (const half of [word, next]) also(half, `${word}${next}`);
      if (SAME.has(both)) also(word, SAME.get(both));
    }
    return words;
  }

  const Plain = Worker;
  window.Worker = class extends Plain {
    #waiting = [];  // private, as the stand-in on the file system has a field of this name

    constructor(address) {
      super(address);
      this.addEventListener("message", event => { if (event.data.type === FOUND) this.answered(event, this.#waiting.shift()) });
    }

    postMessage(message) {
      if (message.type !== ASKED) return super.postMessage(message);
      const words = SPECIAL.test(message.data) ? null : understand(message.data);
      this.ask(words ? [...words].flat(2).join(" ") : message.data, words, []);
    }

    ask(data, words, guessed) {
      this.#waiting.push({ words, guessed });
      super.postMessage({ type: ASKED, data });
    }

    // A word that the book has not is asked again with a letter or two to spare, unless the reader has typed on.
    answered(event, { words, guessed }) {
      const pages = event.data.data.items, found = pages.flat();
      if (!words) return;
      const there = word => found.some(({ terms }) => terms[word]);
      const missing = [...words].filter(([word, also]) => word.length > 3 && ![word, ...also].some(there)).map(([word]) => word);
      if (missing.length && !guessed.length && !this.#waiting.length) {
        event.stopImmediatePropagation();
        const spared = word => missing.includes(word) ? `${word}~${word.length > 7 ? 2 : 1}` : word;
        return this.ask([...words].map(([word, also]) => [spared(word), also]).flat(2).join(" "), words, missing);
      }
      for (const page of pages) this.tidy(page, words, guessed);
    }

    // Each result names the words that it holds, for the page to mark them, and those that it lacks; the page's own entry
    // names the words of its sections.
    tidy(page, words, guessed) {
      for (const result of page) {
        for (const word of Object.keys(result.terms))
          if (!result.terms[word] && (guessed.includes(word) || (words.get(word) ?? [""]).some(other => !other || result.terms[other])))
            delete result.terms[word];
        if (guessed.length)
          for (const [, word] of `${result.title} ${result.text}`.matchAll(/<mark[^>]*>([^<]+)<\/mark>/g)) result.terms[word.toLowerCase()] = true;
      }
      const whole = page.find(({ location }) => !location.includes("#"));
      if (whole && !Object.values(whole.terms).some(Boolean))
        whole.terms = Object.fromEntries(page.flatMap(({ terms }) => Object.entries(terms)).filter(([, holds]) => holds));
    }
  };
})();
