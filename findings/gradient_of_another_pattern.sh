#!/usr/bin/env bash
# autograd 1.9.1: np.tile(x, 2) puts a matrix beside itself, and its gradient is cut where one lay below the other.
#
# NumPy counts repetitions from the last axis if there are fewer of them than axes. The derivative counts them from the
# first: it cuts the gradient into upper and lower parts, adds those, and brings the sum into the shape of x. If the
# number of rows can be divided, all shapes fit and nothing is said; if it cannot, there is an error about a split. So a
# program may be wrong for a batch of 32 and stop at the last batch of 31. What to do: a number for each axis,
# np.tile(x, (1, 2)).
#
# Seen for 4 × 3 numbers, 2 and (2,), and for 4 × 4 × 5, (2, 2): off by more than 1 from difference quotients, and by
# less than 0.000001 with a number for each axis. By hand, the gradient is that of the left copy plus that of the right.
# Descent to the matrix whose two copies are nearest to a target finds it with (1, 2), and flees from it with 2.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check autograd==1.9.1 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" - <<'PROGRAM'
import sys
from importlib.metadata import version

import autograd.numpy as np
import numpy
from autograd import grad

print("autograd", version("autograd"))
rng = numpy.random.default_rng(0)


def by_differences(f, x, step=1e-6):
    slopes = numpy.zeros_like(x)
    for place in numpy.ndindex(x.shape):
        beside = numpy.zeros_like(x)
        beside[place] = step
        slopes[place] = (f(x + beside) - f(x - beside)) / (2 * step)
    return slopes


off = {}
for shape, repeats in (((4, 3), 2), ((4, 3), (2,)), ((4, 3), (1, 2)), ((4, 4, 5), (2, 2)), ((4, 4, 5), (1, 2, 2))):
    x = rng.standard_normal(shape)
    weights = rng.standard_normal(numpy.tile(x, repeats).shape)

    def f(x, repeats=repeats, weights=weights):
        return np.sum(weights * np.tile(x, repeats))

    gradient = grad(f)(x)
    off[shape, repeats] = float(numpy.abs(gradient - by_differences(f, x)).max())
    print(f"shape {shape}, np.tile(x, {repeats}): off by {off[shape, repeats]:.0e}")
    if shape == (4, 3):
        by_hand = weights[:, :3] + weights[:, 3:]
        assert numpy.isclose(numpy.abs(gradient - by_hand).max(), off[shape, repeats], atol=1e-6)

try:
    grad(lambda x: np.sum(np.tile(x, 2)))(numpy.ones((3, 3)))
    refused = False
except ValueError as error:
    refused = True
    print(f"shape (3, 3), np.tile(x, 2): {error}")
target = rng.standard_normal((4, 6))
nearest = (target[:, :3] + target[:, 3:]) / 2
left = {}
for repeats in (2, (1, 2)):

    def loss(x, repeats=repeats):
        return np.sum((np.tile(x, repeats) - target) ** 2)

    x = numpy.zeros((4, 3))
    for _ in range(500):
        x = x - 0.1 * grad(loss)(x)
    left[repeats] = float(numpy.abs(x - nearest).max()), float(loss(x) - loss(nearest))
    print(f"descent with {repeats}: {left[repeats][0]:.1e} from the nearest, loss larger by {left[repeats][1]:.1e}")
wrong = all(value > 1 for (shape, repeats), value in off.items() if numpy.size(repeats) < len(shape))
right = all(value < 1e-6 for (shape, repeats), value in off.items() if numpy.size(repeats) == len(shape))
if not (wrong and right and refused and left[2][0] > 1 and left[2][1] > 1 and left[1, 2][0] < 1e-9):
    sys.exit("different: expected wrong gradients where there are fewer repetitions than axes")
PROGRAM
