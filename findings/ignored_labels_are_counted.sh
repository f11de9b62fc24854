#!/usr/bin/env bash
# tinygrad 0.14.0: of the labels to ignore, −1 alone is not ignored: the loss is divided by their number, too.
#
# sparse_categorical_crossentropy(labels, ignore_index=-1) leaves out nothing, for −1, its default, also means that no
# label is ignored. Such a label has no class, so its loss is 0, but the mean counts it: a batch that is 80% padding has
# a fifth of its loss, and learns a fifth. With label smoothing the padding is trained, too. Nothing is said, and with
# other numbers all is right. What to do: pad with −100, and say ignore_index=-100.
#
# Seen for ten labels of which eight are to be ignored: 1.523 with −100, the mean of the other two by hand; with −1
# it is 0.305, a fifth. The gradient at padded places is 0, but with label_smoothing=0.1 and −1 it is not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check tinygrad==0.14.0 numpy==2.4.6
cd "$folder"
# tinygrad's device PYTHON computes in Python and needs no compiler.
DEV=PYTHON HOME="$folder" XDG_CACHE_HOME="$folder/cache" "$folder/venv/bin/python" -W ignore - <<'PROGRAM'
import sys
from importlib.metadata import version

import numpy as np
from tinygrad import Tensor

print("tinygrad", version("tinygrad"))
scores = np.random.default_rng(0).standard_normal((10, 5)).astype("float32")
classes = np.array([1, 2])


def asked(padding, smoothing):
    """The loss, and the largest gradient at a padded place."""
    labels = np.full(10, padding, dtype="int32")
    labels[:2] = classes
    x = Tensor(scores)
    loss = x.sparse_categorical_crossentropy(Tensor(labels), ignore_index=padding, label_smoothing=smoothing)
    return loss.item(), float(np.abs(loss.gradient(x)[0].numpy()[2:]).max())


by_hand = float((np.log(np.exp(scores[:2]).sum(axis=1)) - scores[[0, 1], classes]).mean())
print(f"by hand, the mean of the two: {by_hand:.4f}")
seen = {(padding, smoothing): asked(padding, smoothing) for padding in (-100, 77, -1) for smoothing in (0.0, 0.1)}
for (padding, smoothing), (loss, gradient) in seen.items():
    print(f"ignore_index={padding}, smoothing {smoothing}: loss {loss:.4f}, largest gradient of padding {gradient:.4f}")
right = all(abs(seen[padding, 0.0][0] - by_hand) < 1e-4 for padding in (-100, 77))
still = all(seen[key][1] == 0 for key in seen if key != (-1, 0.1))
if not (right and still and abs(seen[-1, 0.0][0] - by_hand * 2 / 10) < 1e-4 and seen[-1, 0.1][1] > 1e-3):
    sys.exit("different: expected that -1 is counted, and no other number")
PROGRAM
