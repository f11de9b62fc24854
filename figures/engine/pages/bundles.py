"""The scripts that go with pages. What one uses goes out in the same file, so that a page asks for few."""

from collections.abc import Collection
from pathlib import Path

HERE = Path(__file__).parent
USED = {  # by the script of that name, each by those after it too
    "figures.js": (
        *("figure-inputs.js", "figure-words.js", "figure-player.js"),
        *("figure-used.js", "figure-drawing.js", "figure-address.js"),
    ),
    "answers.js": ("numbers.js",),
    "figure-dragging.js": ("figure-outlines.js",),
    "figure-menu.js": ("figure-picture.js",),
}
LATER = {  # brought by the first when a reader turns to what they do
    "figure-more.js": ("figure-dragging.js", "figure-menu.js", "figure-menu.css")
}


def bundled(scripts: Collection[str]) -> dict[str, bytes]:
    """The files of these scripts, and of what they bring later, by their addresses on the site."""
    names = [*scripts, *(name for script in scripts for name in LATER.get(script, ()))]
    return {f"assets/{name}": bundle(name).encode() for name in names}


def bundle(name: str) -> str:
    """What stands in the file of that name. Several scripts stand in a block, so that their names are theirs alone."""
    parts = [(HERE / part).read_text(encoding="utf-8") for part in (*USED.get(name, ()), name)]
    return parts[0] if len(parts) == 1 else "{\n" + "\n".join(parts) + "}\n"
