"""Exercises, theorems, misunderstandings and summaries: each has its form, and a heading that says what it is."""

import re
from pathlib import Path

import pytest

TAGS = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    return {str(path.relative_to(site)): path.read_text("utf-8") for path in site.rglob("*.html")}


def test_every_exercise_has_an_address_with_its_number(pages: dict[str, str]) -> None:
    box = re.compile(
        r'<div class="admonition exercise"([^>]*)>\s*<p class="admonition-title">[^<]*?(\d+)[^<]*'
        r"<a ([^>]*)>#"
    )
    count = 0
    for path, text in pages.items():
        found = box.findall(text)
        assert len(found) == text.count('class="admonition exercise"'), path
        assert len({number for _, number, _ in found}) == len(found), path
        for opening, number, link in found:
            assert f'id="exercise-{number}"' in opening and f'href="#exercise-{number}"' in link, path
        count += len(found)
    assert count > 80


def test_every_theorem_is_in_a_box_with_a_title_and_an_address(pages: dict[str, str]) -> None:
    box = re.compile(
        r'<div class="admonition theorem" id="(theorem-[\w-]+)">\s*<p class="admonition-title">'
        r'Theorem: .{8,}?<a [^>]*href="#\1"'
    )
    count = 0
    for path, text in pages.items():
        assert "<strong>Theorem" not in text, f"{path}: a theorem that is only bold"
        assert len(box.findall(text)) == text.count('class="admonition theorem"'), path
        count += len(box.findall(text))
    assert count >= 4


def test_every_misunderstanding_parts_the_word_from_the_belief(pages: dict[str, str]) -> None:
    count = 0
    for path, text in pages.items():
        for classes, heading in re.findall(r"<h[2-4]([^>]*)>(.*?)</h[2-4]>", text, re.DOTALL):
            if TAGS.sub("", heading).startswith("Misunderstanding:"):
                assert 'class="misunderstanding"' in classes, (path, heading)
                assert heading.startswith('<span class="kind">Misunderstanding:</span> '), (path, heading)
                count += 1
    assert count >= 10


def test_every_summary_is_a_list_in_its_form(pages: dict[str, str]) -> None:
    summary = re.compile(r'<h2 id="what-to-remember">.*?</h2>\s*<ul class="remember">', re.DOTALL)
    found = [path for path, text in pages.items() if 'id="what-to-remember"' in text]
    assert len(found) >= 19 and all(summary.search(pages[path]) for path in found)


def test_every_table_of_the_text_has_its_form_and_a_box_to_scroll_in(pages: dict[str, str]) -> None:
    plain = {path for path, text in pages.items() if "<table>" in text}
    boxed = sum(text.count('<div class="table"><table class="rows">') for text in pages.values())
    assert not plain and boxed >= 60
