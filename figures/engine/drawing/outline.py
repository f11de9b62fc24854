"""Outlines with as few points, and as few digits, as the eye needs."""

import math
import re
from itertools import pairwise

POLYGON = re.compile(r"(?:M[-\d.]+ [-\d.]+(?:L[-\d.]+ [-\d.]+)*z?)+")
TOLERANCE = 0.06  # points: less than a tenth of a pixel
FAR = 10_000.0  # points: from there, steps of a tenth of a point cannot be written, nor added up by a browser
BEYOND = 1e-6  # points: what rounding does to the end of a chord


def thinned(path: str) -> str:
    """Polygons without the points that nobody would miss, each point written relative to the one before."""
    if not POLYGON.fullmatch(path) or path.count("L") < 3:
        return path
    lines = []
    for line in path[1:].split("M"):
        closed = "z" if line.endswith("z") else ""
        points = [(float(x), float(y)) for x, y in (point.split() for point in line.rstrip("z").split("L"))]
        if any(abs(x) > FAR or abs(y) > FAR for x, y in points):
            return path
        kept, start = [0], 0
        while start < len(points) - 1:
            end = start + 1
            while end + 1 < len(points) and _straight(points, start, end + 1):
                end += 1
            kept.append(start := end)
        tenths = [(round(points[place][0] * 10), round(points[place][1] * 10)) for place in kept]
        steps = [f"{(x - u) / 10:g} {(y - v) / 10:g}" for (u, v), (x, y) in pairwise(tenths)]
        first = f"M{tenths[0][0] / 10:g} {tenths[0][1] / 10:g}"
        lines.append(f"{first}l{' '.join(steps)}{closed}" if steps else first + closed)
    return "".join(lines)


def _straight(points: list[tuple[float, float]], start: int, end: int) -> bool:
    """Whether all points in between lie within TOLERANCE of the chord, none of them beyond its ends."""
    (x, y), (u, v) = points[start], points[end]
    across, along, length = u - x, v - y, math.hypot(u - x, v - y)
    if not length:  # back where it began: an excursion, unless nothing moved
        return all(math.hypot(p - x, q - y) <= TOLERANCE for p, q in points[start + 1 : end])
    aside, beyond = TOLERANCE * length, length + BEYOND
    for p, q in points[start + 1 : end]:
        right, down = p - x, q - y
        if (
            abs(right * along - down * across) > aside
            or not -BEYOND <= (right * across + down * along) / length <= beyond
        ):
            return False
    return True
