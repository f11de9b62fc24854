// Steps a second and surfaces a second of one engine, in CPU time:   node speed.mjs ENGINE FOLDER MODULE WIDTHS
// ENGINE is javascript, wasm or the address of TensorFlow Playground's nn.ts, as a module. Prints JSON.
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const [, , engine, folder, module, widths] = process.argv;
const hidden = widths.split("-").slice(1, -1).map(Number), SIDE = 100, BATCH = 10, RATE = 0.03;

function ours() {
  const load = (name) => runInThisContext(readFileSync(`${folder}/${name}.js`, "utf8"), name);
  load("arithmetic");
  const playground = runInThisContext("playground");
  playground.module = module;
  ["examples", "optimiser", "network", "wasm", "session"].forEach(load);
  return playground;
}

async function prepare() {
  const playground = ours();
  await playground.ready;
  const settings = { data: "spiral", points: 500, train: 100, hidden, loss: "quadratic", output: "tanh", rate: RATE, batch: BATCH };
  if (!["javascript", "wasm"].includes(engine)) return theirs(playground, settings);
  const session = playground.session(settings, [playground[engine === "wasm" ? "wasm" : "network"]]);
  const places = Float32Array.from({ length: 2 * SIDE * SIDE }, (_, k) => (k < SIDE * SIDE ? k % SIDE : k / SIDE - SIDE) / 25 - 2);
  return {
    epoch: () => session.advance(session.perEpoch), surface: () => session.network.look(places),
    loss: () => session.measure().train.loss, name: session.network.name,
  };
}

async function theirs(playground, settings) {
  const nn = await import(engine), tanh = nn.Activations.TANH, points = playground.examples({ ...playground.standard, ...settings });
  const data = points.map(([x1, x2, y]) => ({ x: [x1, x2], y: 2 * y - 1 }));
  const network = nn.buildNetwork([2, ...hidden, 1], tanh, tanh, null, ["x", "y"], false);
  return {
    name: "nn.ts",
    epoch() {
      data.forEach(({ x, y }, k) => {
        nn.forwardProp(network, x);
        nn.backProp(network, y, nn.Errors.SQUARE);
        if ((k + 1) % BATCH === 0) nn.updateWeights(network, RATE, 0);
      });
    },
    surface() {
      const answers = [];
      for (let k = 0; k < SIDE * SIDE; k += 1) {
        nn.forwardProp(network, [k % SIDE / 25 - 2, 2 - Math.floor(k / SIDE) / 25]);
        nn.forEachNode(network, true, (node) => { answers[k] = node.output; });
      }
    },
    loss: () => data.reduce((sum, { x, y }) => sum + (nn.forwardProp(network, x) - y) ** 2, 0) / data.length,
  };
}

function perSecond(act, seconds) {
  for (let k = 0; k < 3; k += 1) act();
  const began = process.cpuUsage(), until = performance.now() + seconds * 1000;
  let times = 0;
  while (performance.now() < until) { act(); times += 1; }
  const { user, system } = process.cpuUsage(began);
  return times / ((user + system) / 1e6);
}

const { name, epoch, surface, loss } = await prepare();
perSecond(epoch, 0.5);
const steps = perSecond(epoch, 2) * 500 / BATCH, surfaces = perSecond(surface, 1.5);
console.log(JSON.stringify({ name, steps, surfaces, loss: loss() }));
