"""Drawings that are no digits: two to four lines that wander about, each with a mind of its own."""

import numpy as np

from figures.digits.drawings import Line


def scribble(rng: np.random.Generator) -> list[Line]:
    """One of them, on a board of side 1. A line keeps four fifths of its way at each point."""
    lines = []
    for _ in range(rng.integers(2, 5)):
        at, way, line = rng.uniform(0.1, 0.9, 2), rng.normal(0, 0.06, 2), []
        for _ in range(rng.integers(10, 40)):
            line.append((float(at[0]), float(at[1])))
            way = 0.8 * way + rng.normal(0, 0.04, 2)
            at = np.clip(at + way, 0, 1)
        lines.append(line)
    return lines
