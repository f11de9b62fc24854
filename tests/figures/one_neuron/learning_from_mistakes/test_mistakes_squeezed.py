"""The wedge of the proof: the run stays inside it, and it closes at the bound."""

import numpy as np
import pytest

from figures.one_neuron.learning_from_mistakes.mistakes_squeezed import experiment
from figures.one_neuron.learning_from_mistakes.perceptron_learning import experiment as learning


def test_the_length_of_the_weights_stays_between_both_bounds_after_every_mistake(numbers_of):
    run, facts = learning(), numbers_of(experiment)
    k = np.arange(len(facts["length"]))
    assert len(k) == run["mistakes_in_all"] + 1
    assert (k * run["margin"] <= facts["length"] + 1e-12).all()
    assert (facts["length"] <= run["radius"] * np.sqrt(k) + 1e-12).all()


def test_both_bounds_meet_at_the_bound_on_the_mistakes(numbers_of):
    run, facts = learning(), numbers_of(experiment)
    assert facts["meet_at"] * run["margin"] == pytest.approx(run["radius"] * np.sqrt(facts["meet_at"]))
    assert facts["meet_at"] == run["bound"]


def test_the_drawn_curves_cross_where_the_dotted_line_stands(numbers_of):
    facts = numbers_of(experiment)
    for curve in ("at_least", "at_most"):
        assert np.interp(facts["meet_at"], facts["k"], facts[curve]) == pytest.approx(facts["meet_height"], rel=1e-3)
