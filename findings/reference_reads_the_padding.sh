#!/usr/bin/env bash
# ONNX 1.23.2: its own reference reads a short sequence to the end of the longest, so that padding changes the answer.
#
# onnx.reference.ReferenceEvaluator computes what a file means, and converters and runtimes are tested against it. Its
# RNN, GRU and LSTM take sequence_lens and do not use it: the last state of a short sequence is the one after the
# padding of its batch, whatever was put there. LSTM does the same with activations and input_forget: it has sigmoid,
# tanh and a forget gate in any case. The file is valid, the checker content, the shape right, and nothing is said. What
# to do: ask ONNX Runtime, too, and give the reference single sequences, cut to their length.
#
# Seen for sequences of 4 and 2 vectors: by ONNX Runtime the short one ends as it does alone, with 0 or 5 behind it; by
# the reference it does not. An LSTM by hand is ONNX Runtime's with each option, and the reference's without any.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check \
    onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6 ml-dtypes==0.6.0 protobuf==7.36.2 flatbuffers==25.12.19 \
    packaging==26.4 typing-extensions==4.16.0
cd "$folder"
export TMPDIR="$folder" HOME="$folder" # ONNX Runtime leaves files there
"$folder/venv/bin/python" -W ignore - <<'PROGRAM'
import sys

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

print(f"ONNX {onnx.__version__}, ONNX Runtime {onnxruntime.__version__}")
gates, units = {"RNN": 1, "GRU": 3, "LSTM": 4}, 2
x = np.random.default_rng(0).standard_normal((4, 2, 3)).astype("float32")  # 4 vectors of 3 numbers in 2 sequences
shapes = {kind: {"w": (n * units, 3), "r": (n * units, units), "b": (2 * n * units,)} for kind, n in gates.items()}
draw = np.random.default_rng(1).standard_normal
weights = {k: {name: draw((1, *shape), "float32") for name, shape in each.items()} for k, each in shapes.items()}


def answers(name, x, lengths=None, **options):
    """The last states, by ONNX Runtime and by the reference."""
    feed = {"x": x} if lengths is None else {"x": x, "lengths": np.array(lengths, "int32")}
    types = [helper.np_dtype_to_tensor_dtype(array.dtype) for array in feed.values()]
    given = [helper.make_tensor_value_info(k, kind, feed[k].shape) for k, kind in zip(feed, types, strict=True)]
    inputs = ["x", "w", "r", "b", *list(feed)[1:]]
    node = helper.make_node(name, inputs, ["", "last"], hidden_size=units, **options)
    last = helper.make_tensor_value_info("last", TensorProto.FLOAT, [1, x.shape[1], units])
    stored = [numpy_helper.from_array(value, k) for k, value in weights[name].items()]
    graph = helper.make_graph([node], "one", given, [last], stored)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, feed)[0][0], ReferenceEvaluator(model).run(None, feed)[0][0]


def by_hand(x, activations=("Sigmoid", "Tanh", "Tanh"), input_forget=0):
    bends = {"Sigmoid": lambda z: 1 / (1 + np.exp(-z)), "Tanh": np.tanh, "Relu": lambda z: np.maximum(z, 0)}
    f, g, h = (bends[name] for name in activations)
    w, r, b = (value[0] for value in weights["LSTM"].values())
    state, cell = np.zeros((2, x.shape[1], units))
    for vectors in x:
        i, o, forget, new = np.split(vectors @ w.T + state @ r.T + b[: 4 * units] + b[4 * units :], 4, axis=1)
        cell = (1 - f(i) if input_forget else f(forget)) * cell + f(i) * g(new)
        state = f(o) * h(cell)
    return state


right, wrong = [], []  # how far answers of ONNX Runtime and of the reference are off
for kind in gates:
    alone = answers(kind, x[:2, 1:])[0][0]
    for x[2:, 1] in (0, 5):  # the padding
        for off, answer in zip((right, wrong), answers(kind, x, lengths=[4, 2]), strict=True):
            off.append(float(np.abs(answer[1] - alone).max()))
        print(f"{kind}, then {x[3, 1, 0]:.0f}: ONNX Runtime off by {right[-1]:.0e}, reference by {wrong[-1]:.2f}")
for options in ({"activations": ["Sigmoid", "Relu", "Relu"]}, {"input_forget": 1}, {}):
    for off, answer in zip((right, wrong), answers("LSTM", x, **options), strict=True):
        off.append(float(np.abs(answer - by_hand(x, **options)).max()))
    print(f"LSTM with {options}: ONNX Runtime off by {right[-1]:.0e}, reference by {wrong[-1]:.0e}")
if not (max(right) < 1e-5 and wrong.pop() < 1e-5 and min(wrong) > 0.01):
    sys.exit("different: expected that the reference alone reads the padding and takes no options")
PROGRAM
