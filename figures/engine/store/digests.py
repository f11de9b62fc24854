"""Digests: contents boiled down to a name."""

import os
from hashlib import blake2b
from pathlib import Path

MISSING = "missing"  # what stands for a file that a script looked for in vain


def digest(data: bytes) -> str:
    """The content's name: 128 bits of BLAKE2b in hexadecimal."""
    return blake2b(data, digest_size=16).hexdigest()


def file_digest(path: str) -> str:
    """The digest of a file's bytes. Raises OSError."""
    with open(path, "rb", buffering=0) as file:  # half the time of Path.read_bytes, for thousands of files
        return digest(file.read())


def sealed(body: bytes) -> bytes:
    """The body below a line with its digest."""
    return digest(body).encode() + b"\n" + body


def unsealed(data: bytes) -> bytes:
    """The body, if it is the one that was sealed. Raises ValueError."""
    checksum, _, body = data.partition(b"\n")
    if checksum != digest(body).encode():
        raise ValueError("the content does not match its digest")
    return body


def content_digest(path: Path) -> str:
    """Digest of a file's bytes, or of the names in a folder (but hidden ones); MISSING if there is neither."""
    try:
        if path.is_dir():  # editors keep hidden files beside those being edited, and names ending in ~
            names = [name for name in os.listdir(path) if name[0] != "." and name[-1] != "~" and name != "__pycache__"]
            return digest("\n".join(sorted(names)).encode())
        return file_digest(str(path))
    except OSError:
        return MISSING
