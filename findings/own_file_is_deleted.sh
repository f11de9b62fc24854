#!/usr/bin/env bash
# Keras 3.15.1: asked for a file that is in its cache with other content, and offline, it deletes the file.
#
# keras.utils.get_file (which keras.datasets use) compares the digest of what is in ~/.keras/datasets. If it differs, it
# downloads. If the download fails, the file that was there is gone: a data set of one's own under a usual name, or the
# last copy on a machine without network. What to do: keep files of your own in a folder of your own.
#
# Seen: the file exists before; get_file raises an error, since nobody answers there; the file is missing after.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check \
    keras==3.15.1 numpy==2.4.6 absl-py==2.5.1 rich==15.0.0 namex==0.1.0 h5py==3.14.0 optree==0.20.0 ml-dtypes==0.6.0 \
    packaging==26.3 scipy==1.17.1 jax==0.10.2 jaxlib==0.10.2 opt-einsum==3.4.0
cd "$folder"
# JAX is the smallest of the backends.
KERAS_BACKEND=jax KERAS_HOME="$folder/home" "$folder/venv/bin/python" -W ignore - <<'PROGRAM'
import hashlib
import pathlib
import sys

import keras

print("Keras", keras.__version__)
own = pathlib.Path("cache/datasets/mnist.npz")
own.parent.mkdir(parents=True)
own.write_bytes(b"a data set of my own")
print("before:", own.name, "exists" if own.exists() else "is missing")
try:
    keras.utils.get_file(
        own.name,
        origin="http://127.0.0.1:9/mnist.npz",  # nobody answers there, as on a machine without network
        file_hash=hashlib.sha256(b"the usual data set").hexdigest(),
        cache_dir="cache",
    )
    said = "no error"
except Exception as error:
    said = f"{type(error).__name__}: {str(error)[:70]}"
print("get_file:", said)
print("after:", own.name, "exists" if own.exists() else "is missing")
if own.exists() or said == "no error":
    sys.exit("different: expected an error and that the file is missing afterwards")
PROGRAM
