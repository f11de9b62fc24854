"""The best single answer is the mean for the squared error and the median for the absolute one, at every setting."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from figures.engine.drawing.controls import controls_of
from figures.learning.loss_functions.outlier_moves_the_mean import draw, errors, experiment, facts, targets

NUMBERS = experiment()
FIFTHS = controls_of(draw)["fifth_target"].values()


@pytest.mark.parametrize("fifth", FIFTHS)
def test_a_search_finds_the_mean_and_the_median(fifth):
    told = facts(fifth)
    for row, place in enumerate((told["mean_now"], told["median_now"])):
        found = minimize_scalar(
            lambda c, row=row: errors(np.array([c]), fifth)[row, 0], bounds=(0, 16), method="bounded"
        )
        assert found.x == pytest.approx(place, abs=1e-3)


def test_the_wild_target_moves_the_mean_by_a_fifth_of_its_way_and_the_median_not_at_all():
    assert NUMBERS["mean"]["wild"] - NUMBERS["mean"]["tame"] == pytest.approx((15 - 5) / 5)
    assert NUMBERS["median"]["wild"] == NUMBERS["median"]["tame"] == 3


def test_the_curves_equal_keras():
    keras = pytest.importorskip("keras")
    y = targets(12.0)
    for c in (0.0, 3.3, 9.0):
        column = np.full_like(y, c)
        theirs = [np.mean(np.array(f(y, column))) for f in (keras.losses.mean_squared_error,
                                                            keras.losses.mean_absolute_error)]  # fmt: skip
        np.testing.assert_allclose(errors(np.array([c]), 12.0)[:, 0], theirs, rtol=1e-12)


def test_titles_name_the_lowest_places():
    titles = [axes.get_title() for axes in draw(NUMBERS["answers"], fifth_target=15.0).axes]
    assert titles == ["squared error: lowest at the mean, 5.0", "absolute error: lowest at the median, 3.0"]
