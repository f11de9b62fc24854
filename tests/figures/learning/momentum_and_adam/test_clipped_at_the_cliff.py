"""The gradient is right, there is a cliff, and clipped walks arrive where others are thrown out."""

import numpy as np
import pytest

from figures.learning.momentum_and_adam import clipped_at_the_cliff as figure
from figures.neural.clipping import clip


@pytest.fixture(scope="module")
def run(numbers_of):
    return numbers_of(figure.experiment)


def test_the_gradient_through_fifty_applications_is_that_of_nudges():
    h = 1e-6
    for theta in (np.array([3.5, -1.2]), np.array([5.0, -1.9]), np.array([2.0, 0.3])):
        nudges = [
            (figure.loss_and_gradient(theta + e)[0] - figure.loss_and_gradient(theta - e)[0]) / (2 * h)
            for e in h * np.eye(2)
        ]
        np.testing.assert_allclose(figure.loss_and_gradient(theta)[1], nudges, rtol=1e-5, atol=1e-9)


def test_a_trace_of_b_decides_at_the_cliff_and_nowhere_near_it():
    for w in (5.0, 6.0):
        above, below = (figure.loss_and_gradient(np.array([w, -w / 2 + d]))[0] for d in (0.01, -0.01))
        assert below > above + 0.2
        away = [figure.loss_and_gradient(np.array([w, -w / 2 + d]))[0] for d in (0.5, 0.52)]
        assert abs(away[0] - away[1]) < 0.005


def test_the_dashed_line_has_the_loss_0():
    for w in (3.0, 3.5, 4.0):
        assert figure.loss_and_gradient(np.array([w, figure.LOGIT - figure.TARGET * w]))[0] < 1e-7
    assert figure.LOGIT - figure.TARGET * figure.CROSSING == pytest.approx(-figure.CROSSING / 2)


def test_without_a_limit_the_walk_is_thrown_out_and_with_one_it_arrives(run):
    assert run["longest"] > 30 and np.abs(run["paths"][0]).max() > 8
    assert run["end"]["none"] > 5 * figure.GOOD
    for name in ("ten", "one", "tenth"):
        assert run["end"][name] < figure.GOOD
    assert figure.facts(run["losses"], "none")["verdict"] == "does not arrive"
    assert figure.facts(run["losses"], "1")["verdict"] == "arrives"


def test_of_many_starts_less_than_six_tenths_arrive_without_a_limit_and_nearly_all_with_one(run):
    assert 0.3 < run["arrived"]["none"] < 0.6 and run["arrived"]["1"] > 0.95
    assert run["tenths"]["none"] in (3, 4, 5)


def test_each_step_is_one_of_the_clipping_that_the_page_shows(run):
    for theta, after in zip(run["paths"][2][40:60], run["paths"][2][41:61], strict=True):
        grad = figure.loss_and_gradient(theta)[1]
        np.testing.assert_allclose(theta - figure.RATE * clip([grad], 1.0)[0], after, rtol=1e-6, atol=1e-9)


def test_no_clipped_step_is_longer_than_rate_times_limit(run):
    for path, limit in zip(run["paths"][1:], list(figure.LIMITS.values())[1:], strict=True):
        steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
        assert steps.max() <= figure.RATE * limit * (1 + 1e-12)
