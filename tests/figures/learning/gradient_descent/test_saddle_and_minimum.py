"""The gradient vanishes at both places, the eigenvalues tell them apart, and every nudge leaves the saddle in time."""

import numpy as np
import pytest

from figures.learning.gradient_descent import saddle_and_minimum


@pytest.fixture(scope="module")
def run(numbers_of):
    return numbers_of(saddle_and_minimum.experiment)


def test_both_places_are_level(run):
    assert max(run["saddle"]["slope"], run["minimum"]["slope"]) < 1e-12


def test_only_the_saddle_has_a_negative_eigenvalue(run):
    assert run["saddle"]["low"] < 0 < run["saddle"]["high"]
    assert 0 < run["minimum"]["low"] < run["minimum"]["high"]
    assert run["minimum"]["loss"] < run["saddle"]["loss"]


def test_every_walk_leaves_the_saddle_and_ten_times_closer_costs_the_predicted_steps(run):
    assert run["all_left"]
    assert run["per_decade"] == pytest.approx(run["predicted"], rel=0.03)
    assert (np.diff(run["quarters"][1]) < 0).all()
