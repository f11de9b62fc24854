"""Whole drawings, one for each setting, woven into one: what all of them share stands, the rest becomes slots.

This knows SVG alone, so whatever Matplotlib draws comes out as it was drawn.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from figures.engine.drawing.inline import SVG, XLINK, is_paper
from figures.engine.drawing.slots import numbered
from figures.engine.store.digests import digest

REFERENCE = re.compile(r'(?<=url\(#)[^)"]+|(?<=href="#)[^"]+')


@dataclass(frozen=True, eq=False)
class Node:
    """An element: a group with its kind ("xtick" for xtick_3), or anything else as text. Equal ones are one object."""

    kind: str
    opening: str
    children: tuple["Node", ...] | None = None

    def __str__(self) -> str:
        if self.children is None:
            return self.opening
        return f"{self.opening}{''.join(map(str, self.children))}</g>"


@dataclass
class Woven:
    """Drawings read one after the other. `woven` is the one that stands, with its slots; `slots` their contents."""

    clean: Callable[[str], str]
    slots: list[list[str]] = field(default_factory=list)
    _nodes: dict[tuple[Any, ...], Node] = field(default_factory=dict)
    _definitions: dict[str, str] = field(default_factory=dict)
    _roots: list[Node] = field(default_factory=list)
    _cleaned: dict[str, str] = field(default_factory=dict)
    _head: str = ""

    def read(self, raw: str) -> None:
        """Take the drawing of the next setting, as Matplotlib writes it."""
        root = ElementTree.fromstring(raw)
        for element in root.iter():
            element.tag = element.tag.removeprefix(SVG)
            if (target := element.attrib.pop(XLINK + "href", None)) is not None:
                element.set("xlink:href", target)
        names: dict[str, str] = {}
        for parent in list(root.iter()):
            within = parent.get("id") == "figure_1"
            for child in list(parent):
                if child.tag == "defs":
                    names |= map(self._defined, child)
                ground = within and child.get("id") == "patch_1" and is_paper(child)
                if ground or child.tag in ("defs", "metadata"):
                    parent.remove(child)
        self._head = "".join(f" {key}={quoteattr(value)}" for key, value in root.attrib.items())
        self._roots.append(self._node(root, names))

    def weave(self, standing: int) -> tuple[str, str]:
        """The SVG of the drawing with that number with its slots, and the definitions of the others."""
        body = self._children([root.children or () for root in self._roots], standing)
        used: dict[str, None] = {}
        waiting = [name for texts in self.slots for text in dict.fromkeys(texts) for name in REFERENCE.findall(text)]
        while waiting:
            if (name := waiting.pop()) in self._definitions and name not in used:
                used[name] = None
                waiting += REFERENCE.findall(self._definitions[name])
        self.slots = [[self._clean(text) for text in texts] for texts in self.slots]
        every = "".join(self._definitions.values())
        space = f'xmlns="{SVG[1:-1]}" xmlns:xlink="{XLINK[1:-1]}"'
        return (
            f"<svg {space}{self._head}><defs>{every}</defs>{body}</svg>",
            f"<defs>{''.join(self._definitions[name] for name in sorted(used))}</defs>" if used else "",
        )

    def _defined(self, element: ElementTree.Element) -> tuple[str, str]:
        """The name that a definition had, and the one that tells its content: some are only numbered."""
        old = element.attrib.pop("id", "")
        for part in element.iter():
            part.tail = None
        content = ElementTree.tostring(element, encoding="unicode")
        new = f"d{digest(content.encode())[:12]}"
        element.set("id", new)
        self._definitions[new] = ElementTree.tostring(element, encoding="unicode")
        return old, new

    def _node(self, element: ElementTree.Element, names: dict[str, str]) -> Node:
        element.tail = None
        if element.tag in ("g", "svg"):
            attributes = "".join(f" {key}={quoteattr(value)}" for key, value in element.attrib.items() if key != "id")
            kind = re.sub(r"_\d+$", "", element.get("id", "g"))
            text, children = f"<g{attributes}>", tuple(self._node(child, names) for child in element)
        else:
            kind, text, children = element.tag, ElementTree.tostring(element, encoding="unicode"), None
        text = REFERENCE.sub(lambda match: names.get(match[0], match[0]), text)
        key = kind, text, None if children is None else tuple(id(child) for child in children)
        return self._nodes.setdefault(key, Node(kind, text, children))

    def _weave(self, nodes: Sequence[Node], standing: int) -> str:
        first = nodes[0]
        if all(node is first for node in nodes):
            return str(first)
        if all(node.children is not None and node.opening == first.opening for node in nodes):
            inner = self._children([node.children or () for node in nodes], standing)
            return f"{first.opening}{inner}</g>"
        return self._slot(list(map(str, nodes)), standing)

    def _children(self, rows: Sequence[Sequence[Node]], standing: int) -> str:
        """Children that have a counterpart in every drawing one by one; what lies between them as one slot."""
        shortest = min(map(len, rows))
        head = tail = 0
        while head < shortest and len({row[head].kind for row in rows}) == 1:
            head += 1
        while tail < shortest - head and len({row[-1 - tail].kind for row in rows}) == 1:
            tail += 1
        text = "".join(self._weave([row[place] for row in rows], standing) for place in range(head))
        if any(len(row) > head + tail for row in rows):
            text += self._slot(["".join(map(str, row[head : len(row) - tail])) for row in rows], standing)
        return text + "".join(self._weave([row[-place] for row in rows], standing) for place in range(tail, 0, -1))

    def _slot(self, texts: list[str], standing: int) -> str:
        self.slots.append(texts)
        return numbered(len(self.slots) - 1, texts[standing])

    def _clean(self, text: str) -> str:
        if text not in self._cleaned:
            self._cleaned[text] = self.clean(text)
        return self._cleaned[text]
