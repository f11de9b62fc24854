"""Every network is too sure; one number, found on other points, mends the loss of all and changes no answer."""

import numpy as np
import pytest

from figures.engine.drawing.controls import controls_of
from figures.learning.calibration.sure_and_right import EDGES, SETTINGS, draw, experiment
from figures.learning.calibration.too_sure import FRESH, HELD_BACK, SEEDS, logits


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def test_the_sets_are_different_points(numbers):
    sets = logits()
    assert sets["fresh"][0].shape == (SEEDS, 2 * FRESH) and sets["validation"][0].shape == (SEEDS, 2 * HELD_BACK)
    assert numbers["networks"] == SEEDS


def test_every_network_is_too_sure(numbers):
    assert numbers["of"]["temperature"]["least"] > 1 and numbers["verdict"] == "too sure"
    assert numbers["sure"]["said"] - numbers["sure"]["was"] > 0.04


def test_the_temperature_lowers_the_loss_of_every_network_and_the_typical_calibration_error_by_half(numbers):
    assert numbers["better"] == SEEDS
    assert numbers["of"]["error_after"]["median"] < numbers["of"]["error_before"]["median"] / 2


def test_the_diagram_is_what_counting_gives_at_two_temperatures(numbers):
    z, y = (each.ravel() for each in logits()["fresh"])
    for T in (1.0, 3.0):
        p = 1 / (1 + np.exp(-z / T))
        confidence = np.where(p > 0.5, p, 1 - p)
        row = SETTINGS.tolist().index(T)
        inside = (confidence >= EDGES[4]) & (confidence < EDGES[5])
        assert numbers["right"][row, 4] == pytest.approx(np.mean((p > 0.5)[inside] == (y == 1)[inside]))
        gaps = 0.0
        for k in range(10):
            inside = (confidence >= EDGES[k]) & (confidence < EDGES[k + 1] + (k == 9))
            if inside.any():
                gaps += inside.mean() * abs(((p > 0.5) == (y == 1))[inside].mean() - confidence[inside].mean())
        assert numbers["gaps"][row] == pytest.approx(gaps)


def test_every_setting_of_the_slider_has_a_row():
    assert controls_of(draw)["temperature"].values() == SETTINGS.tolist()
