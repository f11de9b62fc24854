"""Marks of a drawn figure that lie on the edge of their axes."""

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
