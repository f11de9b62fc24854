"""Waiting for what another process makes. It is no work of one's own, so whoever limits this process's time is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[bool], None]
_listeners: list[Listener] = []


def tell(listener: Listener) -> None:
    """From now on it is called when this process begins to wait (True), and when it goes on (False)."""
    _listeners.append(listener)


@contextmanager
def waiting() -> Iterator[None]:
    """While this lasts, the process does nothing else."""
    for listener in _listeners:
        listener(True)
    try:
        yield
    finally:
        for listener in _listeners:
            listener(False)
