"""A small constant is enough for few units and not needed: one steep sigmoid is one unit and has a large one."""

import numpy as np

from figures.neural.activation_registry import ACTIVATIONS


def constant(k):
    """C = ∫ |ω| |f̂(ω)| dω of σ(kz): the Fourier transform of its slope, by sums on a fine grid, without its sign."""
    z, dz = np.linspace(-12, 12, 2001, retstep=True)
    slope = k * ACTIVATIONS["sigmoid"].derivative(k * z)
    omega, step = np.linspace(-12 * k, 12 * k, 801, retstep=True)
    transform = (slope @ np.cos(np.outer(z, omega))) * dz / (2 * np.pi)
    return float(np.abs(transform).sum() * step)


def test_the_constant_of_one_sigmoid_grows_with_its_weight():
    flat, steep = constant(1), constant(8)
    np.testing.assert_allclose(steep / flat, 8, rtol=0.01)


def test_on_the_whole_line_ridges_of_one_layer_do_not_follow_a_wave():
    """On a compact set they come as close as one likes; far out each unit of a sigmoid network is constant."""
    rng = np.random.default_rng(0)
    far = np.linspace(1e6, 1e6 + 20, 200)
    units = ACTIVATIONS["sigmoid"](np.outer(far, rng.normal(size=50)) + rng.normal(size=50))
    assert np.ptp(units, axis=0).max() < 1e-12 and np.ptp(np.sin(far)) > 1.9
