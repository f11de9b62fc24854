"""The other figures of the page: bump, bounds, build-up, training against construction."""

import numpy as np
import pytest

from figures.networks.universal_approximation import (
    constructed_and_trained,
    construction_error,
    relu_build_up,
    two_steps_make_a_bump,
)
from figures.neural.activations import sigmoid


def test_two_relu_units_make_one_that_cybenkos_theorem_covers():
    z = np.linspace(-50, 50, 100_001)
    unit = np.maximum(0, z + 1) - np.maximum(0, z)
    assert (unit[z <= -1] == 0).all()
    np.testing.assert_allclose(unit[z >= 0], 1, atol=1e-12)
    assert np.abs(np.diff(unit)).max() <= np.diff(z).max() * (1 + 1e-6)  # continuous: nowhere steeper than 1


def test_beyond_the_reach_a_step_is_within_a_hundredth():
    for w in (10.0, 60.0, 200.0):
        reach = two_steps_make_a_bump.facts(w, 1.0)["slope_reach"]
        assert 1 - sigmoid(np.array(w * reach)) == pytest.approx(0.01)


def test_the_bump_is_high_between_its_edges_and_flat_outside(numbers_of):
    x = numbers_of(two_steps_make_a_bump.experiment)["x"]
    bump = two_steps_make_a_bump.draw(x, steepness=200.0, height=0.75).axes[2].lines[1].get_ydata()
    assert np.abs(bump[(x > 0.35) & (x < 0.65)] - 0.75).max() < 1e-3
    assert np.abs(bump[(x < 0.25) | (x > 0.75)]).max() < 1e-3


def test_measured_errors_keep_the_bounds_and_doubling_units_halves_and_quarters_them(numbers_of):
    found = numbers_of(construction_error.experiment)
    assert (found["step"] <= found["step_bound"]).all() and (found["line"] <= found["line_bound"]).all()
    assert found["gain"]["steps"] == pytest.approx(2, abs=0.05) and found["gain"]["relus"] == pytest.approx(4, abs=0.1)


def test_the_units_that_the_bounds_ask_for_reach_the_goal(numbers_of):
    found = numbers_of(construction_error.experiment)
    assert construction_error.errors(found["enough"]["steps"])[0] <= found["goal"]
    assert construction_error.errors(found["enough"]["relus"])[1] <= found["goal"]


def test_the_sum_of_three_relu_units_has_a_corner_for_each_weight_that_is_not_zero(numbers_of):
    found = numbers_of(relu_build_up.experiment)
    pieces = [relu_build_up.facts(found["x"], found["a"], *v)["pieces"] for v in ((1, 1, 1), (1, 0, -1), (0, 0, 0))]
    assert pieces == [4, 3, 1]
    assert (found["z"][:, 0] < 0).tolist() == [True, False, True]


def test_the_dot_of_a_unit_lies_on_the_sum_where_its_line_crosses_zero_and_has_its_colour(numbers_of):
    found, v = numbers_of(relu_build_up.experiment), (2.0, -1.0, 1.0)
    *small, wide = relu_build_up.draw(found["x"], found["z"], found["a"], v1=v[0], v2=v[1], v3=v[2]).axes
    dots = [line for line in wide.lines if line.get_marker() == "o"]
    for k, (dot, lines) in enumerate(zip(dots, small[:3], strict=True)):
        (x, height), line = dot.get_xydata()[0], lines.lines[1]
        assert np.interp(x, *line.get_data()) == pytest.approx(0), "its line is 0 there"
        assert height == pytest.approx(sum(v * np.maximum(0, relu_build_up.W * x + relu_build_up.B)))
        assert dot.get_color() == line.get_color() != wide.lines[1].get_color(), k


@pytest.fixture(scope="module")
def found(numbers_of):
    return numbers_of(constructed_and_trained.experiment)


def test_training_matches_the_construction_on_one_wave_and_misses_it_on_three_in_every_seed(found):
    assert found["found_by"] == "0 of 20"
    assert found["learned"][:, 1, -1].min() > found["written"][1, -1]  # both starts, every seed
    assert found["widest"]["three"]["ratio"] > 5 and found["widest"]["one"]["ratio"] < 1.5
    assert (np.median(found["learned"][0, 0, :3], axis=1) < found["written"][0, :3]).all()  # corners may move
    assert found["learned"].shape == (2, 2, 5, constructed_and_trained.SEEDS)


def test_spread_corners_and_more_steps_help_and_the_median_still_misses_the_weights_written_down(found):
    usual, spread = found["widest"]["three"], found["spread"]["three"]
    assert spread["median"] < 0.5 * usual["median"]
    assert found["patient"]["spread"] < 0.5 * spread["median"] and found["patient"]["middle"] < usual["median"]
    assert usual["written"] < min(found["patient"].values())
