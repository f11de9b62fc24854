#!/usr/bin/env bash
# OpenCV 5.0.0: it reads SAME_UPPER in an ONNX file as SAME_LOWER, so that a convolution of stride 2 looks up and left.
#
# With stride 2 and an even size, "same" needs one row of padding. ONNX says that SAME_UPPER, which files made from
# TensorFlow and Keras may carry, puts it at the end. OpenCV puts it at the beginning, in convolutions and in pooling.
# The shape is as it should be, so nothing is said. Each such layer moves what it sees by one of its pixels. What to do:
# write the padding out as pads=[0, 0, 1, 1] before OpenCV reads the file.
#
# Seen for a 6 × 6 picture of the numbers from 0 to 35 and a 3 × 3 kernel that is 1 in its centre: ONNX Runtime and
# the definition, in NumPy, give 7, 9, 11, 19, …; OpenCV gives 0, 2, 4, 12, … for SAME_UPPER, and is right with pads.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -qq --disable-pip-version-check \
    opencv-python-headless==5.0.0.93 onnx==1.23.2 onnxruntime==1.31.1 numpy==2.4.6 ml-dtypes==0.6.0 protobuf==7.36.2 \
    flatbuffers==25.12.19 packaging==26.4 typing-extensions==4.16.0
cd "$folder"
export TMPDIR="$folder" HOME="$folder" # ONNX Runtime leaves files there
"$folder/venv/bin/python" -W ignore - <<'PROGRAM'
import sys

import cv2
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

print(f"OpenCV {cv2.__version__}, ONNX Runtime {onnxruntime.__version__}")
picture = np.arange(36, dtype=np.float32).reshape(1, 1, 6, 6)
kernel = np.zeros((1, 1, 3, 3), np.float32)
kernel[0, 0, 1, 1] = 1


def file(**padding):
    """An ONNX file with one convolution."""
    node = helper.make_node("Conv", ["x", "w"], ["y"], kernel_shape=[3, 3], strides=[2, 2], **padding)
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 1, 6, 6])
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, 3, 3])
    graph = helper.make_graph([node], "one", [x], [y], [numpy_helper.from_array(kernel, "w")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return model.SerializeToString()


def by_opencv(model):
    net = cv2.dnn.readNetFromONNX(np.frombuffer(model, np.uint8))
    net.setInput(picture, "x")
    return net.forward().ravel().astype(int).tolist()


def by_runtime(model):
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return session.run(None, {"x": picture})[0].ravel().astype(int).tolist()


padded = np.pad(picture[0, 0], ((0, 1), (0, 1)))  # as ONNX defines SAME_UPPER: the odd row and column at the end
defined = [int((padded[i : i + 3, j : j + 3] * kernel[0, 0]).sum()) for i in (0, 2, 4) for j in (0, 2, 4)]
upper, lower, written = file(auto_pad="SAME_UPPER"), file(auto_pad="SAME_LOWER"), file(pads=[0, 0, 1, 1])
print("definition:             ", defined)
print("ONNX Runtime, SAME_UPPER", by_runtime(upper))
print("OpenCV,       SAME_UPPER", by_opencv(upper))
print("OpenCV,       pads      ", by_opencv(written))
as_lower = by_opencv(upper) == by_runtime(lower) != defined
if not (by_runtime(upper) == by_opencv(written) == defined and as_lower):
    sys.exit("different: expected that OpenCV alone pads on the other side")
PROGRAM
