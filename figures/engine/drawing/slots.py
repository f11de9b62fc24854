"""Slots: the places in a drawing whose content follows the controls. Here they are named, written and found.

A mark is whatever Matplotlib draws between two fixed things (spines, axes). Its slot is the container (the figure or
one of its axes), the band between two fixed things, and its place in the band. In the finished drawing each slot is a
group with its number, `<g data-slot="3">`, which the page's script looks for.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.engine.drawing.axes import axes_of

Slot = tuple[int, int, int]
# A slot is closed at once where its mark draws nothing, as an empty title does.
SIGN = re.compile(r'<g id="(?:slot_(\d+)_(\d+)_(\d+)"(\s*/)?|end_(\d+)_(\d+)"\s*/)>')


def numbered(number: int, content: str = "") -> str:
    """The group that stands in a drawing for a slot."""
    return f'<g data-slot="{number}">{content}</g>'


def bands_of(figure: Figure) -> Iterator[tuple[int, list[list[Artist]], list[Artist]]]:
    """For the figure and each of its axes: a number, the marks band by band, and the fixed things between them."""
    containers: list[Figure | Axes] = [figure, *axes_of(figure)]
    for number, container in enumerate(containers):
        fixed: set[Artist] = (
            set(container.axes)
            if isinstance(container, Figure)
            else {*container.spines.values(), container.xaxis, container.yaxis, *container.child_axes}
        )
        drawn = [artist for artist in container.get_children() if artist is not container.patch]
        bands: list[list[Artist]] = [[]]
        between: list[Artist] = []
        for artist in sorted(drawn, key=attrgetter("zorder")):
            if artist in fixed:
                between.append(artist)
                bands.append([])
            else:
                bands[-1].append(artist)
        yield number, bands, between


def slots_of(figure: Figure) -> Iterator[tuple[Slot, Artist]]:
    """Every mark with its slot."""
    for container, bands, _ in bands_of(figure):
        for place, band in enumerate(bands):
            yield from (((container, place, position), artist) for position, artist in enumerate(band))


def sign_slots(figure: Figure) -> Callable[[], None]:
    """Let the figure, when it is drawn as SVG, wrap each mark in a group named by its slot, and leave a sign where a
    band ends. Returns what ends this."""
    signed: list[Artist] = []

    def wrap(artist: Artist, before: str, around: str = "", after: str = "") -> None:
        original = artist.draw

        def draw(renderer: Any) -> None:
            writer = getattr(renderer, "writer", None)  # a rasterising renderer has none
            if writer and before:
                writer.element("g", id=before)
            if writer and around:
                writer.start("g", id=around)
            original(renderer)
            if writer and around:
                writer.end("g")
            if writer and after:
                writer.element("g", id=after)

        artist.draw = draw  # type: ignore[method-assign]
        signed.append(artist)

    for number, bands, between in bands_of(figure):
        for place, (band, stop) in enumerate(zip(bands, [*between, None], strict=True)):
            end = f"end_{number}_{place}"
            for position, artist in enumerate(band):
                last = stop is None and position == len(band) - 1
                wrap(artist, "", f"slot_{number}_{place}_{position}", end if last else "")
            if stop is not None:
                wrap(stop, end, "", f"end_{number}_{place + 1}" if stop is between[-1] and not bands[-1] else "")

    def unsign() -> None:
        for artist in signed:
            vars(artist).pop("draw", None)  # one that is there twice was wrapped twice

    return unsign


def placed(raw: str, slots: Sequence[Slot]) -> str:
    """The SVG of a signed figure with a numbered group for each of the slots, and without other signs.

    A slot that the drawing itself does not fill stands empty at the end of its band.
    """
    filled = {tuple(map(int, match.groups()[:3])) for match in SIGN.finditer(raw) if match[1]}
    numbers: dict[tuple[int, ...], int] = {slot: number for number, slot in enumerate(slots)}

    def sign(match: re.Match[str]) -> str:
        if match[1]:
            number = numbers.get(tuple(map(int, match.groups()[:3])))
            group = "<g>" if number is None else f'<g data-slot="{number}">'
            return group + "</g>" if match[4] else group
        band = tuple(map(int, match.groups()[4:]))
        return "".join(numbered(number) for slot, number in numbers.items() if slot[:2] == band and slot not in filled)

    return SIGN.sub(sign, raw)
