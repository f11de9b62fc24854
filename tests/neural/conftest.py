"""TensorFlow and Keras as oracles: imported once, on one thread, and silent."""

import os
import warnings
from collections.abc import Callable
from inspect import signature
from types import ModuleType
from typing import Any

import numpy as np
import pytest

Oracle = Callable[..., Any]


@pytest.fixture(scope="session")
def tf() -> ModuleType:
    for name, value in {"CPP_MIN_LOG_LEVEL": "3", "NUM_INTRAOP_THREADS": "1", "NUM_INTEROP_THREADS": "1"}.items():
        os.environ.setdefault(f"TF_{name}", value)  # by the environment: other tests may have used TensorFlow before
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what TensorFlow does while it is imported is not ours to mend
        tensorflow = pytest.importorskip("tensorflow", reason="needs TensorFlow: pip install -r requirements.txt")
        tensorflow.keras.activations  # noqa: B018  Keras is loaded lazily: load it here, where warnings are off
    return tensorflow


@pytest.fixture(scope="session")
def keras(tf: ModuleType) -> ModuleType:
    import keras

    return keras


@pytest.fixture
def float64(keras: ModuleType):
    """Keras keeps learning rates in its default precision: double it for one test."""
    kept = keras.config.floatx()
    keras.config.set_floatx("float64")
    yield
    keras.config.set_floatx(kept)


@pytest.fixture(scope="session")
def keras_activations(keras: ModuleType) -> dict[str, Oracle]:
    """Every activation that the installed Keras offers, found by listing; aliases such as swish count once."""
    offered = [getattr(keras.activations, name) for name in dir(keras.activations) if not name.startswith("_")]
    functions = [f for f in offered if callable(f) and next(iter(signature(f).parameters)) == "x"]
    return {f.__name__: f for f in functions}


@pytest.fixture(scope="session")
def elementwise(keras_activations: dict[str, Oracle]) -> dict[str, Oracle]:
    """Those that treat each number by itself: a row gives what its numbers give one at a time."""

    def is_elementwise(f: Oracle) -> bool:
        z = np.array([[-2.0, -0.3, 0.4, 3.0]])
        required = [p for p in list(signature(f).parameters.values())[1:] if p.default is p.empty]
        extra = [1.0] * len(required)
        together = np.array(f(z, *extra))
        return together.shape == z.shape and all(
            np.allclose(np.array(f(z[:, [i, i]], *extra)), together[:, [i, i]]) for i in range(z.size)
        )

    return {name: f for name, f in keras_activations.items() if is_elementwise(f)}


@pytest.fixture(scope="session")
def autodiff(tf: ModuleType) -> Callable[..., list[np.ndarray]]:
    """∂(sum of f(*arrays))/∂(each array) by TensorFlow, in float64."""

    def gradients(f: Oracle, *arrays: np.ndarray) -> list[np.ndarray]:
        tensors = [tf.constant(array, tf.float64) for array in arrays]
        with tf.GradientTape() as tape:
            tape.watch(tensors)
            total = tf.reduce_sum(f(*tensors))
        found = tape.gradient(total, tensors, unconnected_gradients=tf.UnconnectedGradients.ZERO)
        return [gradient.numpy() for gradient in found]

    return gradients
