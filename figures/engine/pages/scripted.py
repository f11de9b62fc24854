"""The numbers of a figure as a script, for pages whose own script computes with them, also from the file system."""

import base64
import csv
import json
import zlib
from collections.abc import Sequence
from itertools import dropwhile
from pathlib import Path
from typing import Any

from figures.engine.project.faults import Fault, FigureError
from figures.engine.project.names import unknown

KINDS = ("i1", "u1", "i2", "u2", "i4", "u4", "f4", "f8")  # those that a browser has arrays of
READER = "figure-numbers.js"


def numbers_file(name: str, file: Path | None, wanted: Sequence[str] = ()) -> bytes:
    """The arrays of an NPZ, or the columns of a CSV, as a script: names, kinds and shapes, then all of their bytes,
    deflated, in base 64.

    Only those that are `wanted`, if any are. Raises FigureError where there is none, and for an array of a kind that
    browsers do not have.
    """
    arrays = {} if file is None else _columns(file) if file.suffix == ".csv" else _arrays(file)
    if not arrays:
        raise FigureError(
            Fault(f"figure {name} has no arrays for the script of its page; let draw take some from experiment()")
        )
    import numpy as np  # most builds need no arrays

    heads, parts = [], []
    known = list(dict.fromkeys(key.split(".")[0] for key in arrays))
    for each in wanted:
        if each not in known:
            raise FigureError(
                Fault(f"the script of the page wants {each} of figure {name}: {unknown(each, 'array', known)}")
            )
    for key, array in arrays.items():
        if wanted and key.split(".")[0] not in wanted:
            continue
        kind = f"{array.dtype.kind}{array.dtype.itemsize}"
        if kind not in KINDS:
            raise FigureError(
                Fault(
                    f"experiment() gives {key} as {array.dtype}, which the script of a page cannot read; "
                    f"expected one of {', '.join(str(np.dtype(each)) for each in KINDS)}"
                )
            )
        heads.append([key, kind, list(array.shape)])
        parts.append(np.ascontiguousarray(array, array.dtype.newbyteorder("<")).tobytes())
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = base64.b64encode(pack.compress(b"".join(parts)) + pack.flush()).decode()
    return f'figureNumbers("{name}",{json.dumps(heads, separators=(",", ":"))},"{packed}")\n'.encode()


def _arrays(archive: Path) -> dict[str, Any]:
    import numpy as np

    with np.load(archive) as arrays:
        return dict(arrays)


def _columns(table: Path) -> dict[str, Any]:
    """The columns of a table of arrays, as drawing/data.py writes it; of one of scalars, none."""
    import numpy as np

    with table.open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(dropwhile(lambda line: line.startswith("#"), file))
    if names == ["name", "value"]:
        return {}
    columns = {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}
    found = {}
    for name, column in columns.items():
        try:
            found[name] = np.array(column, float)
        except ValueError:
            found[name] = np.array(column)  # of text, which is refused if it is wanted
    return found
