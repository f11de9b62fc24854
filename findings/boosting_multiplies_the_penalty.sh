#!/usr/bin/env bash
# scikit-learn 1.9.1: MLPClassifier(alpha=0.1) is right for 19 of 20 digits, and AdaBoost over it guesses: 1 of 10.
#
# MLPClassifier divides the penalty `alpha` by the sum of the weights of the examples. Without weights that is their
# number, and AdaBoostClassifier gives weights whose sum is 1. So boosting multiplies the penalty by the number of
# examples: the more data there are, the less is learned. Nothing is said, and an `alpha` found without AdaBoost tells
# nothing about it. What to do: divide `alpha` by the number of examples, and give weights with the mean 1.
#
# Seen on scikit-learn's digits, 1,347 to train and 450 to test: more than 0.94 alone; AdaBoost of one network at most
# 0.2; with alpha / 1347 more than 0.92. A network with weights 1 / 1347 for all is the one with alpha · 1347 without.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check \
    scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1 joblib==1.6.0 threadpoolctl==3.8.0 narwhals==2.29.0
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PROGRAM'
import sys

import numpy as np
import sklearn
from sklearn.datasets import load_digits
from sklearn.ensemble import AdaBoostClassifier
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier

print("scikit-learn", sklearn.__version__)
x, y = load_digits(return_X_y=True)
x, x_test, y, y_test = train_test_split(x / 16, y, random_state=0, stratify=y)
n = len(x)


def network(alpha):
    return MLPClassifier((32,), alpha=alpha, max_iter=60, random_state=0)


def boosted(alpha):
    return AdaBoostClassifier(network(alpha), n_estimators=1, random_state=0).fit(x, y).score(x_test, y_test)


alone, guesses, mended = network(0.1).fit(x, y).score(x_test, y_test), boosted(0.1), boosted(0.1 / n)
print(f"alpha 0.1: alone {alone:.3f}, AdaBoost of one {guesses:.3f}; AdaBoost with alpha 0.1 / {n}: {mended:.3f}")
few = network(0.1).fit(x, y, sample_weight=np.full(n, 1 / n)).coefs_
much = network(0.1 * n).fit(x, y).coefs_
apart = max(float(np.abs(one - other).max()) for one, other in zip(few, much, strict=True))
size = max(float(np.abs(one).max()) for one in network(0.1).fit(x, y).coefs_)
print(f"weights of 1 / {n} against {n} times alpha: apart by {apart:.0e}, of up to {size:.1f}")
if not (alone > 0.94 and guesses <= 0.2 and mended > 0.92 and apart < 1e-9 < size):
    sys.exit("different: expected that AdaBoost multiplies the penalty")
PROGRAM
