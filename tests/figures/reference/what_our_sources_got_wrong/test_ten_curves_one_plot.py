"""Ten curves in one plot: most of their length lies on another curve, and softmax of one unit is 1 everywhere."""

import numpy as np
from scipy.special import expit, softmax

from figures.reference.what_our_sources_got_wrong.ten_curves_one_plot import NAMES, NEAR, PALETTE, draw, experiment

NUMBERS = experiment()


def test_softmax_of_a_single_unit_is_constantly_1_by_another_library_too():
    assert NUMBERS["least"] == NUMBERS["most"] == 1
    assert (softmax(NUMBERS["z"][:, None], axis=1) == 1).all()
    assert (NUMBERS["curves"][NAMES.index("softmax")] == 1).all()


def test_the_other_nine_are_drawn_as_they_are():
    np.testing.assert_allclose(NUMBERS["curves"][NAMES.index("sigmoid")], expit(NUMBERS["z"]), atol=1e-15)
    np.testing.assert_allclose(NUMBERS["curves"][NAMES.index("tanh")], np.tanh(NUMBERS["z"]), atol=1e-15)
    assert NUMBERS["count"] == 10 == len({tuple(row) for row in NUMBERS["curves"]})


def test_more_than_half_of_the_points_touch_another_curve():
    curves = NUMBERS["curves"]
    touching = [
        any(abs(curves[k, i] - curves[j, i]) < NEAR for j in range(10) if j != k)
        for k in range(10) for i in range(curves.shape[1])
    ]  # fmt: skip
    assert NUMBERS["touching"] == np.mean(touching) > 0.5


def test_on_the_right_four_bounded_curves_hide_the_line():
    assert NUMBERS["bounded"] == 4
    assert (np.abs(NUMBERS["near_one"][:, -1] - 1) < NEAR).all()


def test_colours_come_round_again_before_the_curves_are_over():
    crowd, single = draw(NUMBERS["z"], NUMBERS["curves"], NUMBERS["near_one"]).axes
    assert len(crowd.lines) == 10 > len(PALETTE)
    assert len(single.lines) == 5
