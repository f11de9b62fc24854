"""Loaded by the kernel of a notebook before its first cell: drawings are shown, whether pyplot made them or not."""

import os
import sys
from functools import cache, partial
from pathlib import Path
from typing import Any

from figures.engine.typefaces.chosen import Typefaces

KINDS = {"image/svg+xml": "svg", "image/png": "retina"}
# The page shows a drawing as a picture, which cannot use the page's fonts; equal drawings have equal bytes.
UNNAMED = {"metadata": {"Date": None, "Creator": None}}
OWN = {"svg.fonttype": "path", "svg.hashsalt": "notebook"}


def environment(style: Path, folder: Path) -> dict[str, str]:
    """Variables with which a kernel draws in the house style: the layers of `style`, read only if it draws."""
    settings: dict[str, str] = {}
    for layer in sorted(style.glob("*.mplstyle")):
        for line in layer.read_text(encoding="utf-8-sig").splitlines():
            name, colon, value = line.partition(":")
            if colon and not name.lstrip().startswith("#"):
                settings[name.strip()] = value.strip()
    place = folder / "matplotlibrc"
    place.write_text("".join(f"{name}: {value}\n" for name, value in (settings | OWN).items()), encoding="utf-8")
    return {"MPLBACKEND": "module://matplotlib_inline.backend_inline", "MATPLOTLIBRC": os.fspath(place)}


def load_ipython_extension(shell: Any) -> None:
    """Called by IPython."""
    root = Path.cwd()
    _find_own(root)
    # Before those that show the drawings of pyplot.
    shell.events.register("post_execute", lambda: _letter(root) if "matplotlib" in sys.modules else None)
    shell.config.InlineBackend.figure_formats = set(KINDS.values())
    shell.config.InlineBackend.print_figure_kwargs = UNNAMED | {"bbox_inches": "tight"}
    for kind, form in KINDS.items():
        draw = partial(_draw, form=form, root=root)
        shell.display_formatter.formatters[kind].for_type_by_name("matplotlib.figure", "Figure", draw)


def _find_own(root: Path) -> None:
    """`figures` is the project's folder, as it is to scripts, wherever the engine lies."""
    import figures

    figures.__path__[:] = [str(root / "figures")]


@cache
def _letter(root: Path) -> None:
    """Give Matplotlib the project's typefaces, once."""
    from figures.engine.drawing.lettering import measure_with

    measure_with(Typefaces(root))


def _draw(figure: Any, form: str, root: Path) -> Any:
    from IPython.core import pylabtools

    _letter(root)
    tools: Any = pylabtools
    if form == "retina":
        return tools.retina_figure(figure, **UNNAMED)
    return tools.print_figure(figure, form, **UNNAMED)
