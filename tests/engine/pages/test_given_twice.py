"""YAML takes the last of several values of a key and says nothing: that is told, wherever authors write it."""

import pytest
import yaml
from mkdocs.config.base import ValidationError

from figures.engine.pages.book import read_book
from figures.engine.project.twice import given_twice
from figures.engine.site.plugin import FiguresPlugin
from tests.engine.conftest import Mini, faults


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nb: 2\na: 3\n", [("a", 3)]),
        ("a: 1\n'a': 2\n", [("a", 2)]),
        ('a: {b: 1, "b": 2}\n', [("b", 1)]),
        ("a:\n  b: 1\n  c: [{d: 1}, {e: 1, e: 2}]\n  b: 2\n", [("b", 4), ("e", 3)]),
        ("a: 1\na : 2\na: 3\n", [("a", 2), ("a", 3)]),
        ("a: {b: 1}\nc: {b: 1}\nb: 1\n", []),
        ("a: 'b: 1, b: 2'\nb: |\n  a: 1\n  a: 2\n", []),
        ("1: a\n'1': b\n", []),
        ("a: &all {b: 1}\nc:\n  <<: *all\n  b: 2\nd:\n  <<: *all\n", []),
        ("a: &it [*it]\nb: {a: 1, a: 2}\n", [("a", 2)]),
        ("a: [\na: 2\n", []),  # told of as what it is
        ("a: !ENV [A, 1]\nb: !!python/name:no.such\na: 1\n", [("a", 3)]),
    ],
)
def test_every_key_given_twice_is_found_with_its_line(text: str, told: list[tuple[str, int]]) -> None:
    assert sorted(given_twice(text)) == told


PAGE = """---
title: One
description: A page.
title: Two
---
# Page

/// figure | dot
    alt: A.
    alt: B.
Text, with alt: c and alt: d.
///

- in a list

    /// answer | line.slope
        within: 0.1
        choices:
          a: one
          a: two
    How steep?
    ///

```text
/// figure | dot
    alt: A.
    alt: B.
```
"""


def test_front_matter_and_blocks_are_looked_at_where_they_stand(ready: Mini) -> None:
    (ready.root / "docs/two.md").unlink()
    ready.write("docs/three.md", PAGE)
    result = ready.build()
    assert result.returncode == 1 and "Traceback" not in result.stderr
    said = [fault.partition(" gives" if "front" in fault else " is given")[0] for fault in faults(result.stderr)]
    assert said[:3] == ["docs/three.md:4: its front matter", "docs/three.md:10: alt", "docs/three.md:20: a"]
    assert "title twice, and the last would count; delete one of them" in result.stderr


def test_what_repeats_in_words_only_is_no_fault(ready: Mini) -> None:
    ready.write(
        "docs/three.md", "---\ntitle: 'a: b, a: b'\n---\n# P\n\n/// figure | dot\n    alt: 'x: 1, x: 2'\nIt.\n///\n"
    )
    (ready.root / "docs/two.md").unlink()
    assert read_book(ready.root / "docs").faults == []


def test_mkdocs_yml_is_looked_at_with_the_settings(ready: Mini) -> None:
    settings = "plugins:\n  - figures:\n      jobs: 1\n      time_limit: 5\n      jobs: 2\n"
    ready.edit("mkdocs.yml", "plugins: [figures]\n", settings)
    with pytest.raises(ValidationError) as caught:
        FiguresPlugin().load_config({"jobs": 2}, str(ready.root / "mkdocs.yml"))
    assert str(caught.value) == "mkdocs.yml:9: jobs is given twice, and the last would count; delete one of them"
    assert yaml.safe_load(settings)["plugins"][0]["figures"]["jobs"] == 2
    result = ready.build()
    assert result.returncode == 1 and "mkdocs.yml:9: jobs is given twice" in result.stderr
