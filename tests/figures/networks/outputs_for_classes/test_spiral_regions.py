"""Over all seeds: straight regions cannot follow the arms, bent ones do; the linear regions are convex."""

import numpy as np
import pytest

from figures.networks.outputs_for_classes.spiral_regions import CLASSES, SEEDS, arms, draw, experiment


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def test_the_two_ranges_do_not_touch(numbers):
    assert numbers["linear"]["most"] < 0.6
    assert numbers["hidden"]["least"] > 0.9
    assert numbers["linear_accuracy"].shape == numbers["hidden_accuracy"].shape == (41, SEEDS)


def test_without_a_hidden_layer_it_is_better_than_guessing(numbers):
    assert numbers["linear"]["least"] > 1 / CLASSES


def test_the_quoted_numbers_are_those_after_the_last_step(numbers):
    last = numbers["hidden_accuracy"][-1]
    assert (numbers["hidden"]["least"], numbers["hidden"]["most"]) == (last.min(), last.max())
    assert numbers["hidden"]["median"] == np.median(last)


def holes(winners):
    """How many grid points lie between two points of their row or column that belong to one other class."""
    found = 0
    for lines in (winners, winners.T):
        for line in lines:
            for k in range(CLASSES):
                (places,) = np.nonzero(line == k)
                found += int(np.ptp(places) + 1 - len(places)) if len(places) else 0
    return found


def test_linear_regions_are_convex_and_those_of_the_hidden_layer_are_not(numbers):
    assert holes(numbers["linear_logits"].argmax(axis=-1)) == 0
    assert holes(numbers["hidden_logits"].argmax(axis=-1)) > 100


def test_linear_logits_are_planes(numbers):
    second = np.diff(numbers["linear_logits"], n=2, axis=0)
    assert np.abs(second).max() < 1e-12


def test_fresh_points_are_not_those_of_training():
    x, y = arms(0)
    fresh, labels = arms(1000)
    assert x.shape == fresh.shape and (y == labels).all()
    assert np.abs(x - fresh).min(axis=(1, 2)).max() > 0 and not np.isin(fresh, x).any()


def test_the_maps_show_three_classes_each(numbers):
    parts = ("steps", "side", "labels", "linear_accuracy", "linear_points", "linear_logits", "hidden_accuracy",
             "hidden_points", "hidden_logits")  # fmt: skip
    figure = draw(**{name: numbers[name] for name in parts})
    assert [len(axes.lines) for axes in figure.axes] == [3, 3, 2]
