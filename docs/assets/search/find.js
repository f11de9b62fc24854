// What a reader's question finds: words and what else they are called are looked up in the index that the build has
// made (theme/search_index.py); a word that the book has not is taken for the nearest that it has.
window.bookSearch = (() => {
  const { levels: LEVELS, raised: RAISED } = window.bookIndex; // what is raised is a number of its own
  const ALSO = 0.7,
    BEGUN = 0.6,
    NEAR = 0.7; // what another name, the beginning of a word and a near miss are worth
  const WORD = new RegExp(`(?:(?![${RAISED}])[\\p{L}\\p{N}])+(?:\\.\\p{Nd}+)*|[${RAISED}]+|[∂∇∑∏∞]`, "gu");
  const wordOf = (word) => (RAISED.includes(word[0]) ? word.normalize("NFKC") : word).toLowerCase();
  const wordsOf = (text) => (text.match(WORD) ?? []).map(wordOf);
  // Letters with their marks in one, and those of other widths or in one piece, as a PDF has them, as the book writes them.
  const usual = (text) => text.normalize("NFC").replace(/[ﬀ-ﬆ！-～]/g, (sign) => sign.normalize("NFKC"));

  function openIndex({ places, words, same, idle }) {
    const lines = words.split("\n"),
      names = lines.map((line) => line.slice(0, line.indexOf(" ")));
    const common = new Set(idle),
      others = new Map(),
      longest = 3;
    for (const meaning of same.map((names) => names.map((name) => wordsOf(name))))
      for (const name of meaning) {
        const key = name.join(" ");
        others.set(key, [...(others.get(key) ?? []), ...meaning.filter((other) => other !== name)]);
      }

    // The first line whose word does not come before this one.
    function placeOf(word) {
      let low = 0,
        high = names.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (names[middle] < word) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    // What the word says about each place where it stands.
    function read(line) {
      let place = 0;
      return lines[line]
        .split(" ")
        .slice(1)
        .map((code) => {
          const number = parseInt(code, 36);
          return [(place += Math.floor(number / LEVELS)), number % LEVELS];
        });
    }

    // Where a word stands, or one that it begins: place → [worth, the word as it stands there].
    function occurrences(word, worth) {
      const found = new Map(),
        first = placeOf(word);
      for (let line = first; line < first + 80 && names[line]?.startsWith(word); line++) {
        const whole = names[line] === word;
        if (!whole && word.length < 2) break;
        const share = worth * (whole ? 1 : BEGUN * Math.sqrt(word.length / names[line].length));
        for (const [place, level] of read(line))
          if (!(found.get(place)?.[0] >= share * level)) found.set(place, [share * level, names[line]]);
      }
      return found;
    }

    // Each word that counts, and what may stand for it: one word or several that must all be there.
    function understand(question) {
      const all = wordsOf(usual(question).replace(/\\/g, " ")),
        telling = all.filter((word) => !common.has(word));
      const slots = new Map((telling.length ? telling : all).map((word) => [word, [[[word], 1]]]));
      for (let i = 0; i < all.length; i++)
        for (let count = 1; count <= longest && i + count <= all.length; count++) {
          const part = all.slice(i, i + count),
            more = [...(others.get(part.join(" ")) ?? [])];
          if (count === 2) more.push([part.join("")]);
          if (count === 1 && /iz(e[drs]?|ations?|ing)$/.test(part[0]))
            more.push([part[0].replace(/iz(?=[^z]*$)/, "is")]);
          for (const word of part) slots.get(word)?.push(...more.map((words) => [words, ALSO]));
        }
      return slots;
    }

    function standsFor(ways) {
      const best = new Map();
      for (const [words, worth] of ways) {
        const each = words.map((word) => occurrences(word, worth));
        for (const place of each[0].keys()) {
          const hits = each.map((found) => found.get(place));
          if (!hits.every(Boolean)) continue;
          const mean = hits.reduce((sum, [level]) => sum + level, 0) / hits.length;
          if (!(best.get(place)?.[0] >= mean)) best.set(place, [mean, hits.map((hit) => hit[1])]);
        }
      }
      return best;
    }

    function nearest(word) {
      const most = word.length > 7 ? 2 : 1;
      let best = [],
        least = most;
      for (const name of names) {
        if (Math.abs(name.length - word.length) > least) continue;
        const steps = distance(word, name, least);
        if (steps < least) {
          least = steps;
          best = [];
        }
        if (steps === least) best.push(name);
      }
      return best;
    }

    return { places, find: (question) => find(understand(question)) };

    function find(slots) {
      const scores = new Map(),
        guessed = {};
      for (const [word, ways] of slots) {
        let hits = standsFor(ways);
        if (!hits.size && word.length > 3) {
          const near = nearest(word);
          if (near.length) guessed[word] = near;
          hits = standsFor(near.map((name) => [[name], NEAR]));
        }
        for (const [place, [level, words]] of hits) {
          const score = scores.get(place) ?? { place, sum: 0, has: new Set(), words: new Set() };
          score.sum += level;
          score.has.add(word);
          for (const one of words) score.words.add(one);
          scores.set(place, score);
        }
      }
      const asked = [...slots.keys()],
        pages = new Map();
      const found = [...scores.values()]
        .map(({ place, sum, has, words }) => ({
          place,
          words: [...words],
          lacks: asked.filter((word) => !has.has(word)),
          score: sum * (has.size / asked.length) ** 2,
        }))
        .sort((one, other) => other.score - one.score || one.place - other.place);
      for (const hit of found) {
        const page = places[hit.place][0].split("#")[0];
        if (!pages.has(page)) pages.set(page, []);
        pages.get(page).push(hit);
      }
      const weigh = (hits) => hits.slice(0, 4).reduce((sum, { score }, i) => sum + score / 3 ** i, 0);
      return {
        guessed,
        count: found.length,
        pages: [...pages]
          .map(([page, hits]) => ({ page, hits, score: weigh(hits) }))
          .sort((one, other) => other.score - one.score),
      };
    }
  }

  // How many letters are wrong, missing, too many or swapped with the next one; more than `most` may come out too low.
  function distance(one, other, most) {
    let before = [],
      last = [...other, 0].map((_, i) => i);
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] !== other[j - 1]));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
          row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      [before, last] = [last, row];
    }
    return last.at(-1);
  }

  return { openIndex, WORD, wordOf, wordsOf };
})();
