"""Says what is going on: a line for each figure with its time, and on a terminal a bar below them."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WIDTH = 24  # characters of the bar


class Progress:
    """Writes to standard error, or hands finished lines to `say` (a log, for instance) and draws no bar."""

    def __init__(self, say: Callable[[str], None] | None = None) -> None:
        self.say = say
        self.bar = say is None and sys.stderr.isatty()
        self._done, self._total = 0, 0
        self._running: dict[str, None] = {}

    @contextmanager
    def over(self, total: int, doing: str = "drawing", what: str = "figure") -> Iterator[None]:
        """The work: `total` figures, or whatever else is done with what."""
        self._done, self._total = 0, total
        self._line(f"{doing} {total} {what}{'s' if total > 1 else ''}")
        try:
            yield
        finally:
            self._erase()

    def start(self, name: str) -> None:
        """Work on a figure begins."""
        self._running[name] = None
        self._draw_bar()

    def end(self, name: str, outcome: str) -> None:
        """Work on a figure ends."""
        self._running.pop(name, None)
        self._done += 1
        self._erase()
        self._line(f"{self._done:{len(str(self._total))}}/{self._total}  {name}  {outcome}")
        self._draw_bar()

    def note(self, text: str) -> None:
        """A line that is about no figure."""
        self._erase()
        self._line(text)

    def _line(self, text: str) -> None:
        (self.say or (lambda line: print(line, file=sys.stderr, flush=True)))(text)

    def _draw_bar(self) -> None:
        if self.bar and self._done < self._total:
            full = WIDTH * self._done // self._total
            names = ", ".join(self._running)
            sys.stderr.write(f"\r\x1b[K[{'#' * full}{'.' * (WIDTH - full)}] {self._done}/{self._total}  {names}"[:110])
            sys.stderr.flush()

    def _erase(self) -> None:
        if self.bar:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
