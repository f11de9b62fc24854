"""Room for labels: where beside a point a word touches nothing."""

import numpy as np

from figures.neural import Array

WAYS = np.array([(np.cos(angle), np.sin(angle)) for angle in np.arange(24) * np.pi / 12])


def beside(point: Array, half: Array, taken: Array, towards: Array, gap: float) -> Array:
    """The middle of a box beside the point, towards a side if there is room: (2,).

    `half` is half of the box's width and height, `taken` (n, 2) are points that it should stay `gap` away from. Where
    no place next to the point has so much room it is one further off, or that with most.
    """
    ways = WAYS / np.abs(WAYS).max(axis=1, keepdims=True)  # ends on a square
    middles = point + np.concatenate([ways * (half + gap), ways * (half + 2 * gap)])
    off = np.maximum(np.abs(middles[:, None] - taken) - half, 0.0)
    room = np.minimum(np.hypot(*off.T).min(axis=0) / gap, 1.0)
    wish = np.tile(WAYS @ (towards / np.hypot(*towards)), 2)
    near = np.repeat([0.0, 0.1], len(WAYS))
    middle: Array = middles[np.argmax((room - near + 0.01 * wish).round(6))]  # the first of equals
    return middle


def box(middle: Array, half: Array) -> Array:
    """Points all over a box, its corners among them, (25, 2)."""
    steps = np.linspace(-1, 1, 5)
    return np.asarray(middle + half * np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2))
