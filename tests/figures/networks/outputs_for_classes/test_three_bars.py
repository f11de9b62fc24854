"""Three bars round a circle: a line parts any two, and no softmax of an affine layer names all three."""

import numpy as np
from scipy.optimize import nnls

ANGLES = 2 * np.pi * np.arange(3) / 3
AT = np.stack([np.cos(ANGLES), np.sin(ANGLES)], axis=1)
ALONG = np.stack([-np.sin(ANGLES), np.cos(ANGLES)], axis=1)


def contradiction(reach):
    """How near to 0 = 1 weights ≥ 0 bring the demands z_k − z_j ≥ 1: at 0 they cannot all hold (Farkas)."""
    demands = []
    for k in range(3):
        for end in (AT[k] - ALONG[k], AT[k] + reach * ALONG[k]):
            for j in {0, 1, 2} - {k}:
                row = np.zeros((3, 3))
                row[k], row[j] = np.append(end, 1), -np.append(end, 1)
                demands.append(row.ravel())
    return nnls(np.vstack([np.array(demands).T, np.ones(12)]), np.append(np.zeros(9), 1.0))[1]


def test_no_weights_name_all_three_and_with_shorter_bars_there_are_some():
    assert contradiction(5) < 1e-9
    assert np.degrees(np.arctan(1) + np.arctan(5)) > 120 > np.degrees(np.arctan(1) + np.arctan(3.6))
    assert contradiction(3.6) > 1e-3


def test_a_line_written_down_parts_any_two():
    """Just inside the bar that the other one does not reach: at the distance 1 − ε from the origin."""
    for k in range(3):
        own = np.array([AT[k] - ALONG[k], AT[k] + 5 * ALONG[k]]) @ AT[k]
        before = np.array([AT[k - 1] - ALONG[k - 1], AT[k - 1] + 5 * ALONG[k - 1]])
        assert np.allclose(own, 1)
        assert (before @ AT[k] > 1).any(), "the bar before reaches past the line of this one"
        normal = AT[k - 1]
        mine = np.array([AT[k] - ALONG[k], AT[k] + 5 * ALONG[k]]) @ normal
        assert np.allclose(before @ normal, 1) and mine.max() < 1, "this one stays behind the line of the one before"
