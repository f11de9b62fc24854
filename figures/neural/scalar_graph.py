"""Backpropagation on single numbers: every number knows what it was made from, and how much it answers to each of them.

An operation computes its result and, on the same line, its local gradients. `backward` walks the graph once, from the
end to the beginning. This is all there is to automatic differentiation in reverse mode.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(eq=False)
class Number:
    """A value in a graph; `made_from` holds (number, local gradient) for each number that it was computed from.

    grad: ∂(end)/∂(this), summed over all calls of `backward` since it was last set to 0.
    """

    value: float
    made_from: tuple[tuple[Number, float], ...] = ()
    grad: float = 0.0

    def __add__(self, other: Number) -> Number:
        """c = a + b with ∂c/∂a = 1 and ∂c/∂b = 1: a sum hands on what it gets."""
        return Number(self.value + other.value, ((self, 1.0), (other, 1.0)))

    def __sub__(self, other: Number) -> Number:
        """c = a − b with ∂c/∂a = 1 and ∂c/∂b = −1."""
        return Number(self.value - other.value, ((self, 1.0), (other, -1.0)))

    def __mul__(self, other: Number) -> Number:
        """c = a b with ∂c/∂a = b and ∂c/∂b = a: a product swaps."""
        return Number(self.value * other.value, ((self, other.value), (other, self.value)))

    def square(self) -> Number:
        """c = a² with ∂c/∂a = 2a."""
        return Number(self.value**2, ((self, 2 * self.value),))

    def sigmoid(self) -> Number:
        """c = 1 / (1 + e^−a) with ∂c/∂a = c (1 − c)."""
        c = 1 / (1 + math.exp(-self.value))
        return Number(c, ((self, c * (1 - c)),))

    def backward(self) -> None:
        """Add ∂(this)/∂(number) to the `grad` of every number that this one was made from, and 1 to its own.

        A number is visited when all that it went into has been; what came back to it along several edges is summed.
        """
        order = list(_order(self, set()))
        arriving = dict.fromkeys(order, 0.0)
        arriving[self] = 1.0
        for number in reversed(order):
            number.grad += arriving[number]
            for source, local in number.made_from:
                arriving[source] += local * arriving[number]


def _order(number: Number, seen: set[Number]) -> Iterator[Number]:
    """Every number of the graph once, each after all that it was made from."""
    if number not in seen:
        seen.add(number)
        for source, _ in number.made_from:
            yield from _order(source, seen)
        yield number
