"""Pieces of the plane by number of units: folds end up with more than one layer can have, chance with fewer."""

from math import comb

import numpy as np
import pytest

from figures.networks.width_and_depth.folds_tile_the_plane import DEPTHS, WIDTH, draw, experiment, facts
from figures.one_neuron.what_one_neuron_can_compute.splits_that_a_line_makes import splits


@pytest.fixture(scope="module")
def found(numbers_of):
    return numbers_of(experiment)


def test_folding_quadruples_and_passes_one_layer_at_the_last_depth_only(found):
    folded = [facts(found["counts"], float(d))["folded_now"] for d in DEPTHS]
    most = [facts(found["counts"], float(d))["most_now"] for d in DEPTHS]
    assert folded == [4**d for d in DEPTHS]
    assert most == [1 + WIDTH * d + comb(WIDTH * d, 2) for d in DEPTHS]
    assert [f > m for f, m in zip(folded, most, strict=True)] == [False, False, False, True]
    assert (found["folded"], found["most_in_one"]) == (folded[-1], most[-1])


def test_random_weights_do_not_fold_and_one_layer_stays_below_its_bound(found):
    shallow, random, folded = found["counts"]
    assert all(n <= facts(found["counts"], float(d))["most_now"] for d, n in zip(DEPTHS, shallow, strict=True))
    assert (random[1:] < shallow[1:]).all() and random[-1] < folded[-1] / 4


@pytest.mark.parametrize("m", [1, 4, 9])
@pytest.mark.parametrize("d", [1, 2, 5])
def test_it_is_half_of_covers_count_because_each_hyperplane_more_adds_what_it_is_cut_into_itself(m, d):
    """r(m, d) = r(m − 1, d) + r(m − 1, d − 1), from r(0, d) = 1 and r(m, 0) = 1."""

    def regions(m, d):
        return 1 if m == 0 or d == 0 else regions(m - 1, d) + regions(m - 1, d - 1)

    assert 2 * regions(m, d) == splits(m + 1, d)


@pytest.mark.parametrize("layers", [1.0, 3.0, 4.0])
def test_the_shaded_pieces_of_the_fold_are_every_other_square(found, layers):
    panels = draw(found["counts"], found["shade"], layers=layers).axes
    (patch,) = panels[2].patches
    path = patch.get_path()
    squares = np.split(path.vertices, np.flatnonzero(path.codes == path.MOVETO)[1:])
    side = 2 ** int(layers)
    places = {tuple(np.floor(square.mean(axis=0) * side).astype(int)) for square in squares}
    assert len(places) == side**2 // 2 and len({sum(place) % 2 for place in places}) == 1
    assert [axes.get_xlabel() for axes in panels] == [
        f"{count} pieces" for count in found["counts"][:, int(layers) - 1]
    ]
