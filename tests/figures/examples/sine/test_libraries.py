"""scikit-learn and Keras learn what we learn, step for step, from the same start."""

import numpy as np
import pytest

from figures.examples.sine.fits import NAMES, start

pytest.importorskip("sklearn")


@pytest.fixture(scope="module")
def libraries():
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what TensorFlow does while it is imported is not ours to mend
        pytest.importorskip("tensorflow")
        from figures.examples.sine import libraries
    return libraries


@pytest.mark.parametrize("width", [3, 9])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("library", ["in_keras", "in_sklearn"])
def test_a_hundred_steps_agree_to_ten_digits(libraries, library: str, name: str, width: int) -> None:
    theirs = getattr(libraries, library)(name, start(name, width, [2]), 100)
    ours = libraries.ours(start(name, width, [2]), 100)
    assert np.ptp(ours[-1] - ours[0]) > 0.01  # it does learn
    np.testing.assert_allclose(theirs, ours, rtol=0, atol=1e-10)


def test_scikit_learn_by_itself_never_beats_the_best_line_with_the_identity(libraries) -> None:
    errors = [libraries.sklearn_by_itself("identity", 5, seed) for seed in range(5)]
    np.testing.assert_allclose(errors, 0.4427, atol=5e-4)


def test_scikit_learn_by_itself_learns_the_sine_with_tanh(libraries) -> None:
    assert max(libraries.sklearn_by_itself("tanh", 9, seed) for seed in range(5)) < 0.01
