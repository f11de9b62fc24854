"""Labels stand on the side that is wished for, and elsewhere if that side is taken."""

import numpy as np
import pytest

from figures.plane.room import beside, box

HALF, GAP, POINT = np.array([0.4, 0.1]), 0.2, np.array([3.0, -1.0])


@pytest.mark.parametrize("degrees", range(0, 360, 15))
def test_with_all_the_room_in_the_world_it_stands_where_it_is_wished_and_keeps_the_gap(degrees):
    wish = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
    middle = beside(POINT, HALF, POINT[None], 7 * wish, GAP)
    off = np.maximum(np.abs(middle - POINT) - HALF, 0)
    assert GAP * 0.999 <= np.hypot(*off) <= 1.5 * GAP
    assert np.sign((middle - POINT).round(9)).tolist() == np.sign(wish.round(9)).tolist()


def test_a_side_that_is_taken_is_left_to_what_takes_it():
    wall = POINT + [0.5, 0] + np.linspace(-2, 2, 81)[:, None] * [0, 1]
    middle = beside(POINT, HALF, np.vstack([wall, POINT]), np.array([1.0, 0.0]), GAP)
    assert middle[0] + HALF[0] <= wall[0, 0] - GAP + 1e-9


def test_where_all_is_narrow_it_takes_the_widest_side():
    everywhere = np.stack(np.meshgrid(np.linspace(1, 5, 161), np.linspace(-3, 1, 161)), axis=-1).reshape(-1, 2)
    for side in ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)):
        free = POINT + np.array(side) * (HALF + GAP)
        off = np.maximum(np.abs(everywhere - free) - HALF, 0)
        taken = everywhere[np.hypot(*off.T) > GAP / 2]
        np.testing.assert_allclose(beside(POINT, HALF, taken, -np.array(side), GAP), free)


def test_a_box_is_covered_by_its_points():
    points = box(POINT, HALF)
    assert points.shape == (25, 2)
    np.testing.assert_allclose([points.min(axis=0), points.max(axis=0)], [POINT - HALF, POINT + HALF])
