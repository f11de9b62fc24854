"""The style sheet of the engine: the colours of the style as variables, figures, formulas."""

import importlib.util
import traceback
from pathlib import Path

from figures.engine.drawing.colour import PLAIN, Colour, named_colours
from figures.engine.drawing.reads import FreshLoader
from figures.engine.formulas.typesetting import STYLE
from figures.engine.project.faults import Fault, FigureError
from figures.engine.project.project import Project
from figures.engine.typefaces.beside import DRAWN, SIGNS
from figures.engine.typefaces.chosen import Typefaces

PARTS = (Path(__file__).with_name("engine.css"), STYLE)
DARK = '[data-md-color-scheme="slate"]'
FONTS = {"serif": "serif", "font": "var(--md-text-font-family,system-ui,sans-serif)", "mono": "ui-monospace,monospace"}
ROLES = {"text": "serif", "label": "font", "code": "mono"}  # the variable of each role of a typeface, after --fig-
EITHER = ("--fig-light:initial;--fig-dark: ", "--fig-light: ;--fig-dark:initial")  # a set one hides its fallback


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
        return named_colours(module)
    except (Exception, SystemExit) as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
        line = error.lineno if isinstance(error, SyntaxError) else lines[-1] if lines else 0
        raise FigureError(Fault(f"{type(error).__name__}: {error}", project.relative(path), line or 0)) from error


def stylesheet(project: Project) -> str:
    """Light values everywhere, dark ones only on a screen in the dark scheme, so that print is black on white."""
    colours, fonts = colours_of(project), fonts_of(project)
    light = ";".join(f"--fig-{name}:{value}" for name, value in (colours | fonts).items())
    dark = ";".join(f"--fig-{name}:{colour.dark}" for name, colour in colours.items())
    parts = [part.read_text(encoding="utf-8") for part in PARTS]
    night = f"{{{dark};{EITHER[1]}}}"  # by the reader's choice, or by the system's where no script can ask
    return (
        f":root{{{light};{EITHER[0]}}}\n@media screen{{{DARK}{night}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{.no-js{night}}}\n" + "\n".join(parts)
    )


def fonts_of(project: Project) -> dict[str, str]:
    """The CSS families of labels, text and code: the project's typefaces, then what its signs are taken from."""
    families = Typefaces(project.root).families()
    signs = f'"{families["signs"]}{SIGNS}",' if "signs" in families else ""
    found = {
        ROLES[role]: f'"{family}",{signs}{FONTS[ROLES[role]].rpartition(",")[2].strip(")")}'
        for role, family in families.items()
        if role in ROLES
    }
    drawn = "".join(f'"{families[role]}{DRAWN}",' for role in ("label", "signs") if role in families)
    return FONTS | found | {"label": f"{drawn}var(--fig-font)"}
