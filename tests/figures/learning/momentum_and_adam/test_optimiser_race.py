"""Turning the valley changes nothing for optimisers that move whole vectors, and costs those that scale each weight."""

import numpy as np
import pytest

from figures.learning.momentum_and_adam import optimiser_race


@pytest.fixture(scope="module")
def race(numbers_of):
    return numbers_of(optimiser_race.experiment)


@pytest.mark.parametrize("name", ["gradient_descent", "momentum", "Nesterov"])
def test_turning_the_valley_changes_nothing_for_whole_vectors(race, name):
    assert race["along_the_axes"][name] == race["diagonal"][name]


@pytest.mark.parametrize("name", ["RMSProp", "Adam"])
def test_a_scale_per_weight_needs_more_steps_in_a_diagonal_valley(race, name):
    assert race["along_the_axes"][name]["steps"] < race["diagonal"][name]["steps"]


def test_adam_beats_momentum_along_the_axes_and_loses_on_the_diagonal(race):
    along, diagonal = race["along_the_axes"], race["diagonal"]
    assert along["Adam"]["steps"] < along["momentum"]["steps"]
    assert diagonal["Adam"]["steps"] > diagonal["momentum"]["steps"]


def test_at_a_mu_of_its_own_momentum_is_ahead_of_the_usual_adam_in_both_valleys(race):
    for valley in ("along_the_axes", "diagonal"):
        assert race["tuned"][valley]["momentum"]["steps"] < race[valley]["Adam"]["steps"]
        assert race["tuned"][valley]["momentum"]["steps"] < 0.6 * race[valley]["momentum"]["steps"]
    assert race["tuned"]["along_the_axes"]["momentum"]["momentum"] == race["tuned"]["diagonal"]["momentum"]["momentum"]


def test_with_everything_tuned_scaling_each_weight_leads_along_the_axes_and_momentum_alone_on_the_diagonal(race):
    along, diagonal = (
        {name: racer["steps"] for name, racer in race["tuned"][valley].items()}
        for valley in ("along_the_axes", "diagonal")
    )
    scaled, whole = ("RMSProp", "Adam"), ("gradient_descent", "momentum", "Nesterov")
    assert max(along[name] for name in scaled) < min(along[name] for name in whole)
    assert max(diagonal["momentum"], diagonal["Nesterov"]) < min(diagonal["RMSProp"], diagonal["Adam"])


def test_with_the_usual_parameters_nesterov_leads_in_both_valleys(race):
    for valley in ("along_the_axes", "diagonal"):
        assert min(optimiser_race.RACERS, key=lambda name: race[valley][name.replace(" ", "_")]["steps"]) == "Nesterov"


def test_no_best_rate_lies_at_an_end_of_the_grid(race):
    for valley in ("along_the_axes", "diagonal"):
        for result in race[valley].values():
            assert optimiser_race.RATES.min() < result["rate"] < optimiser_race.RATES.max()
            assert result["steps"] <= optimiser_race.STEPS


def test_the_best_rate_of_gradient_descent_is_near_the_one_that_theory_names(race):
    theory = 2 / (1 + race["kappa"])
    assert race["along_the_axes"]["gradient_descent"]["rate"] == pytest.approx(theory, rel=0.05)


def test_the_leader_has_the_lowest_loss(race):
    for step in (10, 40, 80):
        leader = optimiser_race.facts(race["losses"], step, "diagonal")["leader"]
        assert leader == list(optimiser_race.RACERS)[np.argmin(race["losses"][1, :, step])]
