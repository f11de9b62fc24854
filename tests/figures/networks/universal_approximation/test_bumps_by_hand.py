"""The sliders reach the best setting, which no finer heights beat by much; the error shown is the error."""

from itertools import product

import numpy as np
import pytest

from figures.networks.universal_approximation.bumps_by_hand import EDGES, H1, draw, error, experiment, f, facts


@pytest.fixture(scope="module")
def found(numbers_of):
    return numbers_of(experiment)


def test_no_setting_is_better_than_the_best_and_none_beats_the_means(found):
    every = [error(h) for h in product(H1.values(), repeat=4)]
    assert len(every) == found["settings"] == 1296 and min(every) == found["best_error"]
    assert found["least_error"] <= found["best_error"] < found["least_error"] + 0.001


def test_the_least_error_is_that_of_the_means_of_f_over_the_quarters(found):
    x = (np.arange(400) + 0.5) / 400
    means = f(x).reshape(4, -1).mean(axis=1)
    assert error(tuple(means)) == pytest.approx(found["least_error"], rel=1e-9)
    np.testing.assert_allclose(list(found["best"].values()), means, atol=0.125)


def test_the_error_of_the_network_is_the_error_of_the_bumps_drawn(found):
    (axes,) = draw(found["x"], found["curve"], h1=0.25, h2=1.0, h3=0.0, h4=0.75).axes
    assert axes.get_title() == f"error {error((0.25, 1.0, 0.0, 0.75)):.3f}"
    x = (np.arange(400) + 0.5) / 400
    heights = np.array([0.25, 1.0, 0.0, 0.75])[np.searchsorted(EDGES, x) - 1]
    assert error((0.25, 1.0, 0.0, 0.75)) == pytest.approx(np.sqrt(np.mean((heights - f(x)) ** 2)))


def test_only_the_best_setting_is_called_best(found):
    best = tuple(found["best"].values())
    assert facts(found["best_error"], *best)["verdict"].startswith("the least")
    assert facts(found["best_error"], 0.5, 0.5, 0.5, 0.5)["verdict"] == "there is a better setting"


def test_with_other_edges_four_bumps_come_nearer_than_any_heights_on_the_quarters(found):
    """The best edges of a grid of 40 by dynamic programming: the least sum of squares about the mean of each piece."""
    x = (np.arange(400) + 0.5) / 400
    starts = np.arange(0, 401, 10)
    square = [[f(x[i:j]).var() * (j - i) if j > i else 0.0 for j in starts] for i in starts]
    least = [[0.0 if j == 0 else np.inf for j in range(len(starts))]]
    for _ in range(4):
        least.append([min(least[-1][i] + square[i][j] for i in range(j + 1)) for j in range(len(starts))])
    assert np.sqrt(least[4][-1] / 400) < 0.7 * found["least_error"]


def test_each_bump_has_the_name_of_the_slider_that_sets_its_height(found):
    (axes,) = draw(found["x"], found["curve"], h1=0.25, h2=1.0, h3=0.0, h4=0.75).axes
    names = {text.get_text(): text.get_position() for text in axes.texts}
    for k, height in enumerate((0.25, 1.0, 0.0, 0.75), start=1):
        x, y = names[f"$h_{k}$"]
        assert EDGES[k - 1] < x < EDGES[k] and height - 0.1 < y < height
