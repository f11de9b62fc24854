#!/usr/bin/env bash
# scikit-learn 1.9.1: by features of a BernoulliRBM 8 of 10 digits are found; trained on one digit more, 1 of 10.
#
# A restricted Boltzmann machine learns from the difference of two means: over the batch, and over pictures that it
# dreams up itself. BernoulliRBM adds both up and divides both by the size of the batch. But it always dreams up
# batch_size pictures, and the last batch of an epoch has what is left. If that is one picture, one stands against
# batch_size, in each epoch, and all features die. Nothing is said. partial_fit has the same on the other side: with
# more pictures than batch_size, which is 10 unless set, all features are soon 1. (That half is known since January
# 2019, pull request 12902.) What to do: a batch_size that divides the number of examples, and is that of partial_fit.
#
# Seen on scikit-learn's digits in batches of 100: features of 1,500 give an accuracy above 0.75, of 1,501 below 0.2. By
# hand, in NumPy, with each sum divided by its own count, 1,501 do as well as 1,500; divided as here, they give the same
# weights to 9 digits. partial_fit of 100 at a time gives features of 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check \
    scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1 joblib==1.6.0 threadpoolctl==3.8.0 narwhals==2.29.0
cd "$folder"
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 # the matrices are small
"$folder/venv/bin/python" -W ignore - <<'PROGRAM'
import sys

import numpy as np
import sklearn
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import BernoulliRBM

print("scikit-learn", sklearn.__version__)
x, y = load_digits(return_X_y=True)
x, units, rate, size, epochs = x / 16, 50, 0.06, 100, 20


def accuracy(features):
    """Of a classifier of the features, trained on the first 1,500 digits, on the others."""
    return LogisticRegression(C=100, max_iter=3000).fit(features[:1500], y[:1500]).score(features[1500:], y[1500:])


def machine(count):
    return BernoulliRBM(units, learning_rate=rate, batch_size=size, n_iter=epochs, random_state=0).fit(x[:count])


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def by_hand(count, own):
    """Persistent contrastive divergence: weights and biases, with sums divided by their `own` counts or all by one."""
    rng = np.random.RandomState(0)
    w, chains = rng.normal(0, 0.01, (units, 64)), np.zeros((size, units))
    hidden, visible = np.zeros(units), np.zeros(64)
    for start in list(range(0, count, size)) * epochs:
        seen = x[start : min(start + size, count)]
        shown = sigmoid(chains @ w + visible)
        dreamt = (rng.uniform(size=shown.shape) < shown).astype(float)
        up, down = sigmoid(seen @ w.T + hidden), sigmoid(dreamt @ w.T + hidden)
        n, m = len(seen), size if own else len(seen)
        w += rate * (up.T @ seen / n - down.T @ dreamt / m)
        hidden += rate * (up.sum(axis=0) / n - down.sum(axis=0) / m)
        visible += rate * (seen.sum(axis=0) / n - dreamt.sum(axis=0) / m)
        chains = (rng.uniform(size=down.shape) < down).astype(float)
    return w, hidden


good, bad = machine(1500), machine(1501)
told = [accuracy(each.transform(x)) for each in (good, bad)]
print(f"features of 1,500 digits: accuracy {told[0]:.3f}, of 1,501: {told[1]:.3f}")
(w, hidden), (same, _) = by_hand(1501, own=True), by_hand(1501, own=False)
mended, apart = accuracy(sigmoid(x @ w.T + hidden)), float(np.abs(same - bad.components_).max())
print(f"by hand, 1,501, own counts: {mended:.3f}; with one count the weights are apart by {apart:.0e}")
more = BernoulliRBM(units, learning_rate=rate, random_state=0)
for start in list(range(0, 1500, 100)) * epochs:
    more.partial_fit(x[start : start + 100])
least = float(more.transform(x).min())
print(f"partial_fit of 100 at a time, batch_size {more.batch_size}: the smallest feature is {least:.6f}")
if not (told[0] > 0.75 and told[1] < 0.2 and mended > 0.75 and apart < 1e-9 and least > 0.99):
    sys.exit("different: expected that one digit more spoils the features")
PROGRAM
