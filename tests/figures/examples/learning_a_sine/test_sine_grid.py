"""What the page says of the grid, of the errors by width, and of the way the fits form."""

import numpy as np
import pytest

from figures.engine.drawing.controls import controls_of
from figures.examples.learning_a_sine import (
    sine_by_step_logistic,
    sine_by_step_relu,
    sine_by_step_tanh,
    sine_error_by_width,
    sine_grid,
)
from figures.examples.sine.bounds import best_line
from figures.examples.sine.cells import SNAPSHOTS
from figures.examples.sine.fits import NAMES, STEPS, WIDTHS, X_CURVE, X_TEST, Y_TEST, X, Y, fit, rmse, start


@pytest.fixture(scope="module")
def grid(numbers_of):
    return numbers_of(sine_grid.experiment)


def test_all_24_cells_have_at_least_twenty_seeds(grid) -> None:
    assert grid["errors"].shape == (len(NAMES), len(WIDTHS), 3)
    assert grid["networks"] == 24 * grid["seeds"] and grid["seeds"] >= 20


def test_every_title_is_the_median_error_of_its_panel(grid) -> None:
    axes = sine_grid.draw(*(grid[name] for name in ("x", "errors", "middle", "bands"))).axes
    titles = np.array([float(each.get_title(loc="center").split("\n")[-1]) for each in axes])
    np.testing.assert_allclose(titles.reshape(len(WIDTHS), len(NAMES)).T, grid["errors"][:, :, 1], rtol=0.06)


def test_identity_comes_to_the_best_line_and_never_below(grid) -> None:
    assert grid["best_line"] <= grid["least_of_identity"] < grid["best_line"] + 1e-3


def test_tanh_needs_fewer_units_than_logistic_and_relu(grid) -> None:
    errors = grid["rmse"]
    assert errors["tanh"]["three"]["median"] < 0.03 < errors["logistic"]["three"]["median"]
    assert errors["tanh"]["three"]["median"] < errors["ReLU"]["three"]["median"]


def test_the_networks_of_one_cell_differ_by_a_factor_of_ten_and_more(numbers_of) -> None:
    numbers = numbers_of(sine_error_by_width.experiment)
    assert numbers["widest_spread"] > 10
    assert numbers["monotone"] < numbers["least_of_one_unit"] < numbers["line"]
    assert 0 < numbers["one_relu_stuck"] < numbers["seeds"]


def test_stuck_single_relu_units_are_dead_at_every_training_point() -> None:
    cell = fit("ReLU", 1)
    stuck = cell.rmse[-1] > 0.7
    assert (np.ptp(cell.networks.forward(X)[stuck], axis=1) == 0).all()


def test_27_logistic_units_pass_close_to_the_best_line() -> None:
    slope, intercept = best_line(X, Y)
    curves = fit("logistic", 27, range(0, 200, 5)).curves
    apart = np.sqrt(np.mean((curves - slope * X_CURVE[:, 0] - intercept) ** 2, axis=2)).min(axis=0)
    assert np.median(apart) < 0.06


def test_most_networks_with_five_logistic_units_rest_on_the_way() -> None:
    errors = fit("logistic", 5, range(0, STEPS + 1, 20)).rmse
    falls = errors[5:] / errors[:-5]  # over a hundred steps
    rests = ((falls > 0.9) & (errors[5:] > 2 * errors[-1])).any(axis=0)
    assert rests.mean() > 0.5


def test_nine_relu_units_have_done_most_of_it_after_500_steps() -> None:
    early, late = np.median(fit("ReLU", 9, (500, STEPS)).rmse, axis=1)
    assert early < 2 * late


def test_nine_corners_set_by_hand_beat_most_trained_networks() -> None:
    by_hand = sine_by_step_relu.set_by_hand(9)
    assert by_hand < np.quantile(fit("ReLU", 9).rmse[-1], 0.1)
    networks = start("ReLU", 9, [0])  # they are a network: w = 1, b = −corner
    networks.W[0][...], networks.b[0][...] = 1, -np.linspace(-np.pi, np.pi, 9, endpoint=False)
    hidden = np.maximum(X @ networks.W[0][0] + networks.b[0][0], 0)
    v, *_ = np.linalg.lstsq(np.hstack([hidden, np.ones_like(X)]), Y, rcond=None)
    networks.W[1][0], networks.b[1][0] = v[:-1], v[-1:]
    assert rmse(networks.forward(X_TEST), Y_TEST)[0] == pytest.approx(by_hand, rel=1e-9)


def test_relu_gains_from_more_units_up_to_27_and_smooth_units_hardly_after_nine(grid) -> None:
    errors = grid["rmse"]
    assert errors["ReLU"]["many"]["median"] < errors["ReLU"]["nine"]["median"] / 2
    for name in ("logistic", "tanh"):
        assert errors[name]["many"]["median"] > errors[name]["nine"]["median"] / 2


def test_snapshots_begin_before_training_and_end_with_it() -> None:
    assert SNAPSHOTS[0] == 0 and SNAPSHOTS[-1] == STEPS and (np.diff(SNAPSHOTS) > 0).all()
    assert set(controls_of(sine_by_step_tanh.draw)) == {"hidden_units", "snapshot"}


def test_the_caption_tells_what_the_title_shows(numbers_of) -> None:
    numbers = numbers_of(sine_by_step_logistic.experiment)
    told = sine_by_step_logistic.facts(numbers["kept"], numbers["errors"], "3", 7)
    drawn = sine_by_step_logistic.draw(**numbers_for_draw(numbers), hidden_units="3", snapshot=7)
    assert drawn.axes[0].get_title(loc="left") or drawn.axes[0].get_title()
    title = drawn.axes[0].get_title(loc="left") + drawn.axes[0].get_title()
    assert title == f"after {told['step']} steps: RMSE {told['median']}"


def numbers_for_draw(numbers):
    return {name: numbers[name] for name in ("x", "kept", "middle", "bands", "errors")}
