"""Every activation that the installed Keras offers, found by listing it; the slopes come from TensorFlow's autodiff.

An activation is a public function of `keras.activations` whose first parameter is called x. (The other functions there
look activations up by name, or save and load them.)
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import ArrayLike

from figures.neural import Array
from figures.one_neuron.activation_functions.catalogue.panels import FLAT

PROBE = (-1.7, 0.4, 2.3, -0.2)  # four different numbers; an even count, so that a gate can halve them
FAR = 20.0  # a pre-activation that no unit in use exceeds: what is flat here is flat for good
SETTINGS = (1.0, 0.0)  # for parameters that have no default, in their order: a threshold, then a value


@dataclass(frozen=True)
class KerasActivation:
    """One function with all names under which Keras lists it, its own first, and the settings that it demands."""

    names: tuple[str, ...]
    settings: dict[str, float]
    function: Callable[..., Any]

    def __call__(self, z: ArrayLike) -> Array:
        """φ(z), computed by Keras in double precision."""
        return np.asarray(self.function(tf.constant(z, tf.float64), **self.settings))

    def slope(self, z: ArrayLike) -> Array:
        """φ′(z), by TensorFlow's automatic differentiation, for a function that acts on single numbers."""
        tensor = tf.constant(z, tf.float64)
        with tf.GradientTape() as tape:
            tape.watch(tensor)
            value = self.function(tensor, **self.settings)
        return np.asarray(tape.gradient(value, tensor))

    def acts_on_vectors(self) -> bool:
        """Does the output for one number depend on the numbers beside it?"""
        together, halves = self(PROBE), [self(PROBE[:2]), self(PROBE[2:])]
        return together.shape != np.shape(PROBE) or not np.allclose(np.concatenate(halves), together)

    def flat_sides(self) -> int:
        """On how many sides, far to the left and far to the right, is the slope flat?"""
        return int((np.abs(self.slope((-FAR, FAR))) < FLAT).sum())


def listed() -> list[KerasActivation]:
    """All of them, in the order of the alphabet; several names for one function make one entry."""
    names: dict[Callable[..., Any], list[str]] = {}
    for name, function in inspect.getmembers(keras.activations, inspect.isfunction):
        if next(iter(inspect.signature(function).parameters), "") == "x":
            names.setdefault(function, []).append(name)
    found = []
    for activation, its_names in names.items():
        own = activation.__name__
        parameters = list(inspect.signature(activation).parameters.values())[1:]
        demanded = [parameter.name for parameter in parameters if parameter.default is parameter.empty]
        ordered = (own, *(name for name in its_names if name != own))
        found.append(KerasActivation(ordered, dict(zip(demanded, SETTINGS, strict=False)), activation))
    return sorted(found, key=lambda activation: activation.names)


def on_numbers(*flat_sides: int) -> list[KerasActivation]:
    """Those that act on single numbers and are flat on so many sides, the fullest family first."""
    scalar = [activation for activation in listed() if not activation.acts_on_vectors()]
    return [activation for sides in flat_sides for activation in scalar if activation.flat_sides() == sides]


def on_vectors() -> list[KerasActivation]:
    """Those that act on several numbers at once."""
    return [activation for activation in listed() if activation.acts_on_vectors()]
