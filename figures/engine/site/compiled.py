"""Templates compiled once: Jinja's own memory of them, each file sealed, so that a damaged one is compiled again."""

import time
from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from figures.engine.store.digests import digest, sealed, unsealed
from figures.engine.store.writes import write_atomically

LEAVE = 30 * 86400.0  # seconds that a template stays which nothing asks for


class Compiled(BytecodeCache):
    """Under the name of all code that runs, since a new Jinja may compile differently."""

    def __init__(self, folder: Path, code: str) -> None:
        self.folder, self.code = folder, code

    def load_bytecode(self, bucket: Bucket) -> None:
        """The code, if it belongs to this text of the template."""
        with suppress(OSError, ValueError):
            bucket.bytecode_from_string(unsealed(self._place(bucket).read_bytes()))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        with suppress(OSError):
            write_atomically(self._place(bucket), sealed(bucket.bytecode_to_string()))

    def prune(self) -> None:
        """Forget what has not been asked for since long."""
        with suppress(OSError):
            for path in self.folder.iterdir():
                if time.time() - path.stat().st_mtime > LEAVE:
                    path.unlink(missing_ok=True)

    def _place(self, bucket: Bucket) -> Path:
        return self.folder / digest(f"{self.code} {bucket.key} {bucket.checksum}".encode())
