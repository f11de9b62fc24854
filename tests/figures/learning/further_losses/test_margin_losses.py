"""Charges equal Keras's, pushes are minus their slopes, and only the squared error pushes a right answer back."""

import numpy as np
import pytest

from figures.learning.further_losses.margin_losses import charges, draw, experiment, facts, pushes

M = np.linspace(-2.9, 2.9, 30)  # not 1, where the hinge has its corner


def test_charges_equal_those_of_keras_for_the_label_1():
    keras = pytest.importorskip("keras")
    ones, m = np.ones((30, 1)), M[:, None]
    theirs = [keras.losses.hinge(ones, m), keras.losses.binary_crossentropy(ones, m, from_logits=True),
              keras.losses.mean_squared_error(ones, m)]  # fmt: skip
    for ours, other in zip(charges(M), theirs, strict=True):
        np.testing.assert_allclose(ours, np.array(other), rtol=1e-10)


def test_pushes_are_minus_central_differences():
    h = 1e-6
    np.testing.assert_allclose(pushes(M), -(charges(M + h) - charges(M - h)) / (2 * h), atol=1e-8)


def test_beyond_a_margin_of_1_the_hinge_is_at_rest_and_the_squared_error_pushes_back():
    right = M[M > 1]
    hinge, entropy, squared = pushes(right)
    assert (hinge == 0).all() and (entropy > 0).all() and (squared < 0).all()
    assert facts(2.0)["pushed"]["squared"] == -2


def test_the_dots_stand_at_the_readers_margin(numbers_of):
    numbers = numbers_of(experiment)
    figure = draw(numbers["m"], numbers["charge"], numbers["push"], margin=-1.5)
    dots = [line for axes in figure.axes for line in axes.lines if line.get_marker() == "o"]
    assert len(dots) == 6 and {line.get_xdata()[0] for line in dots} == {-1.5}


def test_no_name_lies_on_a_curve(numbers_of):
    numbers = numbers_of(experiment)
    figure = draw(numbers["m"], numbers["charge"], numbers["push"])
    figure.draw_without_rendering()
    above = figure.axes[0]
    curves = [line.get_path().transformed(line.get_transform()) for line in above.lines if len(line.get_xdata()) > 2]
    assert len(curves) == 3 == len(above.texts)
    for name in above.texts:
        letters = name.get_window_extent().padded(-1)
        assert not any(curve.intersects_bbox(letters, filled=False) for curve in curves), name.get_text()


def test_the_push_of_the_hinge_is_drawn_as_a_jump(numbers_of):
    numbers = numbers_of(experiment)
    hinge = numbers["push"][0]
    (jump,) = np.flatnonzero(np.diff(hinge))
    assert np.diff(hinge)[jump] == -1 and np.diff(numbers["m"])[jump] < 1e-12
