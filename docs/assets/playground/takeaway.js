// What a reader takes along: the run as a Python program, a picture, tables, and its address.
playground.takeaway = (form, { now, chart }) => {
  const told = form.querySelector(".pg-copied");

  function save(name, content, type) {
    const link = document.createElement("a"),
      address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    told.textContent = `${name} is among your downloads.`;
  }

  async function copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
      told.textContent = `${what} is copied.`;
    } catch {
      told.textContent = text; // where nothing may be copied, it can be marked
    }
  }

  function python() {
    const session = now(),
      [before, after] = playground.program,
      { train, test } = session.measure();
    const seen = `# It must print a training loss of ${train.loss.toFixed(6)}${test.count ? ` and a test loss of ${test.loss.toFixed(6)}` : ""}.`;
    const recipe = Object.entries(session.recipe())
      .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`)
      .join("");
    return `# A run of the playground again, in NumPy alone: python playground.py\n${seen}\n\n${before}SETTINGS |= {\n${recipe}}\n\n${after}`;
  }

  function picture() {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1000, height: 1000 });
    const context = canvas.getContext("2d");
    context.fillStyle = playground.painting.stroke("paper");
    context.fillRect(0, 0, canvas.width, canvas.height);
    for (const layer of form.querySelectorAll(".pg-surface canvas"))
      context.drawImage(layer, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save("playground.png", blob));
  }

  const table = (head, rows) => [head, ...rows].map((row) => row.join()).join("\n") + "\n";
  const losses = () =>
    table(
      ["epoch", "training_loss", "test_loss", "training_right", "test_right"],
      chart.rows().map(({ epoch, train, test, right, testRight }) => [epoch, train, test, right, testRight]),
    );

  function examples() {
    const { train, test, sets, network, sizes, classes } = now();
    const rows = [
      ["training", train, sets.train],
      ["test", test, sets.test],
    ].flatMap(([name, points, { x }]) => {
      const z = network.look(x)[sizes.length - 1];
      return points.map(([x1, x2, y], k) => [name, ...(classes ? [x1, x2] : [x1]), y, z[k]]);
    });
    return table(["part", ...(classes ? ["x1", "x2", "class"] : ["x", "y"]), "z"], rows);
  }

  return {
    python: () => save("playground.py", python(), "text/x-python"),
    picture,
    losses: () => save("losses.csv", losses(), "text/csv"),
    examples: () => save("examples.csv", examples(), "text/csv"),
    link: () => copy(location.href, "The link"),
    embed() {
      const address = new URL(location.href);
      address.searchParams.set("embed", "1");
      const source = address.href.replace(/&/g, "&amp;").replace(/"/g, "&quot;");
      copy(
        `<iframe src="${source}" title="A network that learns" width="100%" height="860" loading="lazy"></iframe>`,
        "The code",
      );
    },
  };
};
