#!/usr/bin/env bash
# Keras 3.15.1: R2Score of the same predictions is 0.51 in batches of 32 and 0.53 in batches of 100. It is 0.56.
#
# R2Score takes the variance of the targets as their mean square less the square of their mean, from sums in single
# precision. For years, whose squares are about 4,000,000 and whose variance is 37, little is left of the difference,
# and that depends on where the sums were rounded. A wrong R² looks like any other. What to do: subtract 2010 from
# targets and predictions, or take scikit-learn's r2_score.
#
# Seen for 100,000 years from 2000 to 2020 and predictions with a deviation of 4: a batch size for which Keras is off by
# more than 0.005; off by less than 0.0001 when 2010 is subtracted; scikit-learn and sums of whole numbers agree.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check \
    keras==3.15.1 numpy==2.4.6 absl-py==2.5.1 rich==15.0.0 namex==0.1.0 h5py==3.14.0 optree==0.20.0 ml-dtypes==0.6.0 \
    packaging==26.3 scipy==1.17.1 jax==0.10.2 jaxlib==0.10.2 opt-einsum==3.4.0 scikit-learn==1.9.1 joblib==1.6.0 \
    threadpoolctl==3.8.0 narwhals==2.29.0
cd "$folder"
# JAX is the smallest of the backends.
KERAS_BACKEND=jax KERAS_HOME="$folder/home" "$folder/venv/bin/python" -W ignore - <<'PROGRAM'
import sys
from fractions import Fraction

import keras
import numpy as np
from sklearn.metrics import r2_score

print("Keras", keras.__version__)
rng = np.random.default_rng(0)
years = rng.integers(2000, 2021, (100_000, 1))
predicted = years + np.rint(4 * rng.standard_normal(years.shape)).astype(int)


def by_keras(targets, predictions, batch):
    metric = keras.metrics.R2Score()
    for at in range(0, len(targets), batch):
        metric.update_state(targets[at : at + batch].astype("float32"), predictions[at : at + batch].astype("float32"))
    return float(metric.result())


# Whole numbers have no rounding: r² = 1 − n Σ(y − ŷ)² / (n Σy² − (Σy)²).
n, errors = len(years), int(((years - predicted) ** 2).sum())
exact = float(1 - Fraction(n * errors, n * int((years**2).sum()) - int(years.sum()) ** 2))
print(f"exact: {exact:.4f}, scikit-learn: {r2_score(years, predicted):.4f}")
far, near = {}, {}
for batch in (32, 100):
    far[batch] = by_keras(years, predicted, batch)
    near[batch] = by_keras(years - 2010, predicted - 2010, batch)
    print(f"Keras in batches of {batch}: {far[batch]:.4f}; with 2010 subtracted: {near[batch]:.4f}")
off = max(abs(value - exact) for value in far.values())
right = max(abs(value - exact) for value in near.values())
if not (abs(r2_score(years, predicted) - exact) < 1e-9 and off > 0.005 and right < 1e-4):
    sys.exit("different: expected that R² is off by more than 0.005, and right for years counted from 2010")
PROGRAM
