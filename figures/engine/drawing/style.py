"""The style of a drawing process: the project's layers over Matplotlib's defaults, its typefaces, its labels."""

from pathlib import Path

import matplotlib
from matplotlib import style

from figures.engine.drawing.labels import set_labels
from figures.engine.drawing.lettering import measure_with
from figures.engine.drawing.measuring import measure_once
from figures.engine.drawing.pdf import set_pdfs
from figures.engine.drawing.sparing import spare
from figures.engine.typefaces.chosen import Typefaces


def apply_style(root: Path, salt: str) -> None:
    """Matplotlib's defaults, the project's layers over them in the order of their names, its typefaces, and ids that
    repeat."""
    matplotlib.rcdefaults()
    style.use([str(layer) for layer in sorted((root / "figures" / "style").glob("*.mplstyle"))])
    measure_with(Typefaces(root))
    measure_once()
    set_labels()
    set_pdfs()
    spare()
    matplotlib.rcParams.update({"svg.hashsalt": salt, "svg.fonttype": "none"})
