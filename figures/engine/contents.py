"""Digests: contents boiled down to a name."""

import os
from hashlib import blake2b
from pathlib import Path

MISSING = "missing"  # what stands for a file that a script looked for in vain


def digest(data: bytes) -> str:
    """The content's name: 128 bits of BLAKE2b in hexadecimal."""
    return blake2b(data, digest_size=16).hexdigest()


def content_digest(path: Path) -> str:
    """Digest of a file's bytes, or of the names in a folder; MISSING if there is neither."""
    try:
        if path.is_dir():
            return digest("\n".join(sorted(name for name in os.listdir(path) if name != "__pycache__")).encode())
        return digest(path.read_bytes())
    except OSError:
        return MISSING
