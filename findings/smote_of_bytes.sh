#!/usr/bin/env bash
# imbalanced-learn 0.14.2: between two pictures of bytes, SMOTE finds pixels that are far brighter than both.
#
# SMOTE makes new examples on the line between two neighbours, a + s (b − a). From bytes, as pictures are, b − a is
# taken in bytes, where 3 − 5 is 254: a pixel that should get darker becomes bright instead. From the same numbers in
# int16 or float32 all is right. Nothing is said. What to do: x.astype("float32") before.
#
# Seen on scikit-learn's digits, from 0 to 16, with 20 eights left: all new eights from bytes have pixels out of the
# range that the 20 have there, up to 255, and none of those from float32. A network learns from the first fewer eights.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check \
    imbalanced-learn==0.14.2 scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1 joblib==1.6.0 threadpoolctl==3.8.0 \
    narwhals==2.29.0 sklearn-compat==0.1.6 cloudpickle==3.1.3
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PROGRAM'
import sys

import imblearn
import numpy as np
from imblearn.over_sampling import SMOTE
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier

print("imbalanced-learn", imblearn.__version__)
x, y = load_digits(return_X_y=True)
x, x_test, y, y_test = train_test_split(x, y, random_state=0, stratify=y)
kept = (y != 8) | (np.cumsum(y == 8) <= 20)
x, y = x[kept], y[kept]
low, high = x[y == 8].min(axis=0), x[y == 8].max(axis=0)
outside, brightest, found = {}, {}, {}
for kind in ("float32", "int16", "uint8"):
    both, labels = SMOTE(random_state=0).fit_resample(x.astype(kind), y)
    new = both[len(x) :][labels[len(x) :] == 8].astype(float)
    # A point between two others has each coordinate between theirs, and so within the range of all.
    outside[kind] = float(((new < low) | (new > high)).any(axis=1).mean())
    brightest[kind] = float(new.max())
    network = MLPClassifier((32,), max_iter=300, random_state=0).fit(both / 16, labels)
    found[kind] = float((network.predict(x_test[y_test == 8] / 16) == 8).mean())
    seen = f"{len(new)} new eights, {outside[kind]:.0%} out of range, brightest pixel {brightest[kind]:.0f}"
    print(f"{kind}: {seen}; a network finds {found[kind]:.0%} of the eights of the test set")
if not (
    outside["float32"] == outside["int16"] == 0
    and outside["uint8"] == 1
    and brightest["float32"] <= 16 < 200 < brightest["uint8"]
    and found["uint8"] < found["float32"]
):
    sys.exit("different: expected pixels out of range from bytes alone")
PROGRAM
