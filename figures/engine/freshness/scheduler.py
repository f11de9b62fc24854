"""The address of a scheduler of Dask: looked at whether or not there is anything to draw."""

from urllib.parse import urlsplit

from figures.engine.project.faults import Fault, FigureError


def host_and_port(scheduler: str) -> tuple[str, int]:
    """Where it is. Raises FigureError for what is no address."""
    try:
        place = urlsplit(scheduler)
        if place.scheme and place.hostname and place.port:
            return place.hostname, place.port
    except ValueError:
        pass
    raise FigureError(Fault(f"scheduler {scheduler}: expected its address, such as tcp://host:8786"))
