"""The gradient is one thing and its use another: downhill, uphill, not at all; and descent works without backprop."""

import numpy as np

from figures.learning.backpropagation.backprop_is_not_descent import experiment

FACTS = experiment()


def test_against_the_gradient_the_loss_falls_at_every_step():
    assert (np.diff(FACTS["downhill"]) < 0).all()


def test_along_the_gradient_it_rises_at_every_step():
    assert (np.diff(FACTS["uphill"]) > 0).all()
    assert FACTS["uphill_loss"] == "rises"


def test_a_gradient_that_is_not_used_changes_nothing():
    assert np.ptp(FACTS["unused"]) == 0


def test_descent_by_nudges_takes_the_same_path_without_backpropagation():
    assert 0 < np.abs(FACTS["downhill"] - FACTS["dots"]).max() < 1e-10


def test_another_optimiser_makes_another_path_of_the_same_gradient():
    assert (np.abs(FACTS["adam"] - FACTS["downhill"])[1:] > 1e-3).all() and FACTS["adam"][-1] < FACTS["start"]
