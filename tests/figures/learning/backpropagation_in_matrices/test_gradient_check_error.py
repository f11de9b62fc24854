"""The valley of a gradient check: its slopes, its lowest points, and the level line of a bug."""

import numpy as np
import pytest

from figures.learning.backpropagation_in_matrices.gradient_check_error import H, experiment, facts

FACTS = experiment()


def slope(curve, low, high):
    part = (low <= H) & (high >= H)
    return np.polyfit(np.log(H[part]), np.log(curve[part]), 1)[0]


@pytest.mark.parametrize(("curve", "order", "low"), [("central_float64", 2, 1e-4), ("forward_float64", 1, 1e-6)])
def test_above_the_best_step_the_error_grows_with_the_order_of_the_difference(curve, order, low):
    assert slope(FACTS[curve], low, 1e-1) == pytest.approx(order, abs=0.05)


@pytest.mark.parametrize("curve", ["central_float64", "forward_float64"])
def test_below_it_rounding_grows_like_one_over_h(curve):
    assert slope(FACTS[curve], 1e-13, 1e-9) == pytest.approx(-1, abs=0.15)


@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_the_best_steps_are_near_the_roots_of_the_rounding_error(precision):
    best = FACTS["best"][precision]
    assert 1 / 10 < best["central"]["h"] / best["cube_root"] < 10
    assert 1 / 10 < best["forward"]["h"] / best["root"] < 10
    assert best["central"]["error"] < best["forward"]["error"]


def test_single_precision_is_never_good_enough():
    assert FACTS["best"]["float32"]["central"]["error"] > 1e-6


def test_a_bug_stands_far_above_the_valley_at_every_h():
    assert FACTS["bug"] > 1000 * FACTS["best"]["float64"]["central"]["error"]
    assert FACTS["bug"] > FACTS["central_float64"].max()


def test_a_tiny_step_fails_by_rounding():
    assert FACTS["tiny_h"] == "rounding"


def test_the_facts_follow_the_precision():
    assert facts(FACTS["best"], "float32")["central_h"] == "0.01"
    assert facts(FACTS["best"], "float64")["central_h"].endswith("10⁻⁵")
