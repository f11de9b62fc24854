"""From Matplotlib's SVG to one that belongs to the page: its font, its own ids, few nodes, short numbers."""

import re
from functools import lru_cache
from xml.etree import ElementTree

from figures.engine.drawing.outline import thinned

SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
POINTS_TO_PIXELS = 1.5  # 11 points become 16.5 CSS pixels, the size of the text around
IMPLIED = {
    "fill": "var(--fig-ink)",
    "stroke-miterlimit": None,
    "font-weight": "normal",
    "stroke-opacity": "1",
    "fill-opacity": "1",
    "opacity": "1",
    "stroke-dasharray": "none",
    "stroke-dashoffset": "0",
    "font-style": "normal",
    "font-family": "var(--fig-font)",
}  # the style sheet says so for all text
# The variable of the first family that is named: "monospace" before all, "sans-serif" before "serif".
FAMILIES = {"mono": "var(--fig-mono)", "sans": "var(--fig-font)", "serif": "var(--fig-serif)"}
PAPER = "fill: var(--fig-paper)"
NUMBER = re.compile(r"(-?\d+\.\d{3,}(?:e-?\d+)?)")
COMMAND = re.compile(r"\s*([MLQCZz])\s*")


def inline(raw: str, name: str) -> tuple[str, int, int]:
    """The drawing to be set into a page, its width and its height in CSS pixels.

    Ids get the figure's name as prefix, so that two figures on a page do not share clip paths. The ground is left out
    if it is paper. Groups with a `data-slot` stay.
    """
    root = ElementTree.fromstring(raw)
    for parent in list(root.iter()):
        for child in list(parent):
            ground = child.get("id") == "patch_1" and parent.get("id") == "figure_1"
            if (ground and is_paper(child)) or child.tag in (SVG + "metadata", SVG + "style"):
                parent.remove(child)
    needed = set(re.findall(r"(?:url\(#|href=\"#)([^\")]+)", raw))
    for element in root.iter():
        _clean(element, name, needed)
    _flatten(root)
    _, _, width, height = (float(number) for number in root.attrib["viewBox"].split())
    pixels = round(width * POINTS_TO_PIXELS), round(height * POINTS_TO_PIXELS)
    root.attrib.clear()
    text = _hoisted(root) + "".join(_write(child) for child in root)
    box = f'viewBox="0 0 {short(width)} {short(height)}" width="{pixels[0]}" height="{pixels[1]}"'
    return f'<svg class="figure-svg" {box} {{attributes}}>{text}</svg>', *pixels


def is_paper(ground: ElementTree.Element) -> bool:
    """Whether a figure's own patch shows nothing but the page."""
    text = ElementTree.tostring(ground, encoding="unicode")
    return PAPER in text and "stroke:" not in text


def fragment(raw: str, name: str) -> tuple[str, str]:
    """A piece of Matplotlib's SVG as it stands on the page, and apart from it the definitions that it brings along."""
    raw = re.sub(r"\bC[0-9a-f]+_[0-9a-f]+_", "C_", raw)  # numbers of the drawing order, before a digest that suffices
    root = ElementTree.fromstring(f'<svg xmlns="{SVG[1:-1]}" xmlns:xlink="{XLINK[1:-1]}">{raw}</svg>')
    needed = {element.get("id", "") for element in root.iter() if element.tag != SVG + "g"}
    for element in root.iter():
        _clean(element, name, needed)
    _flatten(root)
    definitions = _hoisted(root)
    return "".join(_write(child) for child in root), definitions


def _hoisted(root: ElementTree.Element) -> str:
    """All definitions in one place, taken out of the groups: a mark that leaves must not take them along."""
    found: list[str] = []
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in ("defs", "filter"):
                found += map(_write, child if child.tag == "defs" else [child])
                parent.remove(child)
    return f"<defs>{''.join(dict.fromkeys(found))}</defs>" if found else ""


def _clean(element: ElementTree.Element, name: str, needed: set[str]) -> None:
    element.tag = element.tag.removeprefix(SVG)
    if (href := element.attrib.pop(XLINK + "href", None)) is not None:
        element.set("href", f"#{name}-{href[1:]}" if href.startswith("#") else href)
    if (identity := element.attrib.pop("id", None)) in needed:
        element.set("id", f"{name}-{identity}")
    for key, value in element.attrib.items():
        if "url(#" in value:  # clip paths, masks, filters, patterns and gradients, as attributes or in a style
            element.set(key, value.replace("url(#", f"url(#{name}-"))
    if style := element.attrib.pop("style", ""):
        if style := _style(style):
            element.set("style", style)
    for key, value in element.attrib.items():
        if key in ("d", "x", "y", "points", "width", "height"):
            element.set(key, _rounded(value))
        elif key == "transform" and value.startswith("rotate(-0 "):
            element.set(key, "")
        elif key == "transform" and "scale(" not in value and "matrix(" not in value:
            element.set(key, _rounded(value))
    if element.get("transform") == "":
        del element.attrib["transform"]
    if element.tag == "path" and "d" in element.attrib:
        element.set("d", thinned("".join(COMMAND.split(element.attrib["d"])).strip()))


@lru_cache(10_000)  # the marks of a drawing share a few
def _style(style: str) -> str:
    kept = []
    for declaration in style.split(";"):
        key, _, value = (part.strip() for part in declaration.partition(":"))
        if key == "font":  # style weight size family
            value = re.sub(r"(\d+(?:\.\d+)?px).*", lambda match: f"{match[1]} {_family(match[0])}", value)
        elif key == "font-family":
            value = _family(value)
        if not key or (key in IMPLIED and IMPLIED[key] in (None, value)):
            continue
        kept.append(f"{key}:{_rounded(value)}")
    return ";".join(kept)


def _family(value: str) -> str:
    return next((css for word, css in FAMILIES.items() if word in value.lower()), "var(--fig-font)")


def _flatten(element: ElementTree.Element) -> None:
    """Take out groups that say nothing, empty definitions and marks without ink."""
    if not len(element):
        return
    merged: list[ElementTree.Element] = []
    for child in element:
        _flatten(child)
        if child.tag == "g" and not child.attrib:
            merged += list(child)
        elif not (child.tag == "defs" and not len(child)) and child.get("style") != "fill:none":
            merged.append(child)
    element[:] = merged


def _write(element: ElementTree.Element) -> str:
    if element.tag not in ("text", "tspan"):
        for part in element.iter():  # white space means nothing outside text
            if part.tag not in ("text", "tspan"):
                part.text = part.text.strip() if part.text else None
            part.tail = part.tail.strip() or None if part.tail and part.tag != "tspan" else part.tail
    element.tail = None
    return ElementTree.tostring(element, encoding="unicode")


def _rounded(text: str) -> str:
    parts = NUMBER.split(text)
    parts[1::2] = [short(float(number)) for number in parts[1::2]]
    return "".join(parts)


def short(number: float) -> str:
    """The number with two digits after the point at most, as drawings write it."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
