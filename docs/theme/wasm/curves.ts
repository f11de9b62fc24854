// tanh, sine and what is made of them, four numbers at a time: as docs/assets/playground/arithmetic.js, step by step.

const END: f32 = 7.6, TWO_PI: f32 = 6.283185307179586, TURNS: f32 = 0.15915494309189535, SLOW: f32 = 0.2;

@inline export function splat(x: f32): v128 { return f32x4.splat(x); }
@inline function part(divisor: f64): f32 { return <f32>(1 / divisor); }
@inline function step(total: v128, x: v128, c: f32): v128 { return f32x4.add(f32x4.mul(total, x), splat(c)); }

// Of tanh, from the highest power down: they are fetched from memory, which takes one instruction where a constant takes six.
const FACTORS = memory.data<f32>([2145, 675675, 64324260, 1964187225, 13749310575, 66, 45045, 7567560, 413513100, 6547290750, END, -END]);
@inline function stored(k: i32): v128 { return v128.load32_splat(FACTORS + (k << 2)); }
@inline function next(total: v128, x: v128, k: i32): v128 { return f32x4.add(f32x4.mul(total, x), stored(k)); }

@inline export function tanh4(z: v128): v128 {
  const x = f32x4.pmin(f32x4.pmax(z, stored(11)), stored(10)), s = f32x4.mul(x, x);
  let above = f32x4.add(s, stored(0));
  above = next(above, s, 1); above = next(above, s, 2); above = next(above, s, 3); above = next(above, s, 4);
  let below = f32x4.add(f32x4.mul(stored(5), s), stored(6));
  below = next(below, s, 7); below = next(below, s, 8); below = next(below, s, 9); below = next(below, s, 4);
  return f32x4.div(f32x4.mul(x, above), below);
}

@inline export function logistic4(z: v128): v128 {
  const half = splat(0.5);
  return f32x4.add(half, f32x4.mul(half, tanh4(f32x4.mul(half, z))));
}

@inline function withinATurn4(z: v128): v128 {
  return f32x4.sub(z, f32x4.mul(f32x4.floor(f32x4.add(f32x4.mul(z, splat(TURNS)), splat(0.5))), splat(TWO_PI)));
}

function sine4(z: v128): v128 {
  const x = withinATurn4(z), s = f32x4.mul(x, x);
  let total = splat(-part(1307674368000));
  total = step(total, s, part(6227020800));
  total = step(total, s, -part(39916800));
  total = step(total, s, part(362880));
  total = step(total, s, -part(5040));
  total = step(total, s, part(120));
  total = step(total, s, -part(6));
  return f32x4.mul(x, step(total, s, 1));
}

function cosine4(z: v128): v128 {
  const x = withinATurn4(z), s = f32x4.mul(x, x);
  let total = splat(part(20922789888000));
  total = step(total, s, -part(87178291200));
  total = step(total, s, part(479001600));
  total = step(total, s, -part(3628800));
  total = step(total, s, part(40320));
  total = step(total, s, -part(720));
  total = step(total, s, part(24));
  total = step(total, s, -part(2));
  return step(total, s, 1);
}

// In the order of CODES in docs/assets/playground/wasm.js.
export const LINEAR = 0, STEP = 1, RELU = 2, LEAKY = 3, SIGMOID = 4, TANH = 5, SINE = 6, SOFTMAX = 7;

@inline export function value4(code: i32, z: v128): v128 {
  switch (code) {
    case STEP: return v128.and(f32x4.ge(z, splat(0)), splat(1));
    case RELU: return v128.and(f32x4.gt(z, splat(0)), z);
    case LEAKY: return v128.bitselect(z, f32x4.mul(splat(SLOW), z), f32x4.gt(z, splat(0)));
    case SIGMOID: return logistic4(z);
    case SINE: return sine4(z);
    case SOFTMAX: return splat(1);
    case LINEAR: return z;
    default: return tanh4(z);
  }
}

@inline export function slope4(code: i32, z: v128, a: v128): v128 {
  switch (code) {
    case LINEAR: return splat(1);
    case RELU: return v128.and(f32x4.gt(z, splat(0)), splat(1));
    case LEAKY: return v128.bitselect(splat(1), splat(SLOW), f32x4.gt(z, splat(0)));
    case SIGMOID: return f32x4.mul(a, f32x4.sub(splat(1), a));
    case TANH: return f32x4.sub(splat(1), f32x4.mul(a, a));
    case SINE: return cosine4(z);
    default: return splat(0);
  }
}
