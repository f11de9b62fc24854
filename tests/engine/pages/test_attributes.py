"""Drawings without style attributes say the same by attributes of their own."""

import json
from xml.etree import ElementTree

import pytest

from figures.engine.pages.attributes import KNOWN, attributes

PATH = '<path d="M0 0" style="fill:none;stroke: var(--fig-loss) ;stroke-dasharray:2,1" />'


def test_each_declaration_becomes_an_attribute_and_all_others_stay() -> None:
    told = {"d": "M0 0", "fill": "none", "stroke": "var(--fig-loss)", "stroke-dasharray": "2,1"}
    assert ElementTree.fromstring(attributes(PATH)).attrib == told


def test_what_svg_has_no_attribute_for_stays_a_style() -> None:
    assert attributes('<g style="isolation:isolate;opacity:0.5">') == '<g opacity="0.5" style="isolation:isolate">'


def test_a_font_in_one_declaration_becomes_its_parts() -> None:
    text = '<text style="font:italic 700 11px var(--fig-mono)">a</text>'
    assert attributes(text) == (
        '<text font-style="italic" font-weight="700" font-size="11px" font-family="var(--fig-mono)">a</text>'
    )


def test_frames_stay_the_json_of_the_same_drawings() -> None:
    assert json.loads(attributes(json.dumps({"marks": [PATH, PATH]}))) == {"marks": [attributes(PATH)] * 2}


@pytest.mark.parametrize("text", ["<text>style</text>", '<path id="style" d="M0 0" />'])
def test_words_that_only_look_alike_stay(text: str) -> None:
    assert attributes(text) == text


def test_no_attribute_has_a_name_that_something_else_has_already() -> None:
    assert not KNOWN & {"d", "x", "y", "width", "height", "transform", "id", "class", "style"}
