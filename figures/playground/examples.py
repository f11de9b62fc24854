"""Points to learn from: in the plane, of class 0 or 1, or on a sine. All lie between about −2 and 2."""

import numpy as np

from figures.playground.arithmetic import MASK, TWO_PI, Array, Random, Real, cosine, sine

Point = tuple[float, float, float]  # x₁, x₂ and the class; or x, 0 and the value of a curve


def on_circle(angle: float) -> tuple[float, float]:
    """cos and sin of an angle."""
    place = np.array([angle])
    return float(cosine(place)[0]), float(sine(place)[0])


def one_example(data: str, i: int, count: int, chance: Random) -> Point:
    """Example i of `count`, before noise. Raises ValueError for an unknown set."""
    y = i % 2
    if data == "xor":  # the four corners of a square
        x1, x2 = (1.0 if i % 4 in (1, 2) else -1.0), (1.0 if i % 4 in (2, 3) else -1.0)
        return x1, x2, float(x1 != x2)
    if data == "circle":  # a disc of class 1 in a ring of class 0, even in area
        low, high = (0.0, 0.8) if y else (1.2, 1.8)
        radius = float(np.sqrt(low * low + chance.uniform() * (high * high - low * low)))
        c, s = on_circle(TWO_PI * chance.uniform())
        return radius * c, radius * s, float(y)
    if data == "gaussians":
        centre = 0.9 if y else -0.9
        return centre + 0.5 * chance.normal(), centre + 0.5 * chance.normal(), float(y)
    if data == "moons":
        c, s = on_circle(TWO_PI / 2 * chance.uniform())
        return (1.1 * (0.5 - c), 1.1 * (0.25 - s), 1.0) if y else (1.1 * (c - 0.5), 1.1 * (s - 0.25), 0.0)
    if data == "spiral":
        part = (i // 2) / max(1, (count + 1) // 2 - 1)
        c, s = on_circle(TWO_PI * part + TWO_PI / 2 * y)
        return (0.15 + 1.65 * part) * c, (0.15 + 1.65 * part) * s, float(y)
    if data == "sine":
        x = TWO_PI / 2 * (2 * chance.uniform() - 1)
        return x, 0.0, on_circle(x)[1]
    raise ValueError(f"data: expected xor, circle, gaussians, moons, spiral, sine or own points, got {data}")


class ByPlace:
    """The chance of a point by where it is: one's own keep their noise when others are taken away."""

    def __init__(self, seed: int) -> None:
        self.seed, self.chances = seed, dict[int, Random]()

    def of(self, point: Point) -> Random:
        """Goes on where points are equal."""
        first, second = (int(np.floor(1000 * x + 0.5)) for x in point[:2])
        stream = (first * 7919 + second * 104729 + 16 + int(point[2])) & MASK
        return self.chances.setdefault(stream, Random(self.seed, stream))


def examples(data: str, count: int, noise: float, seed: int, own: list[Point]) -> list[Point]:
    """`count` points, or one's own, with normal noise of this standard deviation, in random order."""
    chance, jitter, by_place = Random(seed, 1), Random(seed, 2), ByPlace(seed)
    points = []
    for i in range(len(own) if data == "own" else count):
        x1, x2, y = own[i] if data == "own" else one_example(data, i, count, chance)
        moved = by_place.of(own[i]) if data == "own" else jitter
        first, second = noise * moved.normal(), noise * moved.normal()
        points.append((x1, x2, y + first) if data == "sine" else (x1 + first, x2 + second, y))
    order = np.arange(len(points), dtype=np.int32)
    jitter.shuffle(order)
    return [points[i] for i in order]


def split(points: list[Point], share: float) -> tuple[list[Point], list[Point]]:
    """The first points for training, at least one, the others to test with; `share` in per cent."""
    count = max(1, int(len(points) * share / 100 + 0.5))
    return points[:count], points[count:]


def columns(points: list[Point], inputs: int, real: Real) -> tuple[Array, Array]:
    """x (N, inputs) and y (N,) in a precision."""
    table = np.array(points, dtype=float).reshape(-1, 3)
    return table[:, :inputs].astype(real), table[:, 2].astype(real)
