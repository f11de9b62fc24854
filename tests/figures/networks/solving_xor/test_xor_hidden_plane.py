"""Infeasible before the hidden layer, separable after it: by a linear program, for every network and moment shown."""

import numpy as np
import pytest
from scipy.optimize import linprog

from figures.engine.drawing.controls import controls_of
from figures.networks.solving_xor.xor_hidden_plane import LAST, NETWORKS, TOUCHING, draw, experiment, facts
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.datasets import gate
from figures.plane.gap import nearest_points
from figures.plane.separability import is_separable

X, Y = gate("XOR")


@pytest.fixture(scope="module")
def found(numbers_of):
    return numbers_of(experiment)


def places(found, network, moment):
    t = moment / LAST
    return (1 - t) * X + t * found["hidden"][NETWORKS.index(network)]


def has_line(points, labels):
    """An oracle of its own: the largest margin t ≤ 1 with s (p·w + b) ≥ t and |w|, |b| ≤ 100 is positive."""
    signs = 2 * labels - 1
    rows = np.column_stack([-signs[:, None] * np.column_stack([points, np.ones(4)]), np.ones(4)])
    best = linprog([0, 0, 0, -1], A_ub=rows, b_ub=np.zeros(4), bounds=[(-100, 100)] * 3 + [(None, 1)])
    return -best.fun > 1e-3


def test_the_rows_of_xor_are_not_separable_in_the_input_plane():
    assert not is_separable(X, Y) and not has_line(X, Y)


@pytest.mark.parametrize("network", ["step, by hand", "ReLU, by hand", "tanh, learned"])
def test_they_are_separable_in_the_hidden_plane_of(network, found):
    assert is_separable(places(found, network, LAST), Y) and has_line(places(found, network, LAST), Y)


@pytest.mark.parametrize("network", NETWORKS)
def test_the_linear_program_and_the_gap_agree_at_every_moment(network, found):
    for moment in range(LAST + 1):
        room = facts(found["gap"], moment, network)["room"]
        if room == 0 or room > 0.01:
            assert has_line(places(found, network, moment), Y) == (room > 0), moment


def test_without_an_activation_no_line_exists_at_any_moment_nor_for_any_affine_layer(found):
    assert found["widest_without_activation"] == 0
    rng = np.random.default_rng(0)
    for _ in range(50):
        assert not is_separable(X @ rng.normal(size=(2, 3)) + rng.normal(size=3), Y)


def test_in_the_stuck_network_rows_of_both_classes_share_a_spot(found):
    spots = places(found, "tanh, stuck", LAST)
    assert max(np.abs(spots[1] - spots[2]).max(), np.abs(spots[1] - spots[3]).max()) < 0.02
    assert not has_line(spots, Y)


def test_from_its_first_moment_on_a_line_stays(found):
    for row, key in enumerate(("step", "relu", "tanh")):
        apart = found["gap"][row] > TOUCHING
        assert not apart[: found["first"][key]].any() and apart[found["first"][key] :].all()
    assert found["first"]["step"] == found["first"]["relu"]


def test_in_the_stuck_network_a_line_exists_on_the_way_and_not_at_the_end(found):
    room = [facts(found["gap"], moment, "tanh, stuck")["room"] for moment in range(LAST + 1)]
    assert room[0] == room[LAST] == 0 and max(room) > 0.1


def test_where_a_ring_covers_a_disc_the_disc_is_seen_through_it(found):
    numbers = {name: found[name] for name in ("grid", "hidden_grid", "hidden", "nearest", "gap")}
    marks = draw(**numbers, moment=LAST, network="tanh, stuck").axes[0].lines[-4:]
    assert [mark.get_markerfacecolor() == "none" for mark in marks] == [True, False, False, True]


def test_the_drawn_line_parts_the_classes(found):
    numbers = {name: found[name] for name in ("grid", "hidden_grid", "hidden", "nearest", "gap")}
    for network in ("step, by hand", "ReLU, by hand", "tanh, learned"):
        (axes,) = draw(**numbers, moment=LAST, network=network).axes
        (a, b) = axes.lines[14].get_xydata()  # after 14 lines of the grid
        side = np.cross(np.append(b - a, 0), np.column_stack([places(found, network, LAST) - a, np.zeros(4)]))[:, 2]
        assert side[Y == 0].max() < 0 < side[Y == 1].min() or side[Y == 1].max() < 0 < side[Y == 0].min()
        assert axes.get_title() == "a line parts the classes"


@pytest.mark.parametrize("network", NETWORKS)
def test_no_name_touches_another_a_mark_or_the_line(network, found):
    numbers = {name: found[name] for name in ("grid", "hidden_grid", "hidden", "nearest", "gap")}
    for moment in range(LAST + 1):
        figure = draw(**numbers, moment=moment, network=network)
        figure.draw_without_rendering()
        (axes,) = figure.axes
        names = [text.get_window_extent() for text in axes.texts]
        marks = axes.transData.transform([mark.get_xydata()[0] for mark in axes.lines[-4:]])
        radius = 6 / 72 * figure.dpi
        line = axes.transData.transform(np.linspace(*axes.lines[14].get_xydata(), 2000))
        for place, name in enumerate(names):
            assert not any(name.overlaps(other) for other in names[:place]), (moment, place)
            off = np.maximum(np.maximum(name.min - marks, marks - name.max), 0)
            assert (np.hypot(*off.T) > radius).all(), (moment, place)
            assert not any(name.contains(*point) for point in line), (moment, place)


def test_every_setting_has_the_same_axes_and_number_of_marks(found):
    numbers = {name: found[name] for name in ("grid", "hidden_grid", "hidden", "nearest", "gap")}
    seen = {
        (len((axes := draw(**numbers, moment=moment, network=network).axes[0]).get_children()), axes.get_xlim())
        for network in controls_of(draw)["network"].values()
        for moment in (0, 10, LAST)
    }
    assert len(seen) == 1


def test_nearest_points_of_segments_that_cross_coincide_and_of_parallel_ones_do_not():
    one, two = np.array([[0.0, 0.0], [1.0, 1.0]]), np.array([[0.0, 1.0], [1.0, 0.0]])
    np.testing.assert_allclose(*nearest_points(one, two), atol=1e-9)
    zero, other = nearest_points(one, one + np.array([3.0, 0.0]))
    assert np.hypot(*(zero - other)) == pytest.approx(np.sqrt(5))  # from (1, 1) to (3, 0)


def test_every_bent_activation_makes_the_rows_separable_with_the_gates_or_and_nand():
    W, b = np.array([[1.0, -1.0], [1.0, -1.0]]), np.array([-0.5, 1.5])
    for name in ("step", "relu", "sigmoid", "tanh"):
        assert is_separable(ACTIVATIONS[name](X @ W + b), Y)
