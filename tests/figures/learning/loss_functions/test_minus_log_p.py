"""What each loss charges for p, checked against Keras, its slope against differences, its push against autodiff."""

import numpy as np
import pytest

from figures.engine.drawing.controls import controls_of
from figures.learning.loss_functions.minus_log_p import QUOTED, charges, draw, experiment, facts, pushes, slopes

NUMBERS = experiment()
P = np.linspace(0.02, 0.98, 49)


@pytest.fixture(scope="module")
def keras():
    return pytest.importorskip("keras")


def test_the_charges_are_those_of_keras(keras):
    column, ones = P[:, None], np.ones((len(P), 1))
    np.testing.assert_allclose(charges(P)[0], np.array(keras.losses.binary_crossentropy(ones, column)), rtol=1e-10)
    np.testing.assert_allclose(charges(P)[1], np.array(keras.losses.mean_squared_error(ones, column)), rtol=1e-12)


def test_the_charge_for_a_class_is_that_of_categorical_cross_entropy_whatever_the_others_get(keras):
    rng = np.random.default_rng(0)
    rest = rng.dirichlet(np.ones(3), len(P)) * (1 - P)[:, None]
    row, y = np.column_stack([P, rest]), np.tile([1.0, 0, 0, 0], (len(P), 1))
    np.testing.assert_allclose(charges(P)[0], np.array(keras.losses.categorical_crossentropy(y, row)), rtol=1e-10)


def test_the_tangents_have_the_slope_of_the_curves():
    h = 1e-6
    np.testing.assert_allclose(slopes(P), (charges(P + h) - charges(P - h)) / (2 * h), rtol=1e-7, atol=1e-9)


def test_the_push_on_z_is_what_differences_in_z_give():
    z, h = np.log(P / (1 - P)), 1e-6

    def of_logit(z):
        return charges(1 / (1 + np.exp(-z)))

    np.testing.assert_allclose(-pushes(P), (of_logit(z + h) - of_logit(z - h)) / (2 * h), rtol=1e-6, atol=1e-9)


def test_the_squared_error_charges_at_most_1_and_cross_entropy_has_no_limit():
    tiny = np.array([1e-300])
    assert charges(tiny)[1] <= 1 and charges(tiny)[0] > 690
    assert (NUMBERS["charge"][1] <= 1).all()


def test_ten_times_less_probable_costs_log_10_more_everywhere():
    np.testing.assert_allclose(charges(P / 10)[0] - charges(P)[0], np.log(10), rtol=1e-12)


def test_cross_entropy_pushes_harder_the_worse_the_answer_the_squared_error_does_not():
    assert (np.diff(NUMBERS["push"][0]) < 0).all()
    fine = np.linspace(1e-4, 1, 100_001)
    square = pushes(fine)[1]
    assert fine[square.argmax()] == pytest.approx(NUMBERS["hardest"]["place"], abs=1e-4)
    assert square.max() == pytest.approx(NUMBERS["hardest"]["push"])
    assert NUMBERS["hardest"]["push"] == pytest.approx(8 / 27)
    assert pushes(np.array([1e-6]))[1] < 1e-5


def test_the_quoted_numbers_are_those_of_the_curves():
    for name, p in QUOTED.items():
        assert NUMBERS["charged"][name] == pytest.approx(-np.log(p))
        assert NUMBERS["squared"][name] == pytest.approx((1 - p) ** 2)
        assert NUMBERS["pushed"][name] / NUMBERS["pushed_by_squared"][name] == pytest.approx(1 / (2 * p * (1 - p)))


@pytest.mark.parametrize("p", controls_of(draw)["probability"].values())
def test_the_dots_stand_where_the_caption_says(p):
    told = facts(p)
    price, pull = draw(NUMBERS["p"], NUMBERS["charge"], NUMBERS["push"], probability=p).axes
    dots = [line.get_ydata()[0] for axes in (price, pull) for line in axes.lines if line.get_marker() == "o"]
    assert dots == pytest.approx([told["entropy"], told["square"], told["push_here"], told["weak_push"]])
    assert told["weaker"] == pytest.approx(1 / (2 * p * (1 - p))) and told["weaker"] >= 2
