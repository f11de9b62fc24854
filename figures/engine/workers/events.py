"""The events of drawing, a line each: the name of a figure that is begun; the name and the outcome of one that ends."""

from typing import IO

from figures.engine.project.outcome import Outcome

Event = tuple[str, Outcome | None]


def tell(events: IO[str], name: str, outcome: str = "") -> None:
    """Write an event, with the outcome as it was written."""
    events.write(f"{name} {outcome}\n")
    events.flush()


def parted(line: str) -> tuple[str, str]:
    """The name, and the outcome as it was written: "" at the start."""
    name, _, outcome = line.rstrip("\n").partition(" ")
    return name, outcome


def event(line: str) -> Event:
    """What the line tells."""
    name, outcome = parted(line)
    return name, Outcome.read(outcome) if outcome else None
