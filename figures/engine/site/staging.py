"""A site is written beside its place and put there when it is whole: a failing build leaves the last good one."""

import atexit
import os
import re
import shutil
from pathlib import Path


class Staging:
    """The folder in which one build writes. Raises OSError where it cannot be made."""

    def __init__(self, place: Path) -> None:
        self.place = place.resolve()
        self.folder = self._beside(os.getpid())
        self.place.parent.mkdir(parents=True, exist_ok=True)
        if os.path.ismount(self.place):  # it cannot be replaced, only filled
            self.folder = self.place
        self._sweep()
        atexit.register(self.discard)  # also after Ctrl-C

    def publish(self) -> None:
        """Put the finished site in its place. Of two builds that end at once, the later one stays."""
        if self.folder == self.place:
            return
        old = self.folder.with_suffix(".old")
        while self.folder.exists():
            try:
                os.replace(self.place, old)
            except FileNotFoundError:
                pass  # the first site
            try:
                os.replace(self.folder, self.place)
            except OSError:
                if not self.place.exists():
                    raise
            self._keep_hidden(old)
            shutil.rmtree(old, ignore_errors=True)

    def _keep_hidden(self, old: Path) -> None:
        """What is hidden in the place is not the site's, such as the .git of a branch that is published: MkDocs too
        leaves it there."""
        for path in old.glob(".*"):
            if not (new := self.place / path.name).exists():
                os.replace(path, new)

    def discard(self) -> None:
        """Throw an unfinished site away."""
        if self.folder != self.place:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _beside(self, process: int | str) -> Path:
        return self.place.with_name(f".{self.place.name}.{process}.unfinished")

    def _sweep(self) -> None:
        """Remove what builds that were killed have left."""
        for path in self.place.parent.glob(self._beside("*").name):
            number = re.search(r"\.(\d+)\.unfinished$", path.name)
            if number and not _lives(int(number[1])):
                shutil.rmtree(path, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass  # it is someone else's
    return True
