"""What a disk refuses, in one sentence."""

import errno
import os
from pathlib import Path

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FULL_OR_CLOSED = FULL | {errno.EROFS, errno.EACCES, errno.EPERM}


def refusal(error: OSError) -> str:
    """What, where, and what to do."""
    if error.errno == errno.ELOOP and (link := _link_back(os.fsdecode(error.filename or ""))):
        return f"{link} is a link that leads back to itself, or to a folder that it lies in; delete it"
    remedy = "make room there or allow writing" if error.errno in FULL_OR_CLOSED else "look what is there"
    target = getattr(error, "filename2", None) if error.errno in FULL else None  # of a copy, where there is no room
    where = target or error.filename
    place = f" ({where})" if where else ""
    return f"{error.strerror or error}{place}; {remedy}"


def _link_back(path: str) -> str:
    """The first link on the way that leads to where the way has been; "" if there is none."""
    for place in (*reversed(Path(path).parents), Path(path)):
        if place.is_symlink():
            real = os.path.realpath(place)  # of a link to itself, the link
            if f"{os.path.realpath(place.parent)}/".startswith(f"{real}/") or os.path.islink(real):
                return str(place)
    return ""
