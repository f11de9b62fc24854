"""Marks of a drawn figure that lie on the edge of their axes, and labels that lie on a curve."""

from itertools import pairwise

import numpy as np
from matplotlib.figure import Figure

PIXELS = 0.75  # so much of a mark may be missing


def cut_marks(figure: Figure) -> list[str]:
    """Where a dot is cut by the edge of its axes, though no point of its curve lies outside."""
    found = []
    for axes in figure.axes:
        low, high = axes.bbox.get_points()
        for line in axes.lines:
            if (
                line.get_marker() in ("None", "", " ")
                or not line.get_clip_on()
                or line.get_transform() != axes.transData
            ):
                continue
            points = axes.transData.transform(np.column_stack(line.get_data()).astype(float))
            points = points[np.isfinite(points).all(axis=1)]
            inside = ((low - 1 <= points) & (points <= high + 1)).all()
            reach = line.get_markersize() / 2 / 72 * figure.dpi - PIXELS
            cut = ((points - reach < low) | (points + reach > high)).any(axis=1)
            found += [str(line.get_xydata()[place].tolist()) for place in np.flatnonzero(cut) if inside]
    return found


def touched_labels(figure: Figure) -> list[str]:
    """Labels in the axes that a curve of these axes runs through, and labels that lie on each other."""
    figure.draw_without_rendering()
    found = []
    for axes in figure.axes:
        boxes = [(text.get_text(), text.get_window_extent()) for text in axes.texts if text.get_text()]
        for place, (label, box) in enumerate(boxes):
            found += [f"{label} / {other}" for other, beside in boxes[:place] if box.overlaps(beside)]
            for line in axes.lines:
                way = line.get_transform().transform(np.column_stack(line.get_data()).astype(float))
                way = np.concatenate([way[:1], *(np.linspace(a, b, 50) for a, b in pairwise(way))])
                if ((box.min < way) & (way < box.max)).all(axis=1).any():
                    found.append(f"{label} / a curve at {line.get_xydata()[0].tolist()}")
    return found
