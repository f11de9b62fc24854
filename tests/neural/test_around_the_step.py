"""What is done around a step: a decay of its own, a clipped gradient, a rate that changes; as in the libraries."""

import numpy as np
import pytest

from figures.neural.adamw import AdamW
from figures.neural.clipping import clip
from figures.neural.optimisers import Adam
from figures.neural.schedules import constant, cosine, inverse, staircase, warm_up


def test_a_hundred_steps_of_adamw_equal_those_of_keras(keras, float64):
    given = {"learning_rate": 2**-7, "beta_1": 0.875, "beta_2": 1 - 2**-10, "weight_decay": 2**-4}
    ours, theirs = AdamW(**given), keras.optimizers.AdamW(**given)
    rng = np.random.default_rng(3)
    theta = rng.normal(size=(3, 2))
    variable = keras.Variable(theta, dtype="float64")
    for _ in range(100):
        gradient = rng.normal(size=theta.shape)
        ours.update([(theta, gradient)])
        theirs.apply([gradient], [variable])
        np.testing.assert_allclose(theta, variable.value.numpy(), rtol=1e-12, atol=1e-14)


def test_the_decay_of_adamw_is_that_of_keras(keras, float64):
    assert AdamW().weight_decay == pytest.approx(keras.optimizers.AdamW().get_config()["weight_decay"], rel=1e-12)


def test_where_there_is_no_slope_adamw_only_decays_and_adam_with_a_price_moves_by_the_whole_rate():
    theta, priced = np.array([1.0]), np.array([1.0])
    AdamW(0.01, weight_decay=0.5).update([(theta, np.zeros(1))])
    Adam(0.01).update([(priced, 0.5 * priced)])
    assert theta[0] == pytest.approx(1 - 0.01 * 0.5) and priced[0] == pytest.approx(1 - 0.01, abs=1e-6)


def test_clipping_is_that_of_tensorflow_and_of_all_gradients_together():
    tf = pytest.importorskip("tensorflow")
    rng = np.random.default_rng(0)
    gradients = [rng.normal(size=(3, 4)), rng.normal(size=4)]
    for limit in (0.5, 2.0, 100.0):
        theirs, length = tf.clip_by_global_norm(gradients, limit)
        ours = clip(gradients, limit)
        for one, other, before in zip(ours, theirs, gradients, strict=True):
            np.testing.assert_allclose(one, other.numpy(), rtol=1e-12)
            if limit > float(length):
                np.testing.assert_array_equal(one, before)
    both = np.concatenate([each.ravel() for each in clip(gradients, 0.5)])
    assert np.linalg.norm(both) == pytest.approx(0.5)


def test_a_gradient_of_zeros_stays_and_a_limit_of_0_is_refused():
    np.testing.assert_array_equal(clip([np.zeros(2)], 1.0)[0], np.zeros(2))
    with pytest.raises(ValueError, match="limit above 0, got 0"):
        clip([np.ones(2)], 0.0)


def test_the_cosine_is_that_of_keras(keras, float64):
    theirs = keras.optimizers.schedules.CosineDecay(1.0, decay_steps=50)
    np.testing.assert_allclose(cosine(50), [float(theirs(step)) for step in range(50)], rtol=1e-6, atol=1e-7)


def test_every_schedule_begins_at_the_whole_rate_and_none_climbs():
    for schedule in (constant, staircase, inverse, cosine):
        rates = schedule(80)
        assert rates[0] == 1 and len(rates) == 80 and (np.diff(rates) <= 0).all() and rates[-1] > 0
    assert staircase(80)[[39, 40, 59, 60]] == pytest.approx([1, 0.1, 0.1, 0.01])
    assert inverse(80)[[20, 60]] == pytest.approx([1 / 2, 1 / 4])


def test_warm_up_climbs_in_equal_steps_and_then_leaves_the_schedule_alone():
    rates = warm_up(constant(10), 4)
    assert rates == pytest.approx([0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1, 1])
    np.testing.assert_array_equal(warm_up(cosine(10), 0), cosine(10))
    np.testing.assert_array_equal(warm_up(cosine(10), 4)[4:], cosine(10)[4:])
