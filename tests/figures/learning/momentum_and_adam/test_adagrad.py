"""On a steady slope the steps of AdaGrad shrink like 1/√t and those of RMSProp do not: both are asked of Keras."""

import numpy as np
import pytest


def steps(optimiser, keras, count=100):
    """How long each step is on the slope 3, in units of the learning rate 0.1."""
    variable, places = keras.Variable(np.zeros(1), dtype="float32"), [0.0]
    for _ in range(count):
        optimiser.apply([np.array([3.0], dtype="float32")], [variable])
        places.append(float(variable.numpy()[0]))
    return -np.diff(places) / 0.1


def test_step_t_of_adagrad_is_the_rate_divided_by_the_root_of_t_and_rmsprop_keeps_its_length():
    keras = pytest.importorskip("keras")
    found = steps(keras.optimizers.Adagrad(0.1, initial_accumulator_value=0.0), keras)
    np.testing.assert_allclose(found, 1 / np.sqrt(np.arange(1, 101)), rtol=1e-3)
    assert steps(keras.optimizers.RMSprop(0.1), keras)[-1] == pytest.approx(1, rel=1e-2)
