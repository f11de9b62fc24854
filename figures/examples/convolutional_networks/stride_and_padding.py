"""A window moves along a row: stride and padding say how often it fits, and which pixels it never reads.

Above, the row of pixels, with zeros around it where there is padding; below it, one bar for each place of the window.
Cells that no window reaches are struck out in grey. The reader sets all four sizes. Page: Convolutional networks.
Source: Dumoulin and Visin (2016).
"""

from typing import Annotated, Any

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.engine import Slider
from figures.neural.convolution import size_after
from figures.style import colours

LONGEST, WIDEST = 7, 2  # pixels, zeros on each side
LEVELS = 5  # so many bars one below the other: the next one on the same level begins beyond the longest window


def facts(n: int, k: int, s: int, p: int) -> dict[str, Any]:
    """How often the window fits, and how many cells it jumps over between its places and leaves over at the end."""
    places = size_after(n, k, s, p)
    return {"places": places, "jumped": (places - 1) * max(s - k, 0), "left_over": (n + 2 * p - k) % s,
            "n": n, "k": k, "s": s, "p": p}  # fmt: skip


def draw(*, n: Annotated[int, Slider(4, LONGEST, step=1, symbol="n")] = 6,
         k: Annotated[int, Slider(2, 4, step=1, symbol="k")] = 3,
         s: Annotated[int, Slider(1, 3, step=1, symbol="s")] = 2,
         p: Annotated[int, Slider(0, WIDEST, step=1, symbol="p")] = 1) -> Figure:  # fmt: skip
    """A row of cells above bars."""
    figure = Figure(figsize=(5.2, 1.9))
    axes = figure.subplots()
    places, jumped, over = (facts(n, k, s, p)[name] for name in ("places", "jumped", "left_over"))
    read = {place * s - p + u for place in range(places) for u in range(k)}
    for cell in range(-p, n + p):
        inside, ink = 0 <= cell < n, colours.INPUT if cell in read else colours.MUTED
        area = colours.CLASS_0_AREA if inside and cell in read else colours.PAPER
        axes.add_patch(Rectangle((cell + 0.05, 0.05), 0.9, 0.9, lw=1, ec=ink, ls="-" if inside else ":", fc=area))
        if not inside:
            axes.text(cell + 0.5, 0.5, "0", ha="center", va="center", color=ink)
        if cell not in read:
            axes.plot([cell + 0.12, cell + 0.88], [0.12, 0.88], color=colours.MUTED, lw=1.5)
    for place in range(places):
        start, level = place * s - p, -0.45 - 0.32 * (place % LEVELS)
        axes.plot([start + 0.1, start + k - 0.1], [level, level], color=colours.OUTPUT, lw=5, solid_capstyle="butt")
        axes.text(start + k + 0.1, level, str(place + 1), color=colours.OUTPUT, va="center")
    axes.set(xlim=(-WIDEST - 0.1, LONGEST + WIDEST + 0.7), ylim=(-2.0, 1.15), xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    unread = [*([f"{jumped} jumped over"] if jumped else []), f"{over or 'nothing'} left over"]
    axes.set_title(", ".join([f"{places} place{'s' * (places > 1)}", *unread]))
    return figure
