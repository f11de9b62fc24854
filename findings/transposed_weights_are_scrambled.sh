#!/usr/bin/env bash
# safetensors 0.8.0: saved from NumPy, a transposed matrix comes back in the right shape with its numbers out of order.
#
# Since 0.8.0 save_file and save write the memory of an array as it lies there, under the shape of the array. w.T, which
# turns weights of PyTorch into those of Keras, lies column by column, as does much that comes from LAPACK. The
# documentation wants "contiguous" arrays, and w.T calls itself that (F_CONTIGUOUS). Up to 0.7.0 it was saved rightly.
# (Known since August 2026, issue 825.) What to do: save np.ascontiguousarray(w.T).
#
# Seen: w.T of 0 1 2 / 3 4 5 comes back as 0 1 / 2 3 / 4 5 in place of 0 3 / 1 4 / 2 5, its copy in rows rightly, and
# 0.7.0 saves both rightly. The bytes of the file, read by hand, are 0 1 2 3 4 5.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check safetensors==0.8.0 numpy==2.4.6
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check --target "$folder/before" --no-deps \
    safetensors==0.7.0
cd "$folder"
cat >save.py <<'PROGRAM'
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

w = np.arange(6, dtype=np.float32).reshape(2, 3)
arrays = {"transposed": w.T, "copied": np.ascontiguousarray(w.T)}
assert arrays["transposed"].flags["F_CONTIGUOUS"]
right = {}
print("safetensors", version("safetensors"))
for name, array in arrays.items():
    save_file({"w": array}, "w.safetensors")
    back = load_file("w.safetensors")["w"]
    # By hand: 8 bytes say how long the header is, then come the header and the numbers, row by row.
    content = Path("w.safetensors").read_bytes()
    numbers = np.frombuffer(content[8 + int.from_bytes(content[:8], "little") :], "<f4")
    assert np.array_equal(numbers.reshape(array.shape), back)
    right[name] = bool(np.array_equal(back, array))
    print(f"{name}: saved {array.tolist()}, came back {back.tolist()}")
sys.exit(10 * right["transposed"] + right["copied"])
PROGRAM
new=0 old=0
"$folder/venv/bin/python" save.py || new=$?
PYTHONPATH="$folder/before" "$folder/venv/bin/python" save.py || old=$?
if [ "$new" != 1 ] || [ "$old" != 11 ]; then
    echo "different: expected that 0.8.0 alone changes the transposed matrix" >&2
    exit 1
fi
