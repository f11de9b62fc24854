"""Writes that are all or nothing."""

import os
import shutil
import threading
from contextlib import suppress
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> bool:
    """Put `data` at `path`, or leave what was there. Equal bytes are not written again: then it returns False.

    Raises OSError (no space, no permission); no half-written file stays behind.
    """
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.new")
    try:
        new.write_bytes(data)
        os.replace(new, path)
    except BaseException as error:
        with suppress(OSError):
            new.unlink()
        if isinstance(error, OSError):
            error.filename = str(path)  # a full disk does not say which file it was
        raise
    return True


def put(source: Path, target: str) -> None:
    """Make a file that nobody edits appear at `target` too: as a second name where the file system can, or as a copy.

    Raises OSError.
    """
    if os.path.lexists(target):
        os.unlink(target)  # a copy must not go into what may be another file's second name
    try:
        os.link(source, target)  # a tenth of the time of a copy
    except OSError:
        shutil.copyfile(source, target)
