"""The networks of the drawing page in JavaScript against SciPy, with random weights."""

from typing import Any

import numpy as np
import pytest
from scipy.signal import correlate2d

from figures.neural import Array
from tests.site.in_node import in_node

SCRIPTS = [f"docs/assets/draw-a-digit/{name}.js" for name in ("layers", "network")]
ASK = """(() => {
    const typed = ([name, {data, shape}]) => [name, {data: Float64Array.from(data), shape}];
    const network = digitNetworks[given.kind](Object.fromEntries(Object.entries(given.numbers).map(typed)));
    return given.images.map(image => {
        const {logits, probabilities, hidden} = network.of(image);
        return {logits: [...logits], probabilities, hidden: hidden.map(it => [...it])};
    });
})()"""


def drawn(shape: tuple[int, ...], rng: np.random.Generator) -> Array:
    return rng.integers(-127, 128, shape).astype(float)


def convolved(x: Array, W: Array, b: Array) -> Array:
    """By SciPy, channel by channel: z of shape (rows, columns, out), after ReLU."""
    maps = [sum(correlate2d(x[..., c], W[..., c, o], "valid") for c in range(W.shape[2])) + b[o] for o in range(len(b))]
    return np.maximum(np.stack(maps, axis=-1), 0)


def pooled(x: Array) -> Array:
    """The largest of each 2 × 2."""
    height, width, channels = x.shape
    cut = x[: height // 2 * 2, : width // 2 * 2]
    return cut.reshape(height // 2, 2, width // 2, 2, channels).max(axis=(1, 3))


def softmax(z: Array) -> Array:
    powers = np.exp(z - z.max())
    result: Array = powers / powers.sum()
    return result


def answers(kind: str, numbers: dict[str, Array], images: Array) -> list[dict[str, Any]]:
    given = {name: {"data": value.ravel().tolist(), "shape": list(value.shape)} for name, value in numbers.items()}
    return in_node(SCRIPTS, ASK, {"kind": kind, "numbers": given, "images": images.reshape(len(images), -1).tolist()})


@pytest.fixture(scope="module")
def images() -> Array:
    rng = np.random.default_rng(0)
    return rng.random((3, 28, 28)) * (rng.random((3, 28, 28)) < 0.3)  # mostly paper, as in digits


def test_the_convolutional_network_computes_what_scipy_does(images: Array) -> None:
    rng = np.random.default_rng(1)
    shapes = {"kernel_1": (3, 3, 1, 8), "kernel_2": (3, 3, 8, 16), "out": (400, 10)}
    numbers = {name: drawn(shape, rng) for name, shape in shapes.items()}
    numbers |= {f"{name}_scale": np.array(0.004) for name in shapes}
    numbers |= {
        "kernel_1_bias": rng.normal(size=8),
        "kernel_2_bias": rng.normal(size=16),
        "out_bias": rng.normal(size=10),
    }
    W1, W2, W3 = (numbers[name] * 0.004 for name in shapes)
    for image, given in zip(images, answers("convolutional", numbers, images), strict=True):
        first = pooled(convolved(image[..., None], W1, numbers["kernel_1_bias"]))
        second = pooled(convolved(first, W2, numbers["kernel_2_bias"]))
        logits = second.ravel() @ W3 + numbers["out_bias"]
        np.testing.assert_allclose(given["hidden"][0], first.ravel(), atol=1e-5)
        np.testing.assert_allclose(given["hidden"][1], second.ravel(), atol=1e-5)
        np.testing.assert_allclose(given["logits"], logits, rtol=1e-5, atol=1e-5)
        np.testing.assert_allclose(given["probabilities"], softmax(logits), atol=1e-5)


def test_the_dense_network_computes_what_numpy_does(images: Array) -> None:
    rng = np.random.default_rng(2)
    numbers = {"hidden": drawn((784, 32), rng), "out": drawn((32, 10), rng)}
    numbers |= {f"{name}_scale": np.array(0.002) for name in ("hidden", "out")}
    numbers |= {"hidden_bias": rng.normal(size=32), "out_bias": rng.normal(size=10)}
    for image, given in zip(images, answers("fullyConnected", numbers, images), strict=True):
        hidden = np.maximum(image.ravel() @ numbers["hidden"] * 0.002 + numbers["hidden_bias"], 0)
        logits = hidden @ numbers["out"] * 0.002 + numbers["out_bias"]
        np.testing.assert_allclose(given["hidden"][0], hidden, atol=1e-5)
        np.testing.assert_allclose(given["probabilities"], softmax(logits), atol=1e-5)
