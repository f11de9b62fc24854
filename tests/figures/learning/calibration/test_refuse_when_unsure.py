"""The rule 1 − d costs least where confidence is honest; too sure networks pay, until their temperature is set."""

import numpy as np
import pytest

from figures.engine.drawing.controls import controls_of
from figures.learning.calibration.refuse_when_unsure import draw, experiment, facts
from figures.learning.calibration.too_sure import logits

PRICES = controls_of(draw)["price"].values()


@pytest.fixture(scope="module")
def curves(numbers_of):
    numbers = numbers_of(experiment)
    return numbers["refused"], numbers["wrong"]


@pytest.mark.parametrize("price", [0.1, 0.3])
def test_costs_are_those_of_asking_every_question(price, curves):
    z, y = (each.ravel() for each in logits()["fresh"])
    p = 1 / (1 + np.exp(-z))
    confidence = np.maximum(p, 1 - p)
    asked = [price if c < 1 - price else float((value > 0.5) != (target == 1))
             for c, value, target in zip(confidence, p, y, strict=True)]  # fmt: skip
    assert facts(*curves, price)["trained"]["cost"] == pytest.approx(np.mean(asked))


@pytest.mark.parametrize("price", PRICES)
def test_with_the_temperature_set_the_rule_costs_hardly_more_than_the_best_threshold(price, curves):
    told = facts(*curves, price)["set"]
    assert told["cost"] < 1.03 * told["least"]


def test_too_sure_networks_refuse_too_seldom_and_pay_for_it_where_refusing_is_cheap(curves):
    told = facts(*curves, 0.1)
    assert told["trained"]["refused"] < told["set"]["refused"] / 2
    assert told["trained"]["cost"] > 1.2 * told["trained"]["least"]
    assert told["trained"]["cost"] > 1.2 * told["set"]["cost"]


def test_for_confidence_that_is_honest_by_construction_no_threshold_beats_one_minus_d():
    rng = np.random.default_rng(0)
    confidence = rng.uniform(0.5, 1, 400_000)
    right = rng.random(400_000) < confidence
    for price in (0.1, 0.25, 0.4):
        costs = [np.mean(np.where(confidence < t, price, ~right)) for t in np.linspace(0.5, 1, 51)]
        assert np.linspace(0.5, 1, 51)[np.argmin(costs)] == pytest.approx(1 - price, abs=0.03)


def test_the_dots_stand_on_the_curves_at_the_rule(curves):
    figure = draw(*curves, price=0.2)
    dots = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert [line.get_ydata()[0] for line in dots] == [facts(*curves, 0.2)[k]["cost"] for k in ("trained", "set")]
