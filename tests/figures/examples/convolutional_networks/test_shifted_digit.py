"""A convolution is equivariant under the theorem's conditions; the network is not invariant; shifted training helps."""

import numpy as np
import pytest

from figures.digits.data import digits
from figures.examples.convolutional_networks.shifted_digit import DIGITS, SHIFTS, experiment, facts
from figures.neural.convolution import Convolution
from figures.neural.pooling import AveragePool, MaxPool

rng = np.random.default_rng(0)


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def moved(answer, down, right):
    """A function: by how much the map of a shifted image is not the shifted map, where both windows lie inside."""

    def off(x, factor=1):
        full = np.pad(x, ((0, 0), (9, 9), (9, 9), (0, 0)), mode="wrap")  # what surrounds the image comes in
        shifted = full[:, 9 - down : 9 - down + x.shape[1], 9 - right : 9 - right + x.shape[2]]
        before, after = answer(x), answer(shifted)
        height, width = before.shape[1:3]
        a, d = down // factor, right // factor
        here = after[:, max(a, 0) : height + min(a, 0), max(d, 0) : width + min(d, 0)]
        there = before[:, max(-a, 0) : height - max(a, 0), max(-d, 0) : width - max(d, 0)]
        return float(np.abs(here - there).max())

    return off


@pytest.mark.parametrize("shift", [(0, 1), (2, -3), (-4, 5)])
def test_with_stride_1_the_map_of_a_shifted_image_is_the_shifted_map(shift):
    layer = Convolution(rng.normal(size=(3, 2, 2, 3)), rng.normal(size=3))
    assert moved(layer.forward, *shift)(rng.normal(size=(1, 14, 14, 2))) < 1e-12


@pytest.mark.parametrize("make", [lambda: MaxPool(2), lambda: AveragePool(2),
                                  lambda: Convolution(rng.normal(size=(3, 3, 2, 2)), stride=2)])  # fmt: skip
def test_with_stride_2_it_holds_for_even_shifts_and_not_for_odd_ones(make):
    layer, x = make(), rng.normal(size=(1, 14, 14, 2))
    assert moved(layer.forward, 2, -4)(x, factor=2) < 1e-12
    assert moved(layer.forward, 0, 1)(x, factor=1) > 0.1


def test_padding_breaks_it_at_the_border():
    layer = Convolution(rng.normal(size=(3, 3, 1, 1)), padding=1)
    assert moved(layer.forward, 0, 1)(rng.normal(size=(1, 14, 14, 1))) > 0.1


def test_two_convolutions_and_two_poolings_follow_shifts_by_4_and_not_by_2():
    layers = [Convolution(rng.normal(size=(3, 3, 1, 4))), MaxPool(2), Convolution(rng.normal(size=(3, 3, 4, 2)))]

    def answer(x):
        for layer in [*layers, MaxPool(2)]:
            x = layer.forward(x)
        return x

    x = rng.normal(size=(1, 26, 26, 1))
    assert moved(answer, 4, -4)(x, factor=4) < 1e-12
    assert moved(answer, 0, 2)(x, factor=2) > 0.1


def test_the_sum_of_a_map_does_not_notice_a_shift_while_the_ink_stays_inside():
    layer, x = Convolution(rng.normal(size=(3, 3, 1, 1))), np.zeros((1, 14, 14, 1))
    x[:, 4:8, 4:8] = rng.random((1, 4, 4, 1))
    for by in (1, 3):
        assert layer.forward(np.roll(x, by, axis=2)).sum() == pytest.approx(layer.forward(x).sum())


@pytest.mark.skipif(not digits().is_mnist, reason="the bands are those of MNIST")
def test_each_network_falls_with_the_shift_the_dense_one_first_and_the_one_trained_with_shifts_last(numbers):
    share = {name: list(by.values()) for name, by in numbers["share"].items()}
    assert all(by[0] > 0.95 for by in share.values())
    for dense, cnn, pushed in zip(*(by[2:] for by in share.values()), strict=True):
        assert dense + 0.03 < cnn < pushed - 0.02
    assert share["cnn"][1] > 0.95 > share["cnn"][2] and share["cnn"][4] < 0.7  # "a pixel or two"
    assert share["cnn_shifted"][numbers["farthest"]] > 0.92 > 0.7 > share["cnn_shifted"][6]


def test_the_caption_tells_what_the_bars_show(numbers):
    told = facts(numbers["chances"], -4, "4")
    now = numbers["chances"][:, DIGITS.index("4"), SHIFTS.index(-4)]
    assert list(told["says"].values()) == now.argmax(axis=1).tolist()
    np.testing.assert_allclose(now.sum(axis=1), 1)
