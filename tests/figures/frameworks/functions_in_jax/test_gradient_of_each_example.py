"""One example turns the batch gradient round; clipped one by one, it cannot. JAX agrees: see tests/frameworks."""

import numpy as np
import pytest

from figures.frameworks.functions_in_jax.gradient_of_each_example import (
    HIGHEST,
    ODD,
    B,
    W,
    X,
    Y,
    clipped,
    draw,
    experiment,
    facts,
    gradients,
)
from figures.neural.gradient_check import central_differences

FACTS = experiment()
EACH, GOOD = FACTS["each"], FACTS["good"]


@pytest.mark.parametrize("example", range(len(X)))
def test_each_gradient_agrees_with_central_differences(example: int):
    theta = np.array([W, B])
    nudged = central_differences(lambda: float((theta[0] * X[example] + theta[1] - Y[example]) ** 2), theta)
    np.testing.assert_allclose(gradients()[example], nudged, atol=1e-8)


def test_all_examples_but_one_lie_on_the_line():
    assert (np.abs(Y - X - 0.5) > 1e-12).tolist() == [index == ODD for index in range(len(X))]


def test_with_the_odd_one_the_weight_would_shrink_and_without_it_grow():
    assert FACTS["mean"]["w"] > 0 > FACTS["mean_of_good"]["w"]


def test_no_gradient_is_longer_than_the_limit_and_none_is_turned():
    for limit in np.arange(1.0, HIGHEST + 1):
        short = clipped(EACH, limit)
        assert np.linalg.norm(short, axis=1).max() <= limit * (1 + 1e-12)
        np.testing.assert_allclose(short[:, 0] * EACH[:, 1], short[:, 1] * EACH[:, 0], atol=1e-9)
    np.testing.assert_array_equal(clipped(EACH, HIGHEST), EACH)


def test_clipping_turns_the_sum_back_to_what_the_good_examples_want():
    turned = [facts(EACH, GOOD, clip)["turned"] for clip in np.arange(1.0, HIGHEST + 1)]
    assert max(turned[:8]) < 20 and turned[-1] > 90


def test_every_gradient_has_its_own_mark():
    _, below = draw(EACH, GOOD).axes
    ends = [line for line in below.lines if line.get_marker() not in ("None", None, "")]
    assert len(ends) == FACTS["examples"] == len(X)
