"""Inputs of one size make the bowl round: plain descent itself says so, step by step."""

import numpy as np
import pytest

HOUSES = np.column_stack([np.linspace(40, 200, 60), np.tile([1.0, 4.0, 2.0, 6.0, 3.0, 5.0], 10)])
SCALED = (HOUSES - HOUSES.mean(axis=0)) / HOUSES.std(axis=0)
DIVIDED = HOUSES / HOUSES.std(axis=0)


def condition(inputs):
    """κ by singular values, which knows nothing of a Hessian."""
    return np.linalg.cond(np.column_stack([inputs, np.ones(len(inputs))])) ** 2


def steps_to_a_thousandth(inputs):
    """Of plain descent on the mean squared error, at the best single rate, until (w, b) is so near to the truth."""
    rows = np.column_stack([inputs, np.ones(len(inputs))])
    truth, theta = np.array([1.0, -2.0, 0.5]), np.zeros(3)
    squares = np.linalg.svd(rows, compute_uv=False) ** 2 * 2 / len(rows)
    for step in range(1, 20_000):
        theta = theta - 2 / (squares.max() + squares.min()) * 2 / len(rows) * rows.T @ (rows @ (theta - truth))
        if np.linalg.norm(theta - truth) < 1e-3 * np.linalg.norm(truth):
            return step
    return step


def test_scaled_inputs_make_the_bowl_nearly_round_and_dividing_alone_does_not():
    assert condition(SCALED) < 1.2 < 100 < condition(DIVIDED) < 0.01 * condition(HOUSES)


def test_descent_takes_as_many_steps_as_the_condition_number_says():
    assert steps_to_a_thousandth(SCALED) < 5
    expected = condition(DIVIDED) / 2 * np.log(1000)
    assert steps_to_a_thousandth(DIVIDED) == pytest.approx(expected, rel=0.3)
    assert steps_to_a_thousandth(HOUSES) == 19_999


def test_the_hessian_of_the_page_has_these_curvatures():
    rows = np.column_stack([DIVIDED, np.ones(len(DIVIDED))])
    hessian = sum(2 / len(rows) * np.outer(row, row) for row in rows)
    curvatures = np.linalg.eigvalsh(hessian)
    assert curvatures.max() / curvatures.min() == pytest.approx(condition(DIVIDED), rel=1e-6)
