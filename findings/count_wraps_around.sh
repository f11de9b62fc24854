#!/usr/bin/env bash
# Flax 0.12.8: three in ten pixels of 2,975 pictures are right, and the accuracy is 0.963.
#
# nnx.metrics.Accuracy and Average count values in 32 bits with a sign. 1,024 pictures of 1024 × 2048 pixels have 2^31
# pixels: there the count turns negative, at 2,048 pictures it is 0, and then it starts anew, while the sum of the right
# ones goes on. Nothing is said. 2,975 pictures of this size are the training set of Cityscapes. What to do: give
# `Average` one mean for each picture, or read and reset it before 2^31 values.
#
# Seen: after 1,024 pictures the accuracy is −0.300, after 2,975 it is 0.963, which is 0.3 · 2975 / (2975 − 2048).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check \
    flax==0.12.8 jax==0.10.2 jaxlib==0.10.2 optax==0.2.8 orbax-checkpoint==0.12.8 tensorstore==0.1.86 numpy==2.4.6 \
    scipy==1.17.1 ml-dtypes==0.6.0 opt-einsum==3.4.0 absl-py==2.5.1 msgpack==1.2.4 treescope==0.1.10 rich==15.0.0 \
    typing-extensions==4.16.0 pyyaml==6.0.4 etils==1.15.0 fsspec==2026.9.0 zipp==4.1.2 humanize==4.17.0 psutil==7.2.2 \
    simplejson==4.3.0 protobuf==7.36.2 aiofiles==25.1.0 prometheus-client==0.26.0 uvloop==0.23.0 pygments==2.21.0 \
    markdown-it-py==4.3.0 mdurl==0.1.2
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PROGRAM'
import sys

import flax
import jax.numpy as jnp
import numpy as np
from flax import nnx

print("Flax", flax.__version__)
height, width, pictures = 1024, 2048, 2975
scores = np.where(np.arange(height * width).reshape(height, width) % 10 < 3, 0.9, 0.1).astype("float32")
scores, labels = jnp.asarray(scores), jnp.ones((height, width), jnp.int32)  # all pixels show the thing, 0.9 finds it
one = nnx.metrics.Accuracy(threshold=0.5)
one.update(logits=scores, labels=labels)
truth = float(one.compute())
accuracy, seen = nnx.metrics.Accuracy(threshold=0.5), {}
for count in range(1, pictures + 1):
    accuracy.update(logits=scores, labels=labels)
    if count in (1023, 1024, pictures):
        seen[count] = float(accuracy.compute())
        print(f"{count} equal pictures: accuracy {seen[count]:.3f}; each picture has {truth:.3f}")
# Whole numbers of Python, which have no end, tell what a count of 32 bits must give.
values = pictures * height * width
wrapped = (values + 2**31) % 2**32 - 2**31
expected = truth * values / wrapped
print(f"expected of a count of 32 bits: {expected:.3f}")
if not (
    abs(truth - 0.3) < 1e-3
    and abs(seen[1023] - truth) < 1e-3
    and abs(seen[1024] + truth) < 1e-3
    and abs(seen[pictures] - expected) < 1e-3
):
    sys.exit("different: expected that the count wraps around at 2^31 values")
PROGRAM
