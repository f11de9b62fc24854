"""Runs of equal marks become few paths which paint the same."""

import re

import numpy as np
import pytest

from figures.engine.pages.gathered import gathered, layers, outline

DOT = "M0 1C0.27 1 0.52 0.89 0.71 0.71C1 -0.27 0.89 -0.52 0.71 -0.71z"
SQUARE = "M-1.5 1.5l3 0 0 -3 -3 0z"
RNG = np.random.default_rng(1)
PLACES = [(float(x), float(y)) for x, y in RNG.uniform(0, 30, (60, 2)).round(2)]


def drawing(places: list[tuple[float, float]], look: str = 'fill="red"', shape: str = SQUARE, more: str = "") -> str:
    uses = "".join(f'<use x="{x:g}" y="{y:g}" href="#m" {look} />' for x, y in places)
    return f'<svg><defs><path d="{shape}" id="m"{more} /></defs><g>{uses}</g></svg>'


def corners(d: str) -> list[tuple[float, float]]:
    """The places that a path names, steps added up; independent of the code that wrote it."""
    x = y = 0.0
    begin, found = (0.0, 0.0), []
    for letter, numbers in re.findall("([MmLlCcz])([^MmLlCcz]*)", d):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        size = 6 if letter in "Cc" else 2
        for k in range(0, len(values), size):
            base = (x, y) if letter.islower() else (0.0, 0.0)
            points = [(base[0] + values[k + j], base[1] + values[k + j + 1]) for j in range(0, size, 2)]
            found += points
            x, y = points[-1]
            if letter in "Mm" and not k:
                begin = (x, y)
        if letter == "z":
            x, y = begin
    return found


@pytest.mark.parametrize("shape", [DOT, SQUARE])
def test_a_mark_in_a_path_has_the_corners_that_it_has_by_itself(shape: str) -> None:
    found = outline(shape)
    assert found is not None
    moved = corners(f"M7 -3{found[0]}")[1:]
    assert np.allclose(moved, np.add(corners(shape), (7, -3)), atol=1e-9)


@pytest.mark.parametrize("look", ['fill="red" fill-opacity="0.5"', 'fill="red" stroke="white"'])
def test_every_mark_is_there_once_with_its_look(look: str) -> None:
    made = gathered(drawing(PLACES, look))
    body = made.partition("</defs>")[2]
    assert "<use" not in body or "stroke" in look
    starts = re.findall(r"M([\d.-]+) ([\d.-]+)m", body) + re.findall(r'<use x="([\d.-]+)" y="([\d.-]+)"', body)
    assert sorted((float(x), float(y)) for x, y in starts) == sorted(PLACES)
    assert all(look in each for each in re.findall("<(?:path|use)[^>]*>", body))


@pytest.mark.parametrize("ordered", [True, False])
def test_marks_of_one_path_lie_apart_and_order_is_kept_where_it_shows(ordered: bool) -> None:
    sheets = layers(PLACES, (-1.5, -1.5, 1.5, 1.5), 1, ordered)
    level = {place: number for number, sheet in enumerate(sheets) for place in sheet}
    assert len(level) == len(PLACES) and len(sheets) > 1
    for k, (x, y) in enumerate(PLACES):
        for place in PLACES[:k]:
            if abs(x - place[0]) < 4 and abs(y - place[1]) < 4:
                assert level[place] < level[x, y] if ordered else level[place] != level[x, y]


@pytest.mark.parametrize(
    "svg",
    [
        drawing(PLACES[:2]),
        drawing(PLACES, shape="M0 0A1 1 0 0 1 2 2z"),
        drawing(PLACES, 'fill="red" clip-path="url(#c)"'),
        drawing(PLACES, 'fill="url(#g)"'),
        drawing(PLACES, more=' transform="scale(2)"'),
        drawing([(0, 0)] * 9, 'fill="red" stroke="white"'),
        drawing(PLACES).replace("<g>", '<g data-slot="0"><g/><g>', 1).replace("</g>", "</g></g>"),
    ],
    ids=[
        "few",
        "an arc",
        "a clip of its own",
        "a gradient of its own",
        "a turned shape",
        "all on one another",
        "in what moves",
    ],
)
def test_other_marks_stay_as_they_are(svg: str) -> None:
    assert gathered(svg) == svg


def test_marks_own_attributes_go_before_those_of_the_place() -> None:
    made = gathered(drawing([(0, 0), (9, 0), (18, 0)], 'fill="red" stroke="red"', more=' stroke="blue"'))
    assert 'fill="red" stroke="blue"' in made.partition("</defs>")[2]
