"""Answers in batches scatter and settle down as batches grow; the answer in use is one, and so is that of Keras."""

import numpy as np
import pytest

from figures.learning.normalisation.neighbours_change_the_answer import RADII, SIZES, TIMES, experiment
from figures.neural.normalisation import BatchNorm, LayerNorm


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def test_the_network_has_learned_and_between_disc_and_ring_its_answers_scatter(numbers):
    assert numbers["answers"].shape == (len(RADII), len(SIZES), TIMES) and numbers["right"] > 0.97
    assert numbers["spread"]["of_8"] > 0.8 > numbers["spread"]["of_128"] > 0.2


def test_where_the_network_is_sure_large_batches_all_agree(numbers):
    for radius in (0, 10):
        assert np.ptp(numbers["answers"][radius, -1]) < 0.1


def test_in_batches_an_answer_depends_on_the_others_and_under_layer_normalisation_never():
    rng = np.random.default_rng(0)
    one, some, more = rng.normal(size=(1, 4)), rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    for layer, same in ((BatchNorm(4), False), (LayerNorm(4), True)):
        first, second = (layer.forward(np.vstack([one, others]))[0] for others in (some, more))
        assert np.allclose(first, second) is same


def test_alone_in_a_batch_every_example_gets_the_same_answer():
    layer = BatchNorm(4)
    layer.beta[...] = [1, 2, 3, 4]
    for seed in range(3):
        np.testing.assert_allclose(layer.forward(np.random.default_rng(seed).normal(size=(1, 4))), [[1, 2, 3, 4]])
