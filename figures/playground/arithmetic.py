"""Chance and curved functions out of +, −, ×, ÷ and whole parts only, so that every machine finds the same bits.

Each function takes an array of 32 or 64 bits and stays in its precision.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
Real = type[np.floating[Any]]  # np.float32 or np.float64

MASK = 0xFFFFFFFF
# A fraction for tanh, x / (1 + x²/(3 + x²/(5 + …))), cut off after eleven steps; from ±7.6 on it is constant.
ABOVE = (13749310575.0, 1964187225.0, 64324260.0, 675675.0, 2145.0, 1.0)
BELOW = (13749310575.0, 6547290750.0, 413513100.0, 7567560.0, 45045.0, 66.0)
END = 7.6
TWO_PI = 6.283185307179586
TURNS = 0.15915494309189535  # 1 / 2π
ODD = (3, 5, 7, 9, 11, 13, 15)  # sin x = x − x³/3! + …
EVEN = (2, 4, 6, 8, 10, 12, 14, 16)  # cos x = 1 − x²/2! + …


class Random:
    """A shift register of 32 bits: x ← x ⊕ x≪13, x ⊕ x≫17, x ⊕ x≪5. Its streams with one seed are unrelated."""

    def __init__(self, seed: int, stream: int) -> None:
        mixed = (seed * 2654435761 + stream * 40503 + 1) & MASK
        for _ in range(3):
            mixed = ((mixed ^ mixed >> 15) * 2246822519) & MASK
        self.state = mixed or 1

    def uniform(self) -> float:
        """A number from 0 to below 1."""
        self.state ^= (self.state << 13) & MASK
        self.state ^= self.state >> 17
        self.state ^= (self.state << 5) & MASK
        return self.state / 4294967296

    def normal(self) -> float:
        """Nearly normal, with mean 0 and variance 1: twelve uniform numbers less 6."""
        total = 0.0
        for _ in range(12):
            total += self.uniform()
        return total - 6

    def shuffle(self, order: NDArray[np.int32]) -> None:
        """Put the numbers in another order, each order being as likely as any other."""
        for i in range(len(order) - 1, 0, -1):
            j = int(self.uniform() * (i + 1))
            order[i], order[j] = order[j], order[i]


def horner(coefficients: tuple[float, ...], x: Array) -> Array:
    """c₀ + c₁ x + c₂ x² + …, from the inside out."""
    total = np.full_like(x, coefficients[-1])
    for c in reversed(coefficients[:-1]):
        total = total * x + x.dtype.type(c)
    return total


def tanh(x: Array) -> Array:
    """Within a millionth of the hyperbolic tangent."""
    x = np.clip(x, x.dtype.type(-END), x.dtype.type(END))
    return x * horner(ABOVE, x * x) / horner(BELOW, x * x)


def logistic(x: Array) -> Array:
    """1 / (1 + e^−x) = ½ + ½ tanh(x/2)."""
    half = x.dtype.type(0.5)
    return half + half * tanh(half * x)


def series(powers: tuple[int, ...], square: Array) -> Array:
    """1 − x²/… + x⁴/… − …, each divisor the factorial of the next power."""
    coefficients, factorial, reached = [1.0], 1.0, powers[0] - 2
    for k, power in enumerate(powers):
        for factor in range(reached + 1, power + 1):
            factorial *= factor
        reached = power
        coefficients.append((-1.0) ** (k + 1) / factorial)
    return horner(tuple(coefficients), square)


def within_a_turn(x: Array) -> Array:
    """x less whole turns: between −π and π."""
    real = x.dtype.type
    return x - np.floor(x * real(TURNS) + real(0.5)) * real(TWO_PI)


def sine(x: Array) -> Array:
    """Within a millionth of sin x, for x of a few turns."""
    x = within_a_turn(x)
    return x * series(ODD, x * x)


def cosine(x: Array) -> Array:
    """Within a millionth of cos x, for x of a few turns."""
    x = within_a_turn(x)
    return series(EVEN, x * x)


def exponential(x: Array) -> Array:
    """e^x for x ≤ 0: the series of e^(x/1024), squared ten times. In 64 bits only."""
    small = np.maximum(x, -700.0) / 1024.0
    total = np.ones_like(x)
    for k in range(9, 0, -1):
        total = total * small / k + 1.0
    for _ in range(10):
        total = total * total
    return total


def log_of_one_plus(u: Array) -> Array:
    """log(1 + u) for 0 ≤ u ≤ 1: 2 (s + s³/3 + s⁵/5 + …) with s = u / (2 + u). In 64 bits only."""
    s = u / (2.0 + u)
    return 2.0 * s * horner(tuple(1.0 / k for k in range(1, 28, 2)), s * s)


def add_up(rows: Array) -> Array:
    """The sum over the first axis as a processor with four lanes forms it: rows 0, 4, 8, … in one, and so on."""
    lanes = np.zeros((4, *rows.shape[1:]), rows.dtype)
    for start in range(0, len(rows), 4):
        part = rows[start : start + 4]
        lanes[: len(part)] += part
    total: Array = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
    return total
