"""Compares what a reader sees with what draw gives: python -m tests.engine.drawing.compare_frames PROJECT N [NAME…]

Takes the drawing and the frames from the project's cache and puts them together as the page does; calls draw on figures
of its own, laid out as the first one is, and lets Matplotlib's own renderer write them. Of both it lists what is
painted: shape, text, colours, place. Of the engine it uses the style (which measures labels) and the cache, and none of
what it judges. N settings of each figure are compared, a seeded sample; all if N is 0. Prints a line for each figure:
how many were, and the first difference. Without names it takes them from its input, one a line, and after the name, if
anybody has kept them, the file with the numbers that the figure's experiment gave.
"""

import gc
import importlib
import io
import json
import pickle
import re
import runpy
import sys
from collections.abc import Iterator
from contextlib import suppress
from inspect import signature
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.svgLib.path import parse_path
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from figures.engine.drawing.style import apply_style
from figures.engine.freshness.refresh import look
from figures.engine.project.project import Project
from figures.engine.store.cache import Entry

NEAR = 0.2  # points: rounding of both ends of a line, and points left out of it
FLOAT = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
UNSEEN = re.compile(r"(?:^|;)\s*fill-opacity\s*:\s*0(?:;|$)")
WIDTH = re.compile(r"(?:^|;)\s*stroke-width\s*:\s*([\d.]+)")
URL = re.compile(r"url\(#([^)]+)\)")
HREF = "{http://www.w3.org/1999/xlink}href"
Item = tuple[str, str, str, str, list[float]]  # kind, text, fill, stroke, numbers


def compare(project: Project, entry: Entry, sample: int, kept: str = "") -> dict[str, Any]:
    """Compare, and say what was found."""
    root, name = project.root, entry.name
    folder = root / ".cache/figures" / name
    drawing = (folder / entry.files["inline"]).read_text(encoding="utf-8").replace("{attributes}", "")
    frames = json.loads((folder / entry.files["frames"]).read_bytes())
    choices = [control["values"] for control in entry.controls.values()]
    settings = list(product(*choices))
    chosen = range(len(settings))
    if 0 < sample < len(settings):
        chosen = sorted(np.random.default_rng(1).choice(len(settings), sample, replace=False))
    script = runpy.run_path(str(project.scripts[name]))
    numbers = script["experiment"]() if "experiment" in script and not kept else {}
    if kept:
        numbers = pickle.loads(Path(kept).read_bytes())
    taken = {key: numbers[key] for key in signature(script["draw"]).parameters if key in numbers}
    colours = _light(root)
    first = script["draw"](**taken)
    plan = _plan(first)
    _find_layout(first)
    for number in chosen:
        setting = dict(zip(entry.controls, settings[number], strict=True))
        figure = script["draw"](**taken, **setting)
        _lay_out(figure, first, plan)
        at = np.unravel_index(number, frames["shape"])
        seen, right = list(_items(_shown(drawing, frames, at), colours)), list(_items(_svg(figure), {}))
        if (difference := _difference(seen, right)) is not None:
            return {"compared": len(chosen), "setting": setting, "differs": difference}
    return {"compared": len(chosen), "slots": len(frames["slots"]), "differs": None}


def _shown(drawing: str, frames: dict[str, Any], at: Any) -> str:
    """The drawing with its slots filled, and the definitions that came with them."""
    root = ElementTree.fromstring(drawing)
    for group in list(root.iter("g")):
        if "data-slot" in group.attrib:
            table = frames["slots"][int(group.get("data-slot", ""))]
            place = 0
            for axis in table["by"]:
                place = place * frames["shape"][axis] + int(at[axis])
            group[:] = ElementTree.fromstring(f"<g>{table['marks'][table['at'][place]]}</g>")
    root.extend(ElementTree.fromstring(f"<g>{frames['defs']}</g>"))
    return ElementTree.tostring(root, encoding="unicode")


def _svg(figure: Figure) -> str:
    buffer = io.StringIO()
    FigureCanvasSVG(figure).print_figure(buffer, format="svg")
    return buffer.getvalue()


def _find_layout(figure: Figure) -> None:
    """Place its axes as a drawing would. Matplotlib draws twice where there is a layout; the first time is enough."""

    class Found(Exception):
        pass

    def draw(renderer: Any) -> None:
        Figure.draw(figure, renderer)
        raise Found

    figure.draw = draw  # type: ignore[method-assign]
    with suppress(Found):
        if figure.get_layout_engine() is not None:
            _svg(figure)


def _all_axes(figure: Figure) -> list[Any]:
    found = []
    for axes in figure.axes:
        found += [axes, *axes.child_axes]
    return found


def _plan(figure: Figure) -> list[Any]:
    return [(type(axes), axes.get_position(original=True).bounds) for axes in _all_axes(figure)]


def _lay_out(figure: Figure, model: Figure, plan: list[Any]) -> None:
    """Axes do not jump: where a layout engine starts from the same plan, it places them as in the first drawing."""
    fits = any(axes.get_adjustable() == "datalim" and axes.get_aspect() != "auto" for axes in _all_axes(figure))
    if figure.get_layout_engine() is None or _plan(figure) != plan or figure.subfigs or fits:
        return
    figure.set_layout_engine("none")
    for axes, other in zip(_all_axes(figure), _all_axes(model), strict=True):
        axes.set_position(other.get_position(original=True), which="original")
        axes.set_position(other.get_position(), which="active")
    for label in ("_suptitle", "_supxlabel", "_supylabel"):
        if getattr(figure, label) and getattr(model, label):
            getattr(figure, label).set_position(getattr(model, label).get_position())


def _items(svg: str, colours: dict[str, str]) -> Iterator[Item]:
    """What is painted, in its order."""
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        element.tag = element.tag.partition("}")[2] or element.tag
        if HREF in element.attrib:
            element.set("href", element.attrib.pop(HREF))
    named = {element.get("id"): element for element in root.iter()}
    around = {child: [parent] for parent in root.iter() for child in parent}
    for element in root.iter():  # parents come first
        around[element] = [*around.get(around[element][0], []), *around[element]] if element in around else []
    hidden = {part for tag in ("defs", "clipPath") for each in root.iter(tag) for part in each.iter()}
    grounds = {part for group in root.iter("g") if group.get("id") == "patch_1" for part in group.iter()}
    for element in root.iter():
        if element in hidden or element in grounds or element.tag not in ("path", "use", "text", "image", "rect"):
            continue
        target = named.get(element.get("href", "#")[1:])
        parts = [element] if target is None else [target, element]
        style = ";".join(part.get("style", "") for part in (*around[element], *parts))
        implied = "none" if element.tag == "image" else colours.get("ink", "#000000")
        fill = _colour(style, "fill", implied, colours)
        stroke = _colour(style, "stroke", "none", colours)
        if element.tag not in ("text", "image") and {fill, stroke} == {"none"}:
            continue
        if element.tag == "rect" and element.get("style") == "fill:#fff":
            continue  # the ground that the engine lays under colours of data
        text = " ".join("".join(element.itertext()).split())
        pen = ControlBoundsPen(None)
        for outline in filter(None, (part.get("d") for part in parts)):
            parse_path(outline, pen)
        numbers = {
            key: [float(number) for number in FLOAT.findall(element.get(key, ""))]
            for key in ("x", "y", "width", "height", "transform")
        }
        if element.tag == "rect":  # a path by a shorter name
            pen.bounds, numbers, element.tag = _box(element), {}, "path"
        width = [float((WIDTH.findall(style) or ["1"])[-1])] if stroke != "none" else []
        clips = [
            named[match[1]] for part in (*around[element], element) if (match := URL.match(part.get("clip-path", "")))
        ]
        links = [part.get("href", "") for part in around[element] if part.tag == "a"]
        moves = [float(number) for group in around[element] for number in FLOAT.findall(group.get("transform", ""))]
        place = [*(pen.bounds or ()), *(number for found in numbers.values() for number in found), *moves, *width]
        for clip in clips:
            place += _bounds(clip)
        own = element.get("href", "")[:200] * (target is None)
        yield element.tag, " ".join([text or own, *links]), fill, stroke, place


def _box(rect: ElementTree.Element) -> tuple[float, ...]:
    x, y, width, height = (float(rect.get(key, "")) for key in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def _bounds(clip: ElementTree.Element) -> tuple[float, ...]:
    """Of a clipPath, which holds a path or a rectangle."""
    (shape,) = clip
    if shape.tag == "rect":
        return _box(shape)
    pen = ControlBoundsPen(None)
    parse_path(shape.get("d", ""), pen)
    return pen.bounds or ()


def _colour(style: str, key: str, implied: str, colours: dict[str, str]) -> str:
    found = re.findall(rf"(?:^|;)\s*{key}\s*:\s*([^;]+)", style)
    value = found[-1].strip() if found else implied
    if key == "fill" and UNSEEN.search(style):
        return "none"
    value = re.sub(r"var\(--fig-light,(#\w+)\).*", r"\1", value)
    value = re.sub(r"var\(--fig-([\w-]+)\)", lambda match: colours.get(match[1], match[0]), value)
    return {"#000": "#000000", "#fff": "#ffffff"}.get(value, "url" if value.startswith("url") else value)


def _light(root: Path) -> dict[str, str]:
    """The light value of each colour of the style by its name on the page."""
    plain = {"ink": "#000000", "paper": "#ffffff"}
    if not (root / "figures/style/colours.py").exists():
        return plain
    module = importlib.import_module("figures.style.colours")
    return plain | {
        name.lower().replace("_", "-"): str.__str__(value)
        for name, value in vars(module).items()
        if isinstance(value, str) and not name.startswith("_")
    }


def _difference(seen: list[Item], right: list[Item]) -> Any:
    for one, other in zip(seen, right, strict=False):
        near = len(one[4]) == len(other[4]) and np.allclose(one[4], other[4], atol=NEAR)
        if one[:4] != other[:4] or not near:
            return {"seen": str(one), "right": str(other)}
    return None if len(seen) == len(right) else {"seen": len(seen), "right": len(right)}


if __name__ == "__main__":
    gc.set_threshold(20_000, 50, 1000)  # a drawing makes many objects and few circles: a tenth of its time
    ROOT, SAMPLE, NAMES = Path(sys.argv[1]).resolve(), int(sys.argv[2]), sys.argv[3:]
    sys.path[:0] = [str(ROOT / "figures"), str(ROOT)]
    importlib.import_module("figures").__path__[:] = [str(ROOT / "figures")]
    apply_style(ROOT, "compared")
    PROJECT = Project(ROOT)
    FRESH = look(PROJECT).fresh
    for name, *kept in map(str.split, NAMES or sys.stdin):
        print(json.dumps(compare(PROJECT, FRESH[name], SAMPLE, *kept)), flush=True)
