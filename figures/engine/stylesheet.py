"""The style sheet of the engine: the colours of the style as variables, figures, formulas."""

import importlib.util
import traceback
from pathlib import Path

from figures.engine.colour import Colour, named_colours
from figures.engine.faults import Fault, FigureError
from figures.engine.observe import FreshLoader
from figures.engine.project import Project

PARTS = ("engine.css", "formulas.css")
DARK = '[data-md-color-scheme="slate"]'
FONTS = ('--fig-font:var(--md-text-font-family,system-ui,sans-serif);--fig-mono:ui-monospace,monospace;'
         '--fig-math:"STIX Two Text","STIX Two Math",STIXGeneral,"Cambria Math","Times New Roman",serif')
PLAIN = {"ink": Colour("#000000", dark="#ffffff"), "paper": Colour("#ffffff", dark="#000000")}


def colours_of(project: Project) -> dict[str, Colour]:
    """The colours of the project's style by CSS name; ink and paper are always there."""
    path = project.figures / "style" / "colours.py"
    if not path.exists():
        return PLAIN
    loader = FreshLoader("figure_colours", str(path))
    spec = importlib.util.spec_from_file_location("figure_colours", path, loader=loader)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        return PLAIN | named_colours(module)
    except (Exception, SystemExit) as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
        line = error.lineno if isinstance(error, SyntaxError) else lines[-1] if lines else 0
        raise FigureError(Fault(f"{type(error).__name__}: {error}", project.relative(path), line or 0)) from error


def stylesheet(project: Project) -> str:
    """Light values everywhere, dark ones only on a screen in the dark scheme, so that print is black on white."""
    colours = colours_of(project)
    light = ";".join(f"--fig-{name}:{colour}" for name, colour in colours.items())
    dark = ";".join(f"--fig-{name}:{colour.dark}" for name, colour in colours.items())
    parts = [(Path(__file__).parent / part).read_text(encoding="utf-8") for part in PARTS]
    return f":root{{{light};{FONTS}}}\n@media screen{{{DARK}{{{dark}}}}}\n" + "\n".join(parts)
