"""Checkpointing: forget most activations on the way there, and compute them again, piece by piece, on the way back.

A piece is `every` layers long. Kept are the inputs of the pieces, and those of the layers of the piece at work.
Source: Chen et al. (2016).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from figures.neural import Array
from figures.neural.activation_registry import Activation
from figures.neural.slopes import SLOPE_FROM_ACTIVATION


@dataclass
class Shelf:
    """The activations that are held: each in the slot of its layer, from the moment `put` to the moment `taken`."""

    clock: int = 0  # layers computed so far, forward or backward
    most: int = 0  # slots in use at the fullest moment
    held: dict[int, tuple[int, Array]] = field(default_factory=dict)
    past: list[tuple[int, int, int]] = field(default_factory=list)  # (slot, from, to) of what was held

    def put(self, slot: int, a: Array) -> None:
        """Hold an activation."""
        self.held[slot] = (self.clock, a)
        self.most = max(self.most, len(self.held))

    def take(self, slot: int) -> Array:
        """Give it back, and hold it no longer."""
        since, a = self.held.pop(slot)
        self.past.append((slot, since, self.clock))
        return a

    def see(self, slot: int) -> Array:
        """Look at it."""
        return self.held[slot][1]


def checkpointed(
    x: Array, W: Sequence[Array], b: Sequence[Array], phi: Activation, grad_y_hat: Array, every: int
) -> tuple[list[Array], int, Shelf]:
    """∂L/∂W of each layer, how many layers were computed forward, and the shelf with all that was held.

    Raises ValueError unless 1 ≤ every ≤ number of layers, and KeyError where φ′ cannot be had from a = φ(z).
    """
    depth, slope = len(W), SLOPE_FROM_ACTIVATION[phi.name]
    if not 1 <= every <= depth:
        raise ValueError(f"checkpointed: expected every from 1 to {depth}, got {every}")
    shelf, forward = Shelf(), 0
    a = x
    for layer in range(depth):
        if layer % every == 0:
            shelf.put(layer, a)
        a = phi.function(a @ W[layer] + b[layer])
        forward, shelf.clock = forward + 1, shelf.clock + 1
    gradients, handed = [x] * depth, grad_y_hat
    for first in reversed(range(0, depth, every)):
        last = min(first + every, depth)
        a = shelf.see(first)
        for layer in range(first, last):  # again, and this time all of it is kept
            a = phi.function(a @ W[layer] + b[layer])
            forward, shelf.clock = forward + 1, shelf.clock + 1
            if layer + 1 < last:
                shelf.put(layer + 1, a)
        for layer in reversed(range(first, last)):
            delta = handed * slope(a)
            a = shelf.take(layer)  # what this layer was given, and what the layer before it gave
            gradients[layer], handed = a.mT @ delta, delta @ W[layer].mT
            shelf.clock += 1
    return gradients, forward, shelf
