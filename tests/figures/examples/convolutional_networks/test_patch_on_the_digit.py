"""A patch of ink or of paper changes answers: by TensorFlow with the same weights, and by patches laid one by one."""

from typing import Any

import numpy as np
import pytest
from matplotlib.patches import Rectangle
from scipy.ndimage import distance_transform_edt

from figures.digits.answers import probabilities
from figures.digits.data import digits
from figures.digits.images import SIDE, unseen_digits
from figures.digits.trained import numpy_network, parameters
from figures.examples.convolutional_networks.patch_on_the_digit import (
    INKS,
    SIZE,
    STRIDE,
    changed,
    draw,
    experiment,
    facts,
    patched,
)

PLACES = SIDE - SIZE + 1


@pytest.fixture(scope="module")
def numbers(numbers_of: Any) -> Any:
    if not digits().is_mnist:
        pytest.skip("what is said here holds for MNIST, which is not there")
    return numbers_of(experiment)


def by_tensorflow(images: Any) -> Any:
    """The probabilities of the ten digits, in double precision."""
    import tensorflow as tf

    *kernels, W, b = [tf.constant(each, tf.float64) for each in parameters("cnn")]
    a = tf.constant(np.asarray(images, float)[..., None])
    for kernel, bias in zip(kernels[::2], kernels[1::2], strict=True):
        a = tf.nn.max_pool2d(tf.nn.relu(tf.nn.conv2d(a, kernel, 1, "VALID") + bias), 2, 2, "VALID")
    return tf.nn.softmax(tf.reshape(a, (len(images), -1)) @ W + b).numpy()


def laid(image: Any, ink: float, row: int, column: int) -> Any:
    """The image with one patch, by comparing each pixel's place."""
    rows, columns = np.indices(image.shape)
    inside = (rows >= row) & (rows < row + SIZE) & (columns >= column) & (columns < column + SIZE)
    return np.where(inside, ink, image)


def test_a_patch_lies_at_every_place_and_leaves_all_other_pixels():
    image = np.random.default_rng(0).random((SIDE, SIDE))
    for ink in INKS.values():
        for stride in (1, STRIDE):
            corners = [(r, c) for r in range(0, PLACES, stride) for c in range(0, PLACES, stride)]
            assert np.array_equal(patched(image, ink, stride), [laid(image, ink, *corner) for corner in corners])


def test_what_is_left_of_the_class_is_what_tensorflow_finds(numbers):
    for label, row, column in ((4, 2, 11), (0, 0, 0), (8, 12, 9), (9, 23, 23)):
        for k, ink in enumerate(INKS.values()):
            p = by_tensorflow([laid(numbers["digits"][label], ink, row, column)])[0]
            assert numbers["left"][k, label, row, column] == pytest.approx(p[label], abs=1e-9)
            assert numbers["says"][k, label, row, column] == p.argmax()


def test_an_answer_counts_as_changed_exactly_if_some_patch_changes_it():
    x, y = unseen_digits()
    x, y = x[:6, ..., 0].astype(float), y[:6]
    network = numpy_network([each.astype(float) for each in parameters("cnn")])
    assert np.array_equal(probabilities(network, x).argmax(axis=1), by_tensorflow(x).argmax(axis=1))
    corners = [(r, c) for r in range(0, PLACES, STRIDE) for c in range(0, PLACES, STRIDE)]
    for ink in INKS.values():
        said = [by_tensorflow([laid(image, ink, *corner) for corner in corners]).argmax(axis=1) for image in x]
        assert changed(network, x, y, ink).tolist() == [
            bool((s != label).any()) for s, label in zip(said, y, strict=True)
        ]


def test_ink_changes_many_more_answers_than_paper_and_most_places_change_none(numbers):
    share = numbers["share"]
    assert numbers["asked"] == 100 and 0.3 <= share["paper"] <= 0.55 and share["ink"] >= 0.8
    assert numbers["more"] == "a patch of ink"
    right = numbers["says"] == np.arange(10)[None, :, None, None]
    assert numbers["harmless"] == pytest.approx(right.mean()) and 0.85 <= right.mean() <= 0.99


def test_each_digit_shown_is_read_rightly_without_a_patch(numbers):
    assert by_tensorflow(numbers["digits"]).argmax(axis=1).tolist() == [*range(10)]


def test_paper_does_harm_on_strokes_only_and_ink_now_and_then_far_from_them(numbers):
    far = [distance_transform_edt(digit < 0.5)[2:-2, 2:-2] for digit in numbers["digits"]]  # of the patch's middle
    wrong = numbers["says"] != np.arange(10)[None, :, None, None]
    worst = [[distance[w].max(initial=0) for distance, w in zip(far, each, strict=True)] for each in wrong]
    assert max(worst[0]) < 3 and max(worst[1]) > 6 and min(worst[1]) > 0


def test_a_4_that_is_closed_at_the_top_is_a_9(numbers):
    assert facts(numbers["left"], numbers["says"], "4") == {"paper": 4, "ink": 9}
    row, column = np.unravel_index(numbers["left"][1, 4].argmin(), (PLACES, PLACES))
    four = numbers["digits"][4]
    inked = np.argwhere(four > 0.5)
    assert row + SIZE // 2 < inked[:, 0].mean(), "in the upper half"
    assert four[row : row + SIZE, column : column + SIZE].mean() < 0.5, "mostly on paper"
    beside = four[row : row + SIZE]
    assert beside[:, :column].max() > 0.5 and beside[:, column + SIZE :].max() > 0.5, "between the strokes"


def test_the_boxes_are_drawn_where_least_is_left(numbers):
    for digit in ("4", "8"):
        axes = draw(numbers["digits"], numbers["left"], numbers["says"], digit=digit).axes[0]
        boxes = [each for each in axes.patches if isinstance(each, Rectangle) and each.get_width() == SIZE]
        for k, box in enumerate(boxes):
            row, column = np.unravel_index(numbers["left"][k, int(digit)].argmin(), (PLACES, PLACES))
            assert box.get_xy() == (34 * (k + 1) + column, row)
        assert len(boxes) == 2
