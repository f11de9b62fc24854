"""The nearest points of two segments are those that least squares with bounds finds."""

import numpy as np
import pytest
from scipy.optimize import lsq_linear

from figures.plane.gap import nearest_points


@pytest.mark.parametrize("axes", [2, 3])
@pytest.mark.parametrize("seed", range(50))
def test_no_two_points_of_the_segments_are_nearer(seed, axes):
    zeros, ones = np.random.default_rng([seed, axes]).normal(size=(2, 2, axes))
    along = np.column_stack([zeros[1] - zeros[0], ones[0] - ones[1]])
    share = lsq_linear(along, ones[0] - zeros[0], bounds=(0, 1), tol=1e-14).x
    least = np.linalg.norm(along @ share - (ones[0] - zeros[0]))
    zero, one = nearest_points(zeros, ones)
    assert np.linalg.norm(zero - one) == pytest.approx(least, abs=1e-6)
    for point, (start, end) in ((zero, zeros), (one, ones)):  # it is on its segment
        parts = np.linalg.norm(point - start) + np.linalg.norm(end - point)
        assert parts == pytest.approx(np.linalg.norm(end - start))


def test_a_segment_may_be_a_point():
    zero, one = nearest_points(np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([[0.0, 0.0], [3.0, 0.0]]))
    np.testing.assert_allclose([zero, one], [[1, 1], [1, 0]])
