"""Whether a mark can be read where it lies: which colours it keeps in the dark scheme, and what that would swallow."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from figures.engine.drawing.grounds import Array, Grounds, contrast
from figures.engine.drawing.origin import Origins

LINE, TEXT = 3.0, 4.5  # contrasts that lines and text need (WCAG 2.2)
Places = Callable[[], Array]


@dataclass
class Findings:
    """What the dark page would swallow: where marks of data lie (display points), and ink of no meaning by contrast."""

    swallowed: list[Array] = field(default_factory=list)
    faint: dict[tuple[float, ...], tuple[float, float]] = field(default_factory=dict)


class Legibility:
    """Asks for each mark. `origins` tell what was meant, `grounds` what lies below; `findings` collects."""

    def __init__(self, origins: Origins, grounds: Grounds, findings: Findings) -> None:
        self.origins, self.grounds, self.findings = origins, grounds, findings
        self._lost: dict[Any, tuple[bool, float, float]] = {}

    def is_meant(self, rgba: Any) -> bool:
        """Whether the colour follows the scheme."""
        return rgba is not None and self.origins.number(rgba) > 0

    def covers(self, rgba: Any) -> bool:
        """Whether an area of that colour is data that hides the page."""
        return rgba is not None and _opacity(rgba) >= 0.5 and not self.is_meant(rgba)

    def stays(self, stroke: Any, face: Any, places: Places, text: bool = False) -> bool:
        """Whether a mark in meant colours keeps their light values, because most of it lies on data."""
        if self.is_meant(stroke) and self.covers(face):
            return True
        meant = next(filter(self.is_meant, (stroke, face)), None)
        if meant is None or not len(self.grounds) or not len(points := places()):
            return False
        _, dark, data = self.grounds.under(points)
        if not text:
            return bool((data > 0.5).mean() > 0.5)
        following, kept = contrast(self.origins.dark(meant), dark), contrast(meant[:3], dark)
        return bool(((data > 0.95) | (data > 0) & (kept > following)).mean() > 0.5)

    def note(self, rgba: Any, places: Places, *, text: bool = False, area: Callable[[], bool] = lambda: False) -> None:
        """Look whether a colour without meaning is lost on the dark page, where it does not lie on data.

        Ink is what the script gave as a colour; what it was computed to, as by a colour map or by shading, is data.
        """
        if rgba is None or self.is_meant(rgba):
            return
        key = (*map(float, rgba), text)
        if key not in self._lost:
            self._lost[key] = self._loses(rgba, text)
        lost, light, dark = self._lost[key]
        if not lost or not len(points := places()):
            return
        if len(self.grounds) and (self.grounds.under(points)[2] > 0.5).mean() > 0.5:
            return
        rgb = tuple(map(float, rgba))[:3]
        if rgb not in self.origins.given or rgb in self.origins.mapped or not self.origins.styled or area():
            if dark < light:
                self.findings.swallowed.append(points)
        else:
            self.findings.faint.setdefault(rgb, (light, dark))

    def note_data(self, points: Array, rgba: Array, whole: bool) -> None:
        """Look whether an image or a mesh lets the page shine through, or, where it is not `whole`, is lost on it."""
        veiled = (rgba[:, 3] > 0) & (rgba[:, 3] < 0.98)
        light, dark = (contrast(rgba, paper) for paper in self.grounds.paper)
        lost = veiled if whole or veiled.mean() > 0.5 else (rgba[:, 3] > 0.5) & (dark < LINE) & (light >= LINE)
        if lost.any() and not (self.grounds.under(points[lost])[2] > 0.5).mean() > 0.5:
            self.findings.swallowed.append(points[lost])

    def _loses(self, rgba: Any, text: bool) -> tuple[bool, float, float]:
        opacity = _opacity(rgba)
        light, dark = (
            float(contrast(paper + opacity * (np.array(rgba[:3]) - paper), paper)) for paper in self.grounds.paper
        )
        return (min(light, dark) < TEXT if text else dark < LINE <= light), light, dark


def _opacity(rgba: Any) -> float:
    return float(rgba[3]) if len(rgba) > 3 else 1.0
