// The network of docs/assets/playground/network.js with four examples in the lanes of each number, in 32 bits: the same
// operations in the same order, so the same bits. Examples are filled up with zeros to a multiple of four.
// Addresses count bytes. docs/assets/playground/wasm.js says where things lie.
import { SIGMOID, logistic4, slope4, splat, value4 } from "./curves";
import { update } from "./optimiser";

let layers: i32 = 0, sizes: usize = 0, theta: usize = 0, gradient: usize = 0;
let a: usize = 0, slopes: usize = 0, deltas: usize = 0, x: usize = 0, y: usize = 0, examples: i32 = 0;
let activation: i32 = 0, output: i32 = 0, loss: i32 = 0, signed: i32 = 0;
let top: usize = 65536;

@inline function word(base: usize, k: i32): usize { return base + (<usize>k << 2); }
@inline function size(l: i32): i32 { return load<i32>(word(sizes, l)); }

// Room for so many numbers, for as long as the module lives.
export function reserve(count: i32): usize {
  const place = top;
  top += ((<usize>count + 3) & ~3) << 2;
  const missing = <i32>((top + 65535) >> 16) - memory.size();
  if (missing > 0) memory.grow(missing);
  return place;
}

export function network(count: i32, atSizes: usize, atTheta: usize, atGradient: usize, kind: i32, last: i32, price: i32, minus: i32): void {
  layers = count; sizes = atSizes; theta = atTheta; gradient = atGradient;
  activation = kind; output = last; loss = price; signed = minus;
}

export function learnFrom(atX: usize, atY: usize, count: i32, atA: usize, atSlopes: usize, atDeltas: usize): void {
  x = atX; y = atY; examples = count; a = atA; slopes = atSlopes; deltas = atDeltas;
}

// All layers for `rows` examples, a multiple of four: values from `at` on, unit by unit; with `bent`, slopes too.
export function forward(at: usize, bent: usize, rows: i32): void {
  const line = <usize>rows << 2;
  let from = at, w = theta;
  for (let l = 0; l < layers; l++) {
    const n = size(l), m = size(l + 1), b = word(w, n * m), to = from + line * n, past = bent ? bent + (to - at) : 0;
    for (let j = 0; j < m; j++) {
      const bias = v128.load32_splat(word(b, j)), wj = word(w, j), out = to + line * j;
      let k: usize = 0;
      for (; k + 64 <= line; k += 64) {
        let z0 = bias, z1 = bias, z2 = bias, z3 = bias;
        for (let i = 0; i < n; i++) {
          const v = v128.load32_splat(word(wj, i * m)), p = from + line * i + k;
          z0 = f32x4.add(z0, f32x4.mul(v128.load(p), v));
          z1 = f32x4.add(z1, f32x4.mul(v128.load(p, 16), v));
          z2 = f32x4.add(z2, f32x4.mul(v128.load(p, 32), v));
          z3 = f32x4.add(z3, f32x4.mul(v128.load(p, 48), v));
        }
        v128.store(out + k, z0); v128.store(out + k, z1, 16); v128.store(out + k, z2, 32); v128.store(out + k, z3, 48);
      }
      for (; k < line; k += 16) {
        let z = bias;
        for (let i = 0; i < n; i++)
          z = f32x4.add(z, f32x4.mul(v128.load(from + line * i + k), v128.load32_splat(word(wj, i * m))));
        v128.store(out + k, z);
      }
    }
    if (l + 1 < layers) bend(to, past, line * m);
    w = word(b, m);
    from = to;
  }
}

function bend(to: usize, past: usize, bytes: usize): void {
  for (let k: usize = 0; k < bytes; k += 16) {
    const z = v128.load(to + k), value = value4(activation, z);
    v128.store(to + k, value);
    if (past) v128.store(past + k, slope4(activation, z, value));
  }
}

// δ = ∂L/∂z of the output; 0 in the lanes that are only filled up.
function error(z: usize, delta: usize, targets: usize, count: i32): void {
  const rows = splat(<f32>count);
  for (let k = 0; k < count; k += 4) {
    const given = v128.load(word(targets, k)), answer = v128.load(word(z, k));
    const t = signed ? f32x4.sub(f32x4.mul(splat(2), given), splat(1)) : given;
    let d: v128;
    if (loss == 0) d = f32x4.div(f32x4.sub(logistic4(answer), t), rows);
    else if (loss == 2) d = v128.and(f32x4.lt(f32x4.mul(t, answer), splat(1)), f32x4.div(f32x4.neg(t), rows));
    else {
      const value = value4(output, answer), off = f32x4.mul(splat(2), f32x4.sub(value, t));
      d = f32x4.mul(f32x4.div(off, rows), slope4(output, answer, value));
    }
    v128.store(word(delta, k), d);
  }
  for (let k = count; k & 3; k++) store<f32>(word(delta, k), 0);
}

@inline function total(lanes: v128): f32 {
  return (f32x4.extract_lane(lanes, 0) + f32x4.extract_lane(lanes, 1)) + (f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3));
}

function backward(rows: i32, units: i32, count: i32): void {
  const line = <usize>rows << 2;
  let w = word(theta, count), g = word(gradient, count), place = line * (units - size(layers));
  for (let l = layers - 1; l >= 0; l--) {
    const n = size(l), m = size(l + 1), delta = deltas + place, before = place - line * n, from = a + before;
    w -= (<usize>(n * m + m)) << 2;
    g -= (<usize>(n * m + m)) << 2;
    for (let j = 0; j < m; j++) {
      const dj = delta + line * j, gj = word(g, j);
      let sum = splat(0);
      for (let k: usize = 0; k < line; k += 16) sum = f32x4.add(sum, v128.load(dj + k));
      store<f32>(word(gj, n * m), total(sum));
      for (let i = 0; i < n; i++) {
        const fi = from + line * i;
        sum = splat(0);
        for (let k: usize = 0; k < line; k += 16) sum = f32x4.add(sum, f32x4.mul(v128.load(fi + k), v128.load(dj + k)));
        store<f32>(word(gj, i * m), total(sum));
      }
    }
    if (l)
      for (let i = 0; i < n; i++) {
        const wi = word(w, i * m), at = before + line * i;
        for (let k: usize = 0; k < line; k += 16) {
          let sum = splat(0);
          for (let j = 0; j < m; j++)
            sum = f32x4.add(sum, f32x4.mul(v128.load(delta + line * j + k), v128.load32_splat(word(wi, j))));
          v128.store(deltas + at + k, f32x4.mul(sum, v128.load(slopes + at + k)));
        }
      }
    place = before;
  }
}

// Updates on the examples order[from … until], a batch at a time; `targets` is room for the y of a batch.
export function run(order: usize, from: i32, until: i32, batch: i32, targets: usize, units: i32, count: i32): void {
  const inputs = size(0);
  for (let first = from; first < until; first += batch) {
    const taken = min(batch, until - first), rows = (taken + 3) & ~3, line = <usize>rows << 2;
    for (let k = 0; k < rows; k++) {
      const row = k < taken ? load<i32>(word(order, first + k)) : -1;
      for (let i = 0; i < inputs; i++) store<f32>(word(a + line * i, k), row < 0 ? 0 : load<f32>(word(x, i * examples + row)));
      store<f32>(word(targets, k), row < 0 ? 0 : load<f32>(word(y, row)));
    }
    forward(a, slopes, rows);
    const last = line * (units - size(layers));
    error(a + last, deltas + last, targets, taken);
    backward(rows, units, count);
    update();
  }
}

export { optimiser, pace } from "./optimiser";
