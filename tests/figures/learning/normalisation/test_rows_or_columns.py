"""Columns of the one table and rows of the other have the mean 0 and the spread 1, as scikit-learn scales them."""

import numpy as np
import pytest

from figures.learning.normalisation.rows_or_columns import Z, draw, experiment

NUMBERS = experiment()


def test_the_tables_are_those_of_scikit_learn():
    preprocessing = pytest.importorskip("sklearn.preprocessing")
    np.testing.assert_allclose(NUMBERS["tables"][1], preprocessing.scale(Z, axis=0), rtol=0.03, atol=1e-12)
    np.testing.assert_allclose(NUMBERS["tables"][2], preprocessing.scale(Z, axis=1), rtol=1e-3)


@pytest.mark.parametrize(("over", "boxes"), [("nothing", 0), ("batch", 5), ("layer", 4)])
def test_as_many_boxes_as_there_are_means(over, boxes):
    patches = draw(NUMBERS["tables"], over=over).axes[0].patches
    assert sum(not patch.get_fill() for patch in patches) == boxes
