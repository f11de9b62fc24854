// What the reader turns and presses, and what of it is changed in the session; and what the controls say of the session.
playground.controls = (form, { settings, now, begin, rest, show, note, keep, diagram, player, own, takeaway }) => {
  const { address } = playground,
    PACE = ["stop", "limit"];
  const find = (selector) => form.querySelector(selector),
    which = find(".pg-which");
  let chosen = 0;

  function fill() {
    const session = now();
    for (const input of form.querySelectorAll("[name]")) {
      if (!(input.name in settings)) continue;
      const value = String(session.settings[input.name]);
      if (input.value !== value) input.value = value;
    }
    find("[name=loss]").disabled = !session.classes;
    find("[name=output]").disabled = session.settings.loss !== "quadratic" || !session.classes;
  }

  function choose(k) {
    chosen = k;
    diagram.choose(k);
    which.value = k;
    find(".pg-frozen").checked = now().network.free[k] === 0;
    value();
  }

  function value(back = false) {
    const field = find(".pg-value"),
      weight = now().network.theta[chosen];
    if (back || document.activeElement !== field)
      field.value = Number.isFinite(weight) ? Number(weight.toPrecision(6)) : "";
  }

  // Those of a new network; the choice stays, if there is such a weight.
  function list() {
    const names = diagram.names();
    which.replaceChildren(...names.map((name, k) => new Option(name, k)));
    choose(Math.min(chosen, names.length - 1));
  }

  function advance(steps) {
    now().advance(steps);
    show(note());
  }

  function anew(change) {
    Object.assign(settings, change);
    rest();
    begin();
  }

  const acts = {
    play() {
      if (player.on) rest();
      else player.play();
    },
    deeper() {
      if (settings.hidden.length < 6) anew({ hidden: [...settings.hidden, settings.hidden.at(-1) ?? 4] });
    },
    shallower() {
      anew({ hidden: settings.hidden.slice(0, -1) });
    },
    step() {
      advance(1);
      rest();
    },
    epoch() {
      const { perEpoch, step } = now();
      advance(perEpoch - (step % perEpoch));
      rest();
    },
    rewind() {
      rest();
      begin(
        0,
        now()
          .recipe()
          .changes.filter(([at, name]) => at === 0 && !(name in settings)),
      );
    },
    fresh() {
      anew({ seed: (settings.seed + 1) % 1000000 });
    },
    adopt: own.adopt,
    use: own.use,
    ...takeaway,
  };

  // What a field takes, where it was given something else.
  const ask = (field = null, takes = "") => {
    find(".pg-takes").textContent = field && `“${field.closest("label").firstChild.data.trim()}” takes ${takes}.`;
  };

  function change(name, to) {
    now().change(name, to);
    show();
    keep();
  }

  form.addEventListener("click", (event) => now() && acts[event.target.closest("[data-act]")?.dataset.act]?.());
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (!now()) return;
    if (target === which) {
      choose(Number(which.value));
      show();
      return;
    }
    if (target.matches(".pg-frozen")) {
      change(`free.${chosen}`, target.checked ? 0 : 1);
      return;
    }
    if (target.matches(".pg-value")) {
      const to = address.weight(target.value);
      if (to === undefined) {
        ask(target, "a number");
        value(true);
        return;
      }
      ask();
      change(`weight.${chosen}`, to);
      return;
    }
    if (!(target.name in settings)) return;
    const to = address.read(target.name, address.nearest(target.name, target.value));
    if (address.read(target.name, target.value) === undefined) ask(target, address.expected(target.name));
    else ask();
    if (to === undefined) {
      fill();
      return;
    }
    if (to === "own" && !settings.own.length) {
      own.adopt();
      return;
    }
    settings[target.name] = to;
    if (target.name === "data" && to === "sine") Object.assign(settings, { loss: "quadratic", output: "linear" });
    if (PACE.includes(target.name)) now().setUp(target.name, to);
    else if (address.LIVE.includes(target.name)) now().change(target.name, to);
    else {
      begin();
      return;
    }
    fill();
    keep();
  });

  return { fill, list, choose, value };
};
