#!/usr/bin/env bash
# scikit-learn 1.9.1: the first argument of MLPClassifier is the sizes of its layers, that of MLPRegressor is the loss.
#
# A program that says MLPRegressor((5,)), as was right for years, gets an object without complaint; `fit` then refuses
# it. The same words make a classifier that works. What to do: name the argument, hidden_layer_sizes=(5,).
#
# Seen: MLPClassifier((5,)) fits; MLPRegressor((5,)) raises InvalidParameterError about the parameter 'loss'.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check \
    scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1 joblib==1.6.0 threadpoolctl==3.8.0 narwhals==2.29.0
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PROGRAM'
import sys

import sklearn
from sklearn.neural_network import MLPClassifier, MLPRegressor

print("scikit-learn", sklearn.__version__)
x, y = [[0.0], [1.0], [2.0], [3.0]], [0, 0, 1, 1]


def answer(model):
    """How many numbers the first layer has, or what is said instead."""
    try:
        return f"fits, first layer {model.fit(x, y).coefs_[0].shape}"
    except ValueError as error:
        return f"{type(error).__name__}: {str(error).split('.')[0]}"


seen = {kind.__name__: answer(kind((5,), random_state=0)) for kind in (MLPClassifier, MLPRegressor)}
for name, text in seen.items():
    print(f"{name}((5,)): {text}")
described = seen["MLPClassifier"].startswith("fits, first layer (1, 5)") and "'loss' parameter" in seen["MLPRegressor"]
if not described:
    sys.exit("different: expected that the classifier fits and the regressor takes (5,) for its loss")
PROGRAM
