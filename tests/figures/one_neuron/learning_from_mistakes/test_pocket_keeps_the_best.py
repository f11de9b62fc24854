"""The pocket never gets worse; the rule alone wanders; weights stay bounded where no line exists."""

import numpy as np
import pytest

from figures.neural.datasets import gate
from figures.neural.perceptron import learn, pocket, predict, update
from figures.one_neuron.learning_from_mistakes.pocket_keeps_the_best import EVERY, MOMENTS, experiment, facts
from figures.plane.separability import is_separable


@pytest.fixture(scope="module")
def found(numbers_of):
    return numbers_of(experiment)


def test_the_clouds_overlap_so_the_rule_cannot_end(found):
    assert not is_separable(found["x"], found["y"])
    assert found["samples"] == EVERY * MOMENTS == len(found["wrong"]) - 1


def test_the_counts_are_those_of_the_lines_one_by_one(found):
    for t in (0, 17, 255, 600):
        wrong = sum(predict(row[None], found["w"][t], found["b"][t])[0] != label
                    for row, label in zip(found["x"], found["y"], strict=True))  # fmt: skip
        assert wrong == found["wrong"][t]


def test_the_pocket_holds_the_least_so_far_and_the_rule_is_worse_on_average(found):
    held = found["wrong"][found["kept"]]
    np.testing.assert_array_equal(held, np.minimum.accumulate(found["wrong"]))
    assert found["best"] == held[-1] < found["mean"] < found["worst"]
    assert facts(found["wrong"], found["kept"], 60)["in_pocket"] == found["best"]


@pytest.mark.parametrize("seed", range(5))
def test_in_any_order_the_weights_stay_bounded_on_xor_and_on_clouds_that_overlap(seed, found):
    for x, y in (gate("XOR"), (found["x"], found["y"])):
        history = learn(x, y, 10_000 // len(x), np.random.default_rng(seed))
        size = np.hypot(np.linalg.norm(history.w, axis=1), history.b)
        early, late = size[: len(size) // 2].max(), size[len(size) // 2 :].max()
        assert not history.converged and late < 1.25 * early


def test_in_a_fixed_order_the_rule_on_xor_goes_in_a_circle():
    x, y = gate("XOR")
    history = learn(x, y, 100)
    states = [(*history.w[t], history.b[t]) for t in range(8, 401, 4)]
    assert len(set(states)) == 1 and history.mistakes[-1] > 200


def test_the_pocket_on_xor_ends_with_one_row_wrong_and_no_line_has_fewer():
    x, y = gate("XOR")
    wrong, kept = pocket(x, y, learn(x, y, 100, np.random.default_rng(0)))
    directions = np.random.default_rng(1).normal(size=(20_000, 3))
    best = (((x @ directions[:, :2].T + directions[:, 2]) >= 0) != y[:, None]).sum(axis=0).min()
    assert wrong[kept[-1]] == best == 1


def test_logistic_regression_has_one_best_answer_where_classes_overlap(found):
    """From any start plain ascent reaches the same parameters, those of Newton's steps."""
    from figures.neural.logistic_regression import fit

    rows = np.column_stack([found["x"], np.ones(found["points"])])
    w, b = fit(found["x"], found["y"])
    for start in ([5.0, -5.0, 3.0], [-4.0, 0.0, -4.0]):
        v = np.array(start)
        for _ in range(4000):
            v += 0.5 * rows.T @ (found["y"] - 1 / (1 + np.exp(-rows @ v))) / len(rows)
        np.testing.assert_allclose(v, [*w, b], atol=1e-4)


def test_where_a_line_parts_all_but_points_on_it_longer_weights_are_ever_more_likely():
    from figures.neural.logistic_regression import fit, mean_log_likelihood

    x, y = np.array([[0.0], [1], [1], [2]]), np.array([0, 0, 1, 1])  # both classes at 1, and no line parts them
    assert not is_separable(x, y)
    likely = [mean_log_likelihood(x, y, np.array([k]), -k) for k in (1.0, 2.0, 4.0, 8.0, 16.0)]
    assert (np.diff(likely) > 0).all()
    with pytest.raises(ValueError, match="no line separates"):
        fit(x, y)


def test_where_an_input_is_a_sum_of_others_and_a_constant_several_answers_are_equally_likely(found):
    from figures.neural.logistic_regression import mean_log_likelihood

    x, y = np.column_stack([found["x"], found["x"][:, 0] - 2 * found["x"][:, 1] + 3]), found["y"]
    one, other = (np.array([1.0, -0.5, 0.0]), 0.25), (np.array([0.0, 1.5, 1.0]), -2.75)
    likely = [mean_log_likelihood(x, y, *each) for each in (one, other)]
    assert likely[0] == pytest.approx(likely[1], rel=1e-12)


def test_weights_are_whole_where_inputs_and_the_start_are():
    x, y = gate("XOR")
    history = learn(x, y, 20, np.random.default_rng(0))
    assert (history.w == np.round(history.w)).all() and (history.b == np.round(history.b)).all()
    w, b = np.array([0.5, 0.0]), 0.0  # another start
    for i in range(4):
        w, b = update(x[i], y[i], w, b)
    assert w[0] != round(w[0])
