"""The files in the folders of a project that can be pages or scripts."""

import os
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

HIDDEN = ".*"  # as MkDocs leaves files out: editors keep such beside the pages that are open


def hidden(path: str) -> bool:
    """Whether a file, or a folder on the way to it, is hidden."""
    return any(fnmatchcase(part, HIDDEN) for part in path.split("/"))


def walk(
    folder: Path, ending: str, refused: Callable[[OSError], None] | None = None
) -> Iterator[tuple[str, list[str], list[str]]]:
    """This folder and each below it, with the folders in it and the files whose names end so.

    A folder that is taken out of the list is left out; `refused` is told of one that cannot be read. Links to other
    folders are followed, as MkDocs does, but none back to where it comes from. A pipe is no file: it would never be
    read to its end.
    """
    ways = {os.fspath(folder): [os.path.realpath(folder)]}  # of each folder, those on the way to it and itself
    for place, inner, files in os.walk(folder, onerror=refused, followlinks=True):
        way = ways.pop(place)
        for name in [*inner]:
            real = os.path.realpath(os.path.join(place, name))
            if any(f"{step}/".startswith(f"{real}/") for step in way):
                inner.remove(name)
            else:
                ways[os.path.join(place, name)] = [*way, real]
        yield place, inner, [name for name in files if name.endswith(ending) and not Path(place, name).is_fifo()]


def sources(folder: Path, ending: str, left_out: Callable[[str], bool] = hidden) -> dict[str, Path]:
    """Every file below the folder whose name ends so, by its path from there with slashes, in alphabetical order."""
    found: dict[str, Path] = {}
    for place, _, files in walk(folder, ending):
        for name in files:
            path = os.path.relpath(f"{place}/{name}", folder).replace(os.sep, "/")
            if not left_out(path):
                found[path] = folder / path
    return dict(sorted(found.items(), key=lambda item: item[0].split("/")))  # a folder before what begins as it does
