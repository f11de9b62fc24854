// θ ← θ − step, four parameters at a time: as docs/assets/playground/optimiser.js.
import { splat } from "./curves";

let theta: usize = 0, gradient: usize = 0, free: usize = 0, priced: usize = 0, m: usize = 0, v: usize = 0, bytes: usize = 0;
let kind: i32 = 0, rate: f64 = 0, l1: f32 = 0, l2: f32 = 0, beta1: f64 = 1, beta2: f64 = 1;

export function optimiser(code: i32, count: i32, atTheta: usize, atGradient: usize, atFree: usize, atPriced: usize, atM: usize, atV: usize): void {
  kind = code; bytes = <usize>((count + 3) & ~3) << 2;
  theta = atTheta; gradient = atGradient; free = atFree; priced = atPriced; m = atM; v = atV;
}

export function pace(learningRate: f64, lasso: f64, ridge: f64): void {
  rate = learningRate; l1 = <f32>lasso; l2 = <f32>(2 * ridge);
}

@inline function sign4(w: v128): v128 {
  return f32x4.sub(v128.and(f32x4.gt(w, splat(0)), splat(1)), v128.and(f32x4.lt(w, splat(0)), splat(1)));
}

@inline function mix(old: v128, keep: f64, fresh: v128): v128 {
  return f32x4.add(f32x4.mul(splat(<f32>keep), old), f32x4.mul(splat(<f32>(1 - keep)), fresh));
}

@inline function step4(g: v128, k: usize, eta: v128): v128 {
  if (kind == 0) return f32x4.mul(eta, g);
  if (kind == 1) {
    const velocity = f32x4.sub(f32x4.mul(splat(0.9), v128.load(v + k)), f32x4.mul(eta, g));
    v128.store(v + k, velocity);
    return f32x4.neg(velocity);
  }
  const square = f32x4.mul(g, g), epsilon = splat(1e-7);
  if (kind == 2) {
    const mean = mix(v128.load(v + k), 0.9, square);
    v128.store(v + k, mean);
    return f32x4.div(f32x4.mul(eta, g), f32x4.sqrt(f32x4.add(mean, epsilon)));
  }
  const first = mix(v128.load(m + k), 0.9, g), second = mix(v128.load(v + k), 0.999, square);
  v128.store(m + k, first);
  v128.store(v + k, second);
  return f32x4.div(f32x4.mul(eta, first), f32x4.add(f32x4.sqrt(second), epsilon));
}

export function update(): void {
  beta1 *= 0.9;
  beta2 *= 0.999;
  const eta = splat(kind == 3 ? <f32>(rate * Math.sqrt(1 - beta2) / (1 - beta1)) : <f32>rate);
  const lasso = splat(l1), ridge = splat(l2);
  for (let k: usize = 0; k < bytes; k += 16) {
    const w = v128.load(theta + k), price = f32x4.add(f32x4.mul(ridge, w), f32x4.mul(lasso, sign4(w)));
    const g = f32x4.add(v128.load(gradient + k), f32x4.mul(v128.load(priced + k), price));
    v128.store(theta + k, f32x4.sub(w, f32x4.mul(v128.load(free + k), step4(g, k, eta))));
  }
}
