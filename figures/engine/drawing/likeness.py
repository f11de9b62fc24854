"""Whether two drawings look the same, element by element. It knows nothing of how either of them was made."""

import json
import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

NUMBER = re.compile(r"(-?\d+(?:\.\d+)?(?:e-?\d+)?)")
REFERENCE = re.compile(r"#([\w.:-]+)(?=[\")]|$)")
NEAR = 0.03  # units of the drawing: rounding at two places, from both sides


def shown(drawing: str, frames: bytes, place: Sequence[int]) -> str:
    """The drawing as the page's script makes it at a setting: `place` gives the index of each control's value."""
    told = json.loads(frames)
    root = _parsed(drawing)
    for element in list(root.iter()):
        if (number := element.attrib.pop("data-slot", None)) is not None:
            table, at = told["slots"][int(number)], 0
            for axis in table["by"]:
                at = at * told["shape"][axis] + place[axis]
            element[:] = list(_parsed(f"<svg>{table['marks'][table['at'][at]]}</svg>"))
    root[:0] = list(_parsed(f"<svg>{told['defs']}</svg>"))
    return ElementTree.tostring(root, encoding="unicode")


def difference(one: str, other: str) -> str | None:
    """What differs first between two drawings, in a few words; None if they look the same."""
    ours, theirs = list(_elements(_parsed(one))), list(_elements(_parsed(other)))
    for (mine, words), (yours, others) in zip(ours, theirs, strict=False):
        if mine != yours and not _near(mine, yours):
            return f"{words or 'nothing'} for {others or 'nothing'}" if words != others else words
    if len(ours) != len(theirs):
        return f"{len(ours)} elements for {len(theirs)}"
    return None


def _parsed(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing.replace("{attributes}", "", 1))


def _elements(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """Each element that is painted, written out with what it refers to; and how to speak of it."""
    definitions = {element.get("id", ""): element for element in root.iter() if "id" in element.attrib}

    def written(element: ElementTree.Element) -> str:
        def follow(match: re.Match[str]) -> str:
            target = definitions.get(match[1])
            return match[0] if target is None else f"({whole(target)})"

        attributes = (
            f"{key}={REFERENCE.sub(follow, value) if '#' in value else value}"
            for key, value in sorted(element.attrib.items())
            if key not in ("id", "data-slot")
        )
        return f"{element.tag} {' '.join(attributes)} {' '.join((element.text or '').split())}"

    def whole(element: ElementTree.Element) -> str:
        return written(element) + "".join(map(whole, element))

    def walk(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
        for child in element:
            if child.tag == "defs":
                continue
            if child.tag == "g":
                plain = not set(child.attrib) - {"id", "data-slot"}
                if not plain:
                    yield written(child), "a group"
                yield from walk(child)
                if not plain:
                    yield "end of group", "a group"
            elif child.tag == "text":
                yield whole(child), f"the text “{' '.join(''.join(child.itertext()).split())}”"
            else:
                yield whole(child), f"a {child.tag}"

    return walk(root)


def _near(one: str, other: str) -> bool:
    """Equal but for the last digit of numbers."""
    ours, theirs = NUMBER.split(one), NUMBER.split(other)
    return (
        len(ours) == len(theirs)
        and ours[::2] == theirs[::2]
        and all(abs(float(mine) - float(yours)) <= NEAR for mine, yours in zip(ours[1::2], theirs[1::2], strict=True))
    )
