"""The neuron with the difference of two means as weights: by the nearest mean of scikit-learn and by moving pixels."""

import numpy as np
import pytest
from scipy.ndimage import shift
from sklearn.datasets import load_digits
from sklearn.neighbors import KNeighborsClassifier

from figures.one_neuron.the_perceptron.weights_are_a_picture import CHOICES, draw, experiment, facts, moved, pictures


@pytest.fixture(scope="module")
def found(numbers_of):
    return numbers_of(experiment)


@pytest.fixture(scope="module")
def nearest():
    """Names the digit whose mean picture is nearer, and the pictures that it has not seen."""
    images, digit = load_digits(return_X_y=True)
    kept = np.isin(digit, (0, 1))
    x, y = images[kept] / images.max(), digit[kept]
    means = [np.mean([image for image, name in zip(x[::2], y[::2], strict=True) if name == k], axis=0) for k in (0, 1)]
    return KNeighborsClassifier(n_neighbors=1).fit(means, [0, 1]), x[1::2], y[1::2]


def test_it_says_what_the_nearer_mean_says(found, nearest):
    rule, x, y = nearest
    assert ((x @ found["w"] + found["b"] > 0) == (rule.predict(x) == 0)).all()
    assert found["right"] == round(rule.score(x, y) * len(x)) and found["fresh"] == len(x)
    assert found["used"] + found["fresh"] == len(pictures()[0])


def test_half_way_between_the_means_z_is_0_and_at_each_mean_half_their_squared_distance(found, nearest):
    zero, one = nearest[0]._fit_X
    at = [(share * zero + (1 - share) * one) @ found["w"] + found["b"] for share in (0.5, 1, 0)]
    half = sum((a - b) ** 2 for a, b in zip(zero, one, strict=True)) / 2
    assert at == pytest.approx([0, half, -half], abs=1e-9)


def test_digits_that_are_moved_by_one_pixel_come_out_right_as_often_as_by_guessing(found, nearest):
    rule, x, y = nearest
    away = np.array([shift(each.reshape(8, 8), (0, found["moved_by"]), order=0) for each in x]).reshape(x.shape)
    np.testing.assert_array_equal(moved(x), away)
    assert found["moved_by"] == 1 and found["moved"]["lost"] < 0.005
    assert found["moved"]["lost"] == pytest.approx(x[:, 7::8].sum() / x.sum())
    assert found["moved"]["right"] == pytest.approx(rule.score(away, y))
    assert found["moved"]["right"] == pytest.approx(0.5, abs=0.04)
    assert found["moved"]["zeros"] == pytest.approx(np.mean(rule.predict(away[y == 0]) == 0))
    ink = away[y == 0] * found["w"]
    assert ink.clip(max=0).sum() < -ink.clip(min=0).sum(), "more of the zeros' ink counts against them than for them"


def test_the_caption_tells_the_digit_and_right_from_wrong_and_the_last_ones_are_wrong(found, nearest):
    rule, x, y = nearest
    given = {name: found[name] for name in ("shown", "is_zero", "w", "b")}
    said = [facts(**given, picture=k) for k in range(1, CHOICES + 1)]
    for picture, told in zip(found["shown"], said, strict=True):
        [place] = np.flatnonzero((x == picture).all(axis=1))
        guess, truth = rule.predict(picture[None])[0], y[place]
        assert told["says"].startswith(("a zero", "a one")[guess])
        assert ("but" in told["says"]) == (guess != truth)
        assert (told["z"] > 0) == (guess == 0)
    wrong = [k for k, told in enumerate(said, 1) if "but" in told["says"]]
    assert len(wrong) == found["fresh"] - found["right"] and wrong[-1] == CHOICES


def test_the_third_picture_is_the_first_times_the_second_and_its_sum_is_written_below(found):
    figure = draw(found["shown"], found["w"], picture=5.0)
    x, w, products = (np.asarray(axes.images[0].get_array()).ravel() for axes in figure.axes)
    np.testing.assert_allclose(products, [a * b for a, b in zip(x, w, strict=True)])
    written = figure.axes[2].get_xlabel().replace("−", "-").removeprefix("sum ")
    assert float(written) == pytest.approx(sum(products), abs=0.005)
