"""An optimiser turns gradients into steps: it sees pairs (parameter θ, gradient g) and changes each θ in place.

It knows nothing of layers or losses. η is the learning rate. Defaults and updates are those of Keras; all operations
act entry by entry, so every weight has its own velocity and its own scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from figures.neural import Array

Pairs = Sequence[tuple[Array, Array]]


class Optimiser(Protocol):
    """What the training loop asks of an optimiser; give it the same parameters in the same order at every step."""

    def update(self, pairs: Pairs) -> None:
        """One step: change every parameter in place."""
        ...


def zeros_like(pairs: Pairs) -> list[Array]:
    """A memory of zeros for each parameter."""
    return [np.zeros_like(parameter) for parameter, _ in pairs]


@dataclass
class SGD:
    """θ ← θ − η g: a step downhill. On batches it is stochastic gradient descent. Source: Robbins & Monro (1951)."""

    learning_rate: float = 0.01

    def update(self, pairs: Pairs) -> None:
        """One step."""
        for parameter, gradient in pairs:
            parameter -= self.learning_rate * gradient


@dataclass
class Momentum:
    """v ← μ v − η g, then θ ← θ + v: a heavy ball that keeps part of its velocity. Source: Polyak (1964)."""

    learning_rate: float = 0.01
    momentum: float = 0.9  # Keras's SGD has 0, which is SGD above
    v: list[Array] = field(default_factory=list, init=False)

    def update(self, pairs: Pairs) -> None:
        """One step."""
        self.v = self.v or zeros_like(pairs)
        for (parameter, gradient), v in zip(pairs, self.v, strict=True):
            v[...] = self.momentum * v - self.learning_rate * gradient
            parameter += v


@dataclass
class Nesterov(Momentum):
    """v ← μ v − η g, then θ ← θ + μ v − η g: momentum that looks one step ahead.

    θ is here the point that looks ahead, where g is taken. Source: Nesterov (1983), Sutskever et al. (2013).
    """

    def update(self, pairs: Pairs) -> None:
        """One step."""
        self.v = self.v or zeros_like(pairs)
        for (parameter, gradient), v in zip(pairs, self.v, strict=True):
            v[...] = self.momentum * v - self.learning_rate * gradient
            parameter += self.momentum * v - self.learning_rate * gradient


@dataclass
class RMSProp:
    """v ← ρ v + (1 − ρ) g², then θ ← θ − η g / √(v + ε): steep directions get smaller steps.

    Source: Tieleman & Hinton (2012).
    """

    learning_rate: float = 0.001
    rho: float = 0.9
    epsilon: float = 1e-7  # keeps the division finite; inside the root here, outside it in Adam
    v: list[Array] = field(default_factory=list, init=False)

    def update(self, pairs: Pairs) -> None:
        """One step."""
        self.v = self.v or zeros_like(pairs)
        for (parameter, gradient), v in zip(pairs, self.v, strict=True):
            v[...] = self.rho * v + (1 - self.rho) * gradient**2
            parameter -= self.learning_rate * gradient / np.sqrt(v + self.epsilon)


@dataclass
class Adam:
    """m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², then θ ← θ − η √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε).

    m and v begin at 0 and so are too small at first; the factor with the step number t = 1, 2, … corrects both.
    Source: Kingma & Ba (2015), the form given at the end of section 2, whose ε stands beside the uncorrected √v.
    """

    learning_rate: float = 0.001
    beta_1: float = 0.9
    beta_2: float = 0.999
    epsilon: float = 1e-7
    t: int = field(default=0, init=False)
    m: list[Array] = field(default_factory=list, init=False)
    v: list[Array] = field(default_factory=list, init=False)

    def update(self, pairs: Pairs) -> None:
        """One step."""
        self.m, self.v = self.m or zeros_like(pairs), self.v or zeros_like(pairs)
        self.t += 1
        rate = self.learning_rate * np.sqrt(1 - self.beta_2**self.t) / (1 - self.beta_1**self.t)
        for (parameter, gradient), m, v in zip(pairs, self.m, self.v, strict=True):
            m[...] = self.beta_1 * m + (1 - self.beta_1) * gradient
            v[...] = self.beta_2 * v + (1 - self.beta_2) * gradient**2
            parameter -= rate * m / (np.sqrt(v) + self.epsilon)
