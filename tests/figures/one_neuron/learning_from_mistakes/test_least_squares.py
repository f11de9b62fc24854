"""The third way: its step goes against the derivatives of ½ (t − z)², and its best line need not part the classes."""

import numpy as np
import pytest

from figures.neural.perceptron import learn

X, Y = np.array([0.0, 1.0, 2.0, 30.0]), np.array([0, 0, 1, 1])


def test_the_step_goes_against_the_derivatives_of_half_the_squared_error():
    rng = np.random.default_rng(0)
    for _ in range(20):
        x, v, t, h = rng.normal(size=3), rng.normal(size=4), rng.choice([-1, 1]), 1e-6

        def error(v, x=x, t=t):
            return 0.5 * (t - (x @ v[:3] + v[3])) ** 2

        slope = [(error(v + h * e) - error(v - h * e)) / (2 * h) for e in np.eye(4)]
        np.testing.assert_allclose(slope, -(t - (x @ v[:3] + v[3])) * np.append(x, 1), atol=1e-7)


def test_small_steps_come_to_the_line_that_gets_one_sample_wrong_and_the_perceptron_rule_gets_all_right():
    t, (w, b) = 2 * Y - 1, np.zeros(2)
    for _ in range(20_000):
        for x, target in zip(X, t, strict=True):
            step = 1e-4 * (target - (w * x + b))
            w, b = w + step * x, b + step
    assert -b / w == pytest.approx(8.25, rel=0.03)
    assert ((w * X + b >= 0) == Y).tolist() == [True, True, False, True]
    history = learn(X[:, None], Y, passes=1000)
    assert history.converged and ((history.w[-1, 0] * X + history.b[-1] >= 0) == Y).all()
