"""Ten digits and five drawings that are none, as strokes on a board of side 1, the way a hand would draw them."""

import numpy as np

Line = list[tuple[float, float]]


def arc(x: float, y: float, across: float, down: float, start: float, end: float) -> Line:
    """Along an ellipse about (x, y) with these half axes; degrees, 0 to the right, 90 down; a point every 10 or so."""
    angles = np.radians(np.linspace(start, end, max(2, round(abs(end - start) / 10) + 1)))
    return list(zip((x + across * np.cos(angles)).tolist(), (y + down * np.sin(angles)).tolist(), strict=True))


DIGITS: list[list[Line]] = [
    [arc(0.5, 0.5, 0.2, 0.32, -90, 270)],
    [[(0.44, 0.3), (0.54, 0.2), (0.52, 0.82)]],
    [[*arc(0.48, 0.36, 0.18, 0.17, -160, 40), (0.3, 0.8), (0.74, 0.78)]],
    [[*arc(0.47, 0.34, 0.17, 0.16, -150, 90), *arc(0.47, 0.66, 0.2, 0.17, -90, 150)]],
    [[(0.36, 0.2), (0.3, 0.52), (0.72, 0.52)], [(0.64, 0.24), (0.62, 0.84)]],
    [[(0.7, 0.2), (0.4, 0.2), (0.37, 0.46), *arc(0.48, 0.62, 0.2, 0.19, -110, 150)]],
    [[(0.62, 0.18), (0.46, 0.32), *arc(0.5, 0.64, 0.17, 0.18, 180, -180)]],
    [[(0.28, 0.24), (0.7, 0.22), (0.56, 0.5), (0.46, 0.84)]],
    [[*arc(0.5, 0.35, 0.14, 0.15, 90, -270), *arc(0.5, 0.66, 0.18, 0.16, -90, 270)]],
    [[*arc(0.48, 0.36, 0.16, 0.16, 0, -360), (0.62, 0.5), (0.56, 0.84)]],
]
OTHERS: dict[str, list[Line]] = {
    "scribble": [[(0.2, 0.3), (0.75, 0.24), (0.22, 0.46), (0.8, 0.42), (0.24, 0.64), (0.78, 0.6), (0.3, 0.8)]],
    "star": [[(0.5, 0.15), (0.7, 0.8), (0.16, 0.38), (0.84, 0.38), (0.3, 0.8), (0.5, 0.15)]],
    "house": [
        [(0.25, 0.8), (0.25, 0.45), (0.5, 0.2), (0.75, 0.45), (0.75, 0.8), (0.25, 0.8)],
        [(0.25, 0.45), (0.75, 0.45)],
    ],
    "letter": [[(0.25, 0.82), (0.25, 0.2), (0.5, 0.6), (0.75, 0.2), (0.75, 0.82)]],
    "spiral": [
        [
            (0.5 + r * c, 0.5 + r * s)
            for r, c, s in zip(
                np.linspace(0, 0.34, 60).tolist(),
                np.cos(np.linspace(0, 18, 60)).tolist(),
                np.sin(np.linspace(0, 18, 60)).tolist(),
                strict=True,
            )
        ]
    ],
}
