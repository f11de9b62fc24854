// Steps a second and surfaces a second of one engine, in CPU time:   node speed.mjs ENGINE SCRIPTS WIDTHS
// ENGINE is javascript, wasm or the address of TensorFlow Playground's nn.ts, as a module; SCRIPTS are a file. Prints JSON.
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const [, , engine, scripts, widths] = process.argv;

function perSecond(act, seconds) {
  for (let k = 0; k < 3; k += 1) act();
  const began = process.cpuUsage(),
    until = performance.now() + seconds * 1000;
  let times = 0;
  while (performance.now() < until) {
    act();
    times += 1;
  }
  const { user, system } = process.cpuUsage(began);
  return times / ((user + system) / 1e6);
}

runInThisContext(readFileSync(scripts, "utf8"), scripts);
const nn = ["javascript", "wasm"].includes(engine) ? null : await import(engine);
const work = await globalThis.engineAtWork(
  runInThisContext("playground"),
  engine,
  widths.split("-").slice(1, -1).map(Number),
  nn,
);
perSecond(work.epoch, 0.5);
const steps = perSecond(work.epoch, 2) * work.steps,
  surfaces = perSecond(work.surface, 1.5);
console.log(JSON.stringify({ name: work.name, steps, surfaces, loss: work.loss() }));
