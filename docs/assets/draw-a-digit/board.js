// The board: strokes by mouse, finger, pen or keyboard, kept as lines, so that they can be undone and scaled.
function drawingBoard(canvas, changed) {
  const context = canvas.getContext("2d"),
    STEP = 1 / 28,
    NEAR = 1 / 400; // of the board's side
  const HINT = "Draw a digit here",
    PALE = 0.25;
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  let strokes = [],
    picture = null,
    example = false,
    drawing = null,
    hand = { x: 0.5, y: 0.5, down: false },
    keyed = false;
  const held = new Set();

  // What a person draws replaces a digit that a button has shown.
  function begin(point) {
    [picture, example] = [null, false];
    strokes.push([point]);
    changed();
  }

  function lead(x, y) {
    const stroke = strokes.at(-1),
      [lastX, lastY] = stroke.at(-1);
    if (Math.hypot(x - lastX, y - lastY) < NEAR) return;
    stroke.push([x, y]);
    changed();
  }

  function place({ clientX, clientY }) {
    const { left, top, width, height } = canvas.getBoundingClientRect(),
      inside = (share) => Math.min(1, Math.max(0, share));
    return [inside((clientX - left) / width), inside((clientY - top) / height)];
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (drawing !== null || event.button !== 0) return; // one pen, and its tip
    canvas.setPointerCapture(event.pointerId);
    drawing = event.pointerId;
    keyed = hand.down = false;
    begin(place(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== drawing) return;
    const between = event.getCoalescedEvents?.() ?? [];
    for (const each of between.length ? between : [event]) lead(...place(each));
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"])
    canvas.addEventListener(end, (event) => {
      if (event.pointerId === drawing) {
        drawing = null;
        changed();
      }
    });

  // Arrow keys move the hand, two of them at once slantwise; the space bar puts the pen down and lifts it.
  canvas.addEventListener("keydown", (event) => {
    if (event.altKey || drawing !== null) return;
    if (((event.ctrlKey || event.metaKey) && event.key === "z") || event.key === "Backspace") {
      event.preventDefault();
      undo();
      return;
    }
    if (event.ctrlKey || event.metaKey || !(event.key in ARROWS || event.key === " ")) return;
    event.preventDefault();
    keyed = true;
    if (event.key === " ") {
      if (event.repeat) return;
      hand.down = !hand.down;
      if (hand.down) begin([hand.x, hand.y]);
    } else {
      held.add(event.key);
      const [right, down] = [0, 1].map((axis) => [...held].reduce((sum, key) => sum + ARROWS[key][axis], 0));
      hand.x = Math.min(1, Math.max(0, hand.x + right * STEP));
      hand.y = Math.min(1, Math.max(0, hand.y + down * STEP));
      if (hand.down) lead(hand.x, hand.y);
    }
    changed();
  });
  canvas.addEventListener("keyup", (event) => held.delete(event.key));
  canvas.addEventListener("focus", () => {
    keyed = canvas.matches(":focus-visible");
    changed();
  });
  canvas.addEventListener("blur", () => {
    held.clear();
    hand.down = keyed = false;
    changed();
  });

  // A line that is being drawn, by another finger perhaps, ends here.
  function lift() {
    drawing = null;
    hand.down = false;
  }

  function undo() {
    lift();
    if (picture) [picture, example] = [null, false];
    else strokes.pop();
    changed();
  }

  function clear() {
    lift();
    [strokes, picture, example] = [[], null, false];
    changed();
  }

  // An image in place of strokes; as an example it is pale, and the hint stays.
  function show(image, pale = false) {
    clear();
    [picture, example] = [image, pale];
  }

  function paint() {
    const side = Math.round(canvas.clientWidth * devicePixelRatio),
      ink = getComputedStyle(canvas);
    if (canvas.width !== side) canvas.width = canvas.height = side; // setting it empties it, and so must not be needless
    context.clearRect(0, 0, side, side);
    if (picture) {
      context.imageSmoothingEnabled = false;
      context.globalAlpha = example ? PALE : 1;
      context.drawImage(digitViews.picture(picture, 28, 28, ink.color), 0, 0, side, side);
      context.globalAlpha = 1;
    }
    if (!strokes.length && (example || !picture)) {
      context.font = `${(parseFloat(ink.fontSize) * side) / canvas.clientWidth}px ${ink.fontFamily}`;
      [context.textAlign, context.fillStyle] = ["center", ink.caretColor];
      context.fillText(HINT, side / 2, side * 0.95);
    }
    context.lineCap = context.lineJoin = "round";
    context.lineWidth = (side * digitStrokes.PEN) / digitStrokes.SIDE;
    context.strokeStyle = ink.color;
    for (const stroke of strokes) {
      context.beginPath();
      for (const [x, y] of stroke) context.lineTo(x * side, y * side);
      if (stroke.length === 1) context.lineTo(stroke[0][0] * side, stroke[0][1] * side);
      context.stroke();
    }
    if (!keyed) return;
    context.beginPath();
    context.arc(hand.x * side, hand.y * side, side / 40, 0, 2 * Math.PI);
    context.lineWidth = side / 100;
    context.strokeStyle = ink.accentColor;
    context.stroke();
    if (hand.down) {
      context.fillStyle = ink.accentColor;
      context.fill();
    }
  }

  new ResizeObserver(paint).observe(canvas);
  document.fonts.ready.then(paint);
  return {
    undo,
    clear,
    show,
    paint,
    get strokes() {
      return strokes;
    },
    get picture() {
      return picture;
    },
    get example() {
      return example;
    },
    get busy() {
      return drawing !== null;
    },
  };
}
