"""What a disk refuses, in one sentence."""

import errno

FULL_OR_CLOSED = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM}


def refusal(error: OSError) -> str:
    """What, where, and what to do."""
    remedy = "make room there or allow writing" if error.errno in FULL_OR_CLOSED else "look what is there"
    place = f" ({error.filename})" if error.filename else ""
    return f"{error.strerror or error}{place}; {remedy}"
