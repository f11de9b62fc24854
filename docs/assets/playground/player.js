// Learning as time passes: at the reader's pace, or up to a step that a link asks for. It is done in slices, so that the
// page never stands still, whatever the network costs.
playground.player = (form, { now, best, note, show, rest, say }) => {
  const FIRST = 300,
    SLICE = 50,
    SLOW = 400,
    QUIET = 20000; // milliseconds
  const speed = form.querySelector("[name=speed]"),
    button = form.querySelector(".pg-play");
  let playing = 0,
    goal = 0,
    last = 0,
    told = 0,
    turn = 0,
    seen;

  function stops({ train }) {
    const {
      settings: { stop, limit },
      epoch,
    } = now();
    if (!Number.isFinite(train.loss)) return true;
    return {
      never: false,
      epochs: epoch >= limit,
      loss: train.loss <= limit,
      right: train.right === train.count,
      patience: epoch - best().epoch >= limit,
    }[stop];
  }

  // So many epochs, or as many as there is time for. Answers whether the rule stops here.
  function learn(epochs, until) {
    const session = now(),
      { perEpoch } = session;
    for (let k = 0; k < epochs && (k === 0 || performance.now() < until); k += 1) {
      session.advance(perEpoch - (session.step % perEpoch));
      if (stops((seen = note()))) return true;
    }
    return false;
  }

  // On to the goal; the loss is noted some two hundred times on the way. Answers whether it is reached.
  function catchUp(until) {
    const session = now(),
      { perEpoch } = session,
      some = perEpoch * Math.ceil(goal / perEpoch / 200);
    while (session.step < goal && performance.now() < until) {
      session.advance(Math.min(perEpoch - (session.step % perEpoch), goal - session.step));
      if (session.step % some === 0 || session.step === goal) note();
    }
    return session.step >= goal;
  }

  function frame(time) {
    playing = requestAnimationFrame(frame);
    const pace = Number(speed.value),
      until = performance.now() + SLICE;
    if (!goal && pace < 1 && time - last < SLOW) return;
    last = time;
    const ends = goal ? catchUp(until) : learn(Math.max(1, pace), until);
    if (goal) show();
    else show(seen, pace < 1 ? -1 : (turn += 1));
    if (performance.now() - told > QUIET) {
      told = performance.now();
      say();
    }
    if (ends) rest();
  }

  function play() {
    button.textContent = "Pause";
    told = performance.now();
    playing = requestAnimationFrame(frame);
  }

  function stop() {
    cancelAnimationFrame(playing);
    playing = goal = 0;
    button.textContent = "Play";
  }

  return {
    play,
    stop,
    get on() {
      return playing !== 0;
    },
    // A new session, to be brought to this step. Answers whether it is there already.
    begin(steps) {
      if (goal) stop();
      goal = now().train.length ? steps : 0;
      if (!goal || catchUp(performance.now() + FIRST)) {
        goal = 0;
        return true;
      }
      play();
      return false;
    },
  };
};
