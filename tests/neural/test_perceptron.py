"""The perceptron rule: it keeps Novikoff's bound where a line exists, and never rests where none does."""

import numpy as np
import pytest
from scipy.optimize import linprog

from figures.neural.datasets import gate, gaussian_clouds
from figures.neural.perceptron import convergence_bound, learn, margin, predict, update


def separating_line(x, y):
    """Some (w, b) with (2y − 1)(x·w + b) ≥ 1 for every row, or None if there is none: a linear program."""
    signed = (2 * y - 1)[:, None] * np.column_stack([x, np.ones(len(x))])
    found = linprog(np.zeros(x.shape[1] + 1), A_ub=-signed, b_ub=-np.ones(len(x)), bounds=(None, None))
    return (found.x[:-1], float(found.x[-1])) if found.success else None


@pytest.mark.parametrize("seed", range(60))
def test_mistakes_stay_within_the_bound_on_separable_clouds(seed):
    rng = np.random.default_rng(seed)
    w, b = rng.normal(size=2), rng.normal()
    x, y = gaussian_clouds(25, rng, w, b, margin=rng.uniform(0.05, 0.5))
    for order in (None, rng):
        history = learn(x, y, 1000, order)
        assert history.converged
        assert 0 < history.mistakes[-1] <= convergence_bound(x, y, w, b)


@pytest.mark.parametrize("name", ["AND", "OR", "NAND", "NOT"])
def test_gates_with_a_separating_line_are_learnt_within_the_bound(name):
    x, y = gate(name)
    history = learn(x, y, 100)
    assert history.converged and (predict(x, history.w[-1], history.b[-1]) == y).all()
    assert history.mistakes[-1] <= convergence_bound(x, y, *separating_line(x, y))


@pytest.mark.parametrize("name", ["AND", "OR", "NAND", "NOT"])
def test_learning_stops_after_the_first_pass_without_a_mistake(name):
    x, y = gate(name)
    mistakes_in_pass = np.diff(learn(x, y, 100).mistakes[:: len(x)])
    assert (mistakes_in_pass[:-1] > 0).all() and mistakes_in_pass[-1] == 0


def test_xor_has_no_separating_line_and_is_never_learnt():
    x, y = gate("XOR")
    assert separating_line(x, y) is None
    history = learn(x, y, 1000)
    assert not history.converged and len(history.sample) == 4000
    assert (np.diff(history.mistakes[::4]) > 0).all()  # at least one mistake in every pass
    assert np.abs(history.w).max() <= 3 and np.abs(history.b).max() <= 3  # round and round, not away


def test_a_line_that_does_not_separate_has_no_bound():
    x, y = gate("AND")
    with pytest.raises(ValueError, match="expected a line that separates the classes, got margin -"):
        convergence_bound(x, y, np.array([1.0, 1.0]), 0.0)


def test_a_mistake_moves_the_line_towards_the_right_answer_and_anything_else_leaves_it():
    x, w, b = np.array([2.0, -1.0]), np.array([0.5, 3.0]), 0.0
    assert predict(x, w, b) == 0
    moved, shifted = update(x, 1, w, b)
    assert moved.tolist() == [2.5, 2.0] and shifted == 1.0
    assert x @ moved + shifted > x @ w + b
    kept, same = update(x, 0, w, b)
    assert (kept == w).all() and same == b


def test_the_history_holds_every_line_and_counts_every_mistake():
    x, y = gate("OR")
    history = learn(x, y, 100)
    steps = len(history.sample)
    assert history.w.shape == (steps + 1, 2) and history.b.shape == history.mistakes.shape == (steps + 1,)
    for t, i in enumerate(history.sample):
        wrong = predict(x[i], history.w[t], history.b[t]) != y[i]
        assert history.mistakes[t + 1] - history.mistakes[t] == wrong
        w, b = update(x[i], y[i], history.w[t], history.b[t])
        assert (history.w[t + 1] == w).all() and history.b[t + 1] == b


def test_the_margin_does_not_depend_on_the_length_of_the_weights():
    x, y = gate("AND")
    w, b = np.array([1.0, 1.0]), -1.5
    assert margin(x, y, w, b) == pytest.approx(0.5 / np.sqrt(1 + 1 + 1.5**2))
    assert margin(x, y, 10 * w, 10 * b) == pytest.approx(margin(x, y, w, b))


def test_a_random_order_comes_from_the_generator_alone():
    x, y = gaussian_clouds(20, np.random.default_rng(0))
    orders = [learn(x, y, 3, np.random.default_rng(seed)).sample[:40].tolist() for seed in (1, 1, 2)]
    assert orders[0] == orders[1] != orders[2]
    assert sorted(orders[0]) == list(range(40))


@pytest.mark.parametrize(
    ("x", "y", "sentence"),
    [
        (np.zeros((3, 2)), np.zeros((3, 1)), r"x of shape \(N, n\) and y of shape \(N,\), got \(3, 2\) and \(3, 1\)"),
        (np.zeros((2, 2)), np.array([-1, 1]), r"expected labels 0 and 1, got \[-1, 1\]"),
    ],
)
def test_data_that_do_not_fit_are_refused(x, y, sentence):
    with pytest.raises(ValueError, match=sentence):
        learn(x, y, 1)
