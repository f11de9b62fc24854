"""The files in the folder of the pages that can be pages: those that the site does not leave out."""

import os
from collections.abc import Callable
from pathlib import Path


def hidden(path: str) -> bool:
    """Whether a file, or a folder on the way to it, is hidden: editors keep such beside the pages that are open."""
    return any(part[0] == "." for part in path.split("/"))


def sources(folder: Path, ending: str, left_out: Callable[[str], bool] = hidden) -> dict[str, Path]:
    """Every file below the folder whose name ends so, by its path from there with slashes, in alphabetical order.

    Links to other folders are followed, as MkDocs does, but none back to where it comes from.
    """
    found: dict[str, Path] = {}
    for place, inner, files in os.walk(folder, followlinks=True):
        here = os.path.realpath(place)
        inner[:] = [name for name in inner if not f"{here}/".startswith(f"{os.path.realpath(f'{place}/{name}')}/")]
        for name in files:
            path = os.path.relpath(f"{place}/{name}", folder).replace(os.sep, "/")
            if name.endswith(ending) and not left_out(path) and not (folder / path).is_fifo():
                found[path] = folder / path
    return dict(sorted(found.items(), key=lambda item: item[0].split("/")))  # a folder before what begins as it does
