// The numbers of a figure for a script of its page: figureNumbers.of("name") promises {array: {data, shape}}.
window.figureNumbers ??= (() => {
  // once, on a page with several such figures
  const KINDS = {
    i1: Int8Array,
    u1: Uint8Array,
    i2: Int16Array,
    u2: Uint16Array,
    i4: Int32Array,
    u4: Uint32Array,
    f4: Float32Array,
    f8: Float64Array,
  };
  const arrived = {},
    asked = {};
  const numbers = (name, heads, packed) => {
    arrived[name] = { heads, packed };
  };

  const fetched = (name) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const fail = () => {
        script.remove();
        reject(new Error("The numbers that this needs could not be loaded."));
      };
      script.src = document.querySelector(`#fig-${name} [data-numbers]`).dataset.numbers;
      script.onload = () => (arrived[name] ? resolve(arrived[name]) : fail());
      script.onerror = fail;
      document.head.append(script);
    });

  async function unpacked({ heads, packed }) {
    const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
    const buffer = await new Response(
      new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")),
    ).arrayBuffer();
    let at = 0;
    return Object.fromEntries(
      heads.map(([name, kind, shape]) => {
        const from = at;
        at += shape.reduce((product, length) => product * length, KINDS[kind].BYTES_PER_ELEMENT);
        return [name, { data: new KINDS[kind](buffer.slice(from, at)), shape }];
      }),
    );
  }

  // Asked again after a failure, it tries again.
  numbers.of = (name) =>
    (asked[name] ??= fetched(name)
      .then(unpacked)
      .catch((error) => {
        delete asked[name];
        throw error;
      }));
  return numbers;
})();
