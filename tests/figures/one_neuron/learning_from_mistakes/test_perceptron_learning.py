"""The run that is drawn: it converges below the bound, and the bound uses the widest margin there is."""

import numpy as np
import pytest

from figures.engine.drawing.controls import controls_of
from figures.neural.datasets import gaussian_clouds
from figures.neural.perceptron import convergence_bound, learn, margin, predict
from figures.one_neuron.learning_from_mistakes import perceptron_learning
from figures.plane.widest_margin import widest_margin


@pytest.fixture(scope="module")
def run(numbers_of):
    return numbers_of(perceptron_learning.experiment)


def test_in_the_end_every_point_is_right_and_the_last_pass_is_free_of_mistakes(run):
    np.testing.assert_array_equal(predict(run["x"], run["w"][-1], run["b"][-1]), run["y"])
    assert run["mistakes"][-1] == run["mistakes"][-1 - run["points"]]
    assert run["mistakes_in_all"] <= run["bound"]


def test_the_last_step_of_the_control_is_the_last_sample(run):
    assert controls_of(perceptron_learning.draw)["seen"].last == run["samples_seen"] == len(run["sample"])


def test_the_bound_is_the_square_of_radius_over_margin(run):
    assert run["bound"] == pytest.approx((run["radius"] / run["margin"]) ** 2)


@pytest.mark.parametrize("seed", range(100))
def test_the_bound_holds_on_many_data_sets_in_every_order(seed):
    rng = np.random.default_rng(seed)
    w, b = rng.normal(size=2), rng.normal()
    x, y = gaussian_clouds(12, rng, w, b, margin=rng.uniform(0.1, 0.5))
    history = learn(x, y, 10_000, rng)
    assert history.converged
    assert 0 < history.mistakes[-1] <= convergence_bound(x, y, *widest_margin(x, y))


def test_no_other_line_has_a_wider_margin(run):
    x, y = run["x"], run["y"]
    others = np.random.default_rng(0).normal(size=(20_000, 3))
    widest = max(margin(x, y, other[:2], other[2]) for other in others)
    assert 0.97 * run["margin"] < widest <= run["margin"]


def test_classes_that_no_line_separates_are_refused():
    x, y = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    with pytest.raises(ValueError, match="expected classes that a line separates"):
        widest_margin(x, y)


@pytest.mark.parametrize("seen", [0, 1, 9, 70])
def test_the_words_beside_the_count_stay_inside_its_panel(run, seen):
    given = {name: run[name] for name in ("x", "y", "w", "b", "sample", "mistakes", "bound")}
    count = perceptron_learning.draw(**given, seen=seen).axes[1]
    words = next(text for text in count.texts if "mistake" in text.get_text())
    box, panel = words.get_window_extent(), count.get_window_extent()
    assert panel.x0 <= box.x0 and box.x1 <= panel.x1 + 1


@pytest.mark.parametrize("seen", [0, 1, 35, 70])
def test_the_counter_shows_the_mistakes_so_far(run, seen):
    given = {name: run[name] for name in ("x", "y", "w", "b", "sample", "mistakes", "bound")}
    words = [text.get_text() for text in perceptron_learning.draw(**given, seen=seen).axes[1].texts]
    count = run["mistakes"][seen]
    assert ("1 mistake" if count == 1 else f"{count} mistakes") in words
