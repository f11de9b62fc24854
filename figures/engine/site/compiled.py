"""Templates compiled once: Jinja's own memory of them, each file sealed, so that a damaged one is compiled again."""

import os
import time
from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.theme import Theme

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


class Visible(FileSystemLoader):
    """Templates, of which those in hidden folders are not listed: MkDocs leaves them out, after a look at each of the
    ten thousand icons of a theme."""

    def list_templates(self) -> list[str]:
        """The others, as addresses in alphabetical order."""
        found = set()
        for top in self.searchpath:
            for folder, inner, files in os.walk(top):
                inner[:] = [name for name in inner if name[0] != "."]
                place = os.path.relpath(folder, top).replace(os.sep, "/")
                found |= {file if place == "." else f"{place}/{file}" for file in files}
        return sorted(found)


def prepare(theme: Theme, compiled: BytecodeCache | None) -> None:
    """Have the theme's templates listed in that way, and taken as code, by whoever asks for an environment."""
    make = theme.get_env

    def get_env() -> Environment:
        environment = make()
        environment.loader = Visible(theme.dirs)
        environment.bytecode_cache = compiled
        return environment

    theme.get_env = get_env  # type: ignore[method-assign]
