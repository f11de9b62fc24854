"""The first step is the learning rate, the correction undoes the start at 0, and without it steps are too long."""

import numpy as np
import pytest

from figures.learning.momentum_and_adam import adam_inside


@pytest.fixture(scope="module")
def run(numbers_of):
    return numbers_of(adam_inside.experiment)


def test_the_first_step_is_the_learning_rate_unless_the_slope_is_tiny(run):
    assert run["first_step"] == pytest.approx(1, rel=1e-5)
    for name, slope in (("tiny", 1e-6), ("small", 1e-3), ("one", 1.0), ("large", 1e4)):
        assert run["first"][name] == pytest.approx(slope / (slope + run["half"]), rel=1e-9)


def test_at_the_first_step_the_corrected_means_are_the_slope_and_its_square(run):
    assert run["m_hat"][0] == pytest.approx(run["g"][0]) and run["v_hat"][0] == pytest.approx(run["g"][0] ** 2)
    assert run["first_m"] == pytest.approx(0.1) and run["first_v"] == pytest.approx(0.001)


def test_the_step_is_made_of_the_corrected_means(run):
    epsilon = run["epsilon"] / np.sqrt(1 - 0.999 ** run["t"])
    np.testing.assert_allclose(run["step"], run["m_hat"] / (np.sqrt(run["v_hat"]) + epsilon), rtol=1e-9)


def test_without_the_correction_the_first_steps_are_several_times_too_long(run):
    assert run["raw_first"] == pytest.approx(0.1 / np.sqrt(0.001), rel=1e-3)
    assert 4 < run["raw_largest"] < 5.05 and run["step"].max() <= 1


def test_the_run_without_the_correction_is_a_run_of_its_own(run):
    """Keras's Adam with the corrections taken out again: β^t is 0 where t is huge."""
    keras = pytest.importorskip("keras")
    weight = keras.Variable([1.0], dtype="float32")
    adam = keras.optimizers.Adam(run["rate"], epsilon=1e-7)
    adam.build([weight])
    adam.iterations.assign(10**7)
    lengths = []
    for _ in range(20):
        before = float(np.asarray(weight)[0])
        adam.apply([keras.ops.convert_to_tensor([before])], [weight])
        lengths.append((before - float(np.asarray(weight)[0])) / run["rate"])
    np.testing.assert_allclose(run["raw"], lengths, rtol=2e-4, atol=2e-4)
