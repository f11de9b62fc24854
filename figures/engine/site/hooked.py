"""What hooks of a project do with finished pages, told here so that it is remembered with them.

A hook that writes on every page, or reads it, does so again in each build. One that says which function does it, and
with which settings, is asked only for pages that have changed: its function may depend on nothing else. Of a function
or a setting without a name of its own nobody can tell whether it is the same; pages are then finished by every build.
"""

from collections.abc import Callable, Iterator
from typing import Any

Change = Callable[..., str]
Look = Callable[[str], Any]


class Hooked:
    """The functions of one build, and what they saw."""

    def __init__(self) -> None:
        self._changes: dict[Change, tuple[Any, ...]] = {}
        self._looks: dict[Look, int] = {}  # with their places among what was seen
        self.seen: dict[str, list[Any]] = {}  # of each page, by all of them

    def change(self, function: Change, *settings: Any) -> None:
        """Make every page what the function makes of it and of the settings, after those that came before."""
        self._changes[function] = settings

    def look(self, function: Look) -> None:
        """Show every page, as readers get it, to a function that gives what JSON can write."""
        self._looks.setdefault(function, len(self._looks))

    def seen_by(self, function: Look) -> Iterator[Any]:
        """What it gave for each page."""
        return (seen[self._looks[function]] for seen in self.seen.values())

    def asked(self) -> Any:
        """What else a page depends on, since code is known."""
        return [list(self._changes.items()), list(self._looks)]

    def finish(self, html: str, path: str) -> str:
        """The page with all changes."""
        for function, settings in self._changes.items():
            html = function(html, *settings)
        self.seen[path] = [look(html) for look in self._looks]
        return html
