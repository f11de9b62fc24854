"""One rate for two curvatures: the steep one sets the limit, the flat one the time."""

import numpy as np
import pytest

from figures.learning.gradient_descent import learning_rates_in_a_valley


@pytest.fixture(scope="module")
def run(numbers_of):
    return numbers_of(learning_rates_in_a_valley.experiment)


def test_the_limit_is_two_over_the_largest_curvature(run):
    assert run["threshold"] == pytest.approx(2 / max(learning_rates_in_a_valley.CURVATURES))
    assert run["left_across"]["high"] > 1 > abs(run["left_along"]["high"])


def test_at_the_best_rate_both_coordinates_shrink_by_the_same_factor(run):
    expected = run["factor"] ** run["steps"]
    assert run["left_along"]["best"] == pytest.approx(expected)
    assert run["left_across"]["best"] == pytest.approx(expected)


def test_the_steps_to_a_thousandth_are_the_first_that_suffice(run):
    assert run["factor"] ** run["steps_to_a_thousandth"] <= 1e-3 < run["factor"] ** (run["steps_to_a_thousandth"] - 1)


def test_each_line_of_the_map_joins_places_of_equal_loss(run):
    axes = learning_rates_in_a_valley.draw(run["walks"], run["eta"]).axes[0]
    smooth = [line.get_xydata() for line in axes.lines if line.get_marker() in ("None", None)]
    heights = [[(x**2 + 15 * y**2) / 2 for x, y in places] for places in smooth]
    assert [round(min(row), 9) for row in heights] == [round(max(row), 9) for row in heights] == [0.5, 2, 6, 15, 30, 50]


@pytest.mark.parametrize("kappa", [100.0, 1000.0])
def test_half_the_condition_number_steps_make_a_factor_of_e(kappa):
    assert ((kappa - 1) / (kappa + 1)) ** (kappa / 2) == pytest.approx(np.exp(-1), rel=1e-3)
