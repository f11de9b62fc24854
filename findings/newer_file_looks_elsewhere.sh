#!/usr/bin/env bash
# ONNX 1.23.2: in a file brought to a newer version, what is enlarged comes out a quarter of a pixel to the right.
#
# onnx.version_converter promises the same model in another version of the operators. Up to version 10, Upsample and
# Resize put the first pixels of both pictures on each other; since 11 that must be asked for, and the converter does
# not ask. So each layer that enlarges linearly, as in a U-Net, moves what it sees. (Known for Resize since September
# 2026, issue 8480.) And Hardmax had one 1 for all numbers from its axis on, and then has one for each place. The
# checker is content. What to do: set coordinate_transformation_mode="asymmetric" in each new Resize, compare answers.
#
# Seen from version 9 to 13, by ONNX Runtime: 0 1 2 3 enlarged twice is 0, 0.5, 1, … before, as by hand, and 0, 0.25,
# 0.75, … after; with the mode set it is as before. Hardmax of 2 × 3 numbers has one 1 before, and 3 after.
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
from onnx import TensorProto, helper, numpy_helper, version_converter

print(f"ONNX {onnx.__version__}, ONNX Runtime {onnxruntime.__version__}")


def old(operator, shape, answered, constants=(), **attributes):
    """A file of version 9 with one operator."""
    named = [numpy_helper.from_array(constant, f"c{k}") for k, constant in enumerate(constants)]
    node = helper.make_node(operator, ["x", *(each.name for each in named)], ["y"], **attributes)
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, answered)
    graph = helper.make_graph([node], "one", [x], [y], named)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 9)], ir_version=4)


def answer(model, x):
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {"x": x})[0]


line = np.arange(4, dtype="float32").reshape(1, 1, 1, 4)
upsample = old("Upsample", [1, 1, 1, 4], [1, 1, 1, 8], [np.array([1, 1, 1, 2], dtype="float32")], mode="linear")
upgraded = version_converter.convert_version(upsample, 13)
mended = version_converter.convert_version(upsample, 13)
for node in mended.graph.node:
    if node.op_type == "Resize":
        node.attribute.append(helper.make_attribute("coordinate_transformation_mode", "asymmetric"))
enlarged = {
    "by hand, pixels on pixels": np.interp(np.arange(8) / 2, np.arange(4), line.ravel()),
    "version 9": answer(upsample, line).ravel(),
    "version 13": answer(upgraded, line).ravel(),
    "version 13, mode set": answer(mended, line).ravel(),
    "by hand, a quarter further": np.interp(np.arange(8) / 2 - 0.25, np.arange(4), line.ravel()),
}
for name, row in enlarged.items():
    print(f"{name:27} {' '.join(f'{value:.2f}' for value in row)}")
hand, before, after, again, moved = enlarged.values()

numbers = np.array([[[3, 1, 2], [1, 4, 1]]], dtype="float32")
hardmax = old("Hardmax", [1, 2, 3], [1, 2, 3], axis=1)
ones = [int(answer(model, numbers).sum()) for model in (hardmax, version_converter.convert_version(hardmax, 13))]
print(f"ones in Hardmax of 2 × 3 numbers: version 9 {ones[0]}, version 13 {ones[1]}")
as_before = np.allclose(before, hand) and np.allclose(again, hand)
if not (as_before and np.allclose(after, moved) and not np.allclose(after, before) and ones == [1, 3]):
    sys.exit("different: expected that the newer file looks a quarter of a pixel elsewhere")
PROGRAM
