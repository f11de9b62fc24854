"""A triangle whose colour goes from corner to corner, as three gradients that add up.

Matplotlib's own way needs a filter input that no browser has.
"""

from typing import Any

import numpy as np

from figures.engine.drawing.grounds import Array


def write_triangle(writer: Any, name: str, corners: Array, colours: list[str], mean: str, opacity: Array) -> None:
    """Three corners (3, 2) in coordinates of the SVG, their colours, the mean of these and opacities (3).

    `name` begins its ids. The mean lies below an opaque one, so that no page shines through what rounding leaves out.
    """
    outline = "M " + " L ".join(f"{x:.2f} {y:.2f}" for x, y in corners) + " z"
    writer.start("defs")
    for number, (corner, colour) in enumerate(zip(corners, colours, strict=True)):
        one, other = corners[number - 1], corners[number - 2]
        side = other - one
        foot = one + side * ((corner - one) @ side / max(side @ side, 1e-12))  # there nothing is left of the colour
        place = dict(zip(("x1", "y1", "x2", "y2"), (f"{value:.2f}" for value in (*corner, *foot)), strict=True))
        writer.start("linearGradient", id=f"{name}_{number}", gradientUnits="userSpaceOnUse", **place)
        writer.element("stop", offset="0", style=f"stop-color: {colour}; stop-opacity: {opacity[number]:.3g}")
        writer.element("stop", offset="1", style=f"stop-color: {colour}; stop-opacity: 0")
        writer.end("linearGradient")
    writer.end("defs")
    if opacity.min() >= 1:
        writer.element("path", d=outline, fill=mean, attrib={"shape-rendering": "crispEdges"})
    writer.start("g", style="isolation: isolate")
    for number in range(3):
        writer.element(
            "path",
            attrib={
                "d": outline,
                "fill": f"url(#{name}_{number})",
                "shape-rendering": "crispEdges",
                "style": "mix-blend-mode: plus-lighter",
            },
        )
    writer.end("g")


def visible(corners: Array) -> bool:
    """Whether a triangle has an area."""
    (ax, ay), (bx, by) = corners[1] - corners[0], corners[2] - corners[0]
    return bool(np.isfinite(corners).all() and abs(ax * by - ay * bx) > 1e-9)
