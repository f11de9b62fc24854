"""What a disk refuses, in one sentence."""

import errno

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FULL_OR_CLOSED = FULL | {errno.EROFS, errno.EACCES, errno.EPERM}


def refusal(error: OSError) -> str:
    """What, where, and what to do."""
    remedy = "make room there or allow writing" if error.errno in FULL_OR_CLOSED else "look what is there"
    target = getattr(error, "filename2", None) if error.errno in FULL else None  # of a copy, where there is no room
    where = target or error.filename
    place = f" ({where})" if where else ""
    return f"{error.strerror or error}{place}; {remedy}"
