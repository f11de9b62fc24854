"""The numbers of a figure as a script, for pages whose own script computes with them, also from the file system."""

import base64
import json
import zlib
from collections.abc import Sequence
from pathlib import Path

from figures.engine.project.faults import Fault, FigureError
from figures.engine.project.names import unknown

KINDS = ("i1", "u1", "i2", "u2", "i4", "u4", "f4", "f8")  # those that a browser has arrays of
READER = "figure-numbers.js"


def numbers_file(name: str, archive: Path | None, wanted: Sequence[str] = ()) -> bytes:
    """The arrays of an NPZ as a script: names, kinds and shapes, then all of their bytes, deflated, in base 64.

    Only those that are `wanted`, if any are. Raises FigureError where there is none, and for an array of a kind that
    browsers do not have.
    """
    if archive is None:
        raise FigureError(
            Fault(
                f"figure {name} has no arrays for the script of its page; expected draw to take some of more than one "
                "shape from experiment()"
            )
        )
    import numpy as np  # most builds need no arrays

    heads, parts = [], []
    with np.load(archive) as arrays:
        known = list(dict.fromkeys(key.split(".")[0] for key in arrays))
        for each in wanted:
            if each not in known:
                raise FigureError(
                    Fault(f"the script of the page wants {each} of figure {name}: {unknown(each, 'array', known)}")
                )
        for key in (key for key in arrays if not wanted or key.split(".")[0] in wanted):
            array = arrays[key]
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
