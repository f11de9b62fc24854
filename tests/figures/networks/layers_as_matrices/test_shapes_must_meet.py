"""A layer for two features refuses four; of the changes offered one mends it; rectangles are to scale."""

import numpy as np
import pytest

from figures.networks.layers_as_matrices.layer_as_matrix import X
from figures.networks.layers_as_matrices.shapes_must_meet import MENDED, TRIED, WRONG, draw, experiment, fits
from figures.neural.layers import Dense


def test_numpy_and_the_layer_refuse_the_wrong_shape(numbers_of):
    assert not fits(WRONG) and numbers_of(experiment)["wrong_fits"] == 0
    with pytest.raises(ValueError, match=r"expected x of shape \(N, 2\), got \(N, 4\)"):
        Dense(np.ones(WRONG)).forward(X)


def test_one_change_alone_mends_it(numbers_of):
    assert (
        [words for words, shape in TRIED.items() if fits(shape)] == ["four inputs"] == [numbers_of(experiment)["mend"]]
    )


def test_the_mended_chain_gives_two_outputs_for_each_of_three_examples():
    assert (X @ np.ones(MENDED[0]) @ np.ones(MENDED[1])).shape == (3, 2)


def test_the_rectangles_are_drawn_to_scale():
    fault, mended = draw().axes
    sizes = [(patch.get_height(), patch.get_width()) for axes in (fault, mended) for patch in axes.patches[::2]]
    assert sizes == [X.shape, WRONG, X.shape, *MENDED, (3, 2)]
    assert fault.get_aspect() == mended.get_aspect() == 1
