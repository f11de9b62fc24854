"""Pages are remembered: what has not changed is not converted again, and the site is that of a build from nothing."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from figures.engine.pages.embedding import Embedding
from figures.engine.site.converted import NOTED
from figures.engine.store.digests import digest, unsealed
from tests.engine.conftest import HOME, LINE, Mini, install, mini

MEMORY = ".cache/pages"
PAGES = {"index", "two", "three", "far.four"}

CONFIGURATION = """
site_name: Remembered
theme: {name: material, font: false, custom_dir: theme}
use_directory_urls: false
plugins: [search, figures]
hooks: [hook.py]
nav: [index.md, two.md, three.md, far/four.md]
extra: {word: first}
validation: {links: {anchors: warn}}
markdown_extensions:
  - toc: {permalink: false}
  - tables
  - shout
  - pymdownx.superfences
  - pymdownx.blocks.admonition
  - pymdownx.arithmatex: {generic: true}
"""
FOUR = """
# Four

The slope is {{ line.slope | .2f }}, see @fig:line, @eq:area and [the second part](../two.md#the-second-part).

```python
print("four")
```
"""
SHOUT = """
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor


class Louder(Postprocessor):
    def run(self, text):
        return text + "<!-- !!! -->"


class Shout(Extension):
    def extendMarkdown(self, md):
        md.postprocessors.register(Louder(md), "shout", 1)


def makeExtension(**_):
    return Shout()
"""
HOOK = """
import json
import re
from pathlib import Path

from figures.engine.site.for_hooks import build_of


def on_page_markdown(markdown, **_):
    return markdown.replace('hooked', 'caught')


def on_pre_build(config):
    hooked = build_of(config).hooked
    hooked.change(signed, config.extra["word"])
    hooked.look(counted)


def on_post_build(config):
    seen = list(build_of(config).hooked.seen_by(counted))
    Path(config.site_dir, "seen.json").write_text(json.dumps(sorted(seen)))


def signed(page, word):
    with open("changed", "a") as file:
        file.writelines(f"{title}; " for title in re.findall("<title>(.*?)</title>", page))
    return page + f"<!-- {word} -->"


def counted(page):
    return [page.count("<svg"), page.count("<!-- first -->")]
"""
# Files of the project, and what an extension and a hook do with them.
FILES = {
    "mkdocs.yml": CONFIGURATION,
    "docs/index.md": "# Hello\n\n## Words\n\nOnly words, and a [link](three.md).\n",
    "docs/two.md": "# Two\n\n## The second part\n\n/// figure | dot\n    alt: A dot.\nNothing moves.\n///\n",
    "docs/three.md": "# Three\n\n/// figure | line\n    alt: A line.\nThe slope is {{ line.slope | .1f }}.\n///\n\n"
    "--8<-- figures/shared.py:SLOPE\n\n$$\n\\label{area}\n\\size^2\n$$\n",
    "docs/assets/macros.tex": "\\newcommand{\\size}{n}\n",
    "docs/far/four.md": FOUR,
    "theme/main.html": '{% extends "base.html" %}\n{% block libs %}<!-- frame -->{% endblock %}\n',
    "hook.py": HOOK,
    "code/shout.py": SHOUT,
}


class Remembering(Mini):
    """A project whose builds are looked at: what they wrote, and which pages they converted."""

    _written: dict[str, bytes] | None = None  # by the author, when the project was last built from nothing …
    _from_nothing: tuple[dict[str, bytes], list[str]] = {}, []  # … and what came of that: the site, and what was told

    def python(self, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        """With the modules of the folder code."""
        return super().python(*arguments, env={"PYTHONPATH": f"{HOME}:{self.root / 'code'}"}, **options)

    def saved(self, path: str, old: str = "", new: str = "") -> None:
        """An edit that was saved a while ago, as far as a program can tell that has started since."""
        self.edit(path, old, new)
        os.utime(self.root / path, (0, 0))

    def kept(self, kind: str = "converted") -> dict[str, bytes]:
        """What is remembered, file by file."""
        return self.snapshot(f"{MEMORY}/{kind}")

    def converted(self) -> set[str]:
        """Build, compare with a build from nothing, and tell the pages that were converted anew."""
        before, done = self.kept(), self.build()
        assert done.returncode == 0, done.stderr
        site, after = self.snapshot("site"), self.kept()
        if (written := self._by_author()) != self._written:
            (self.root / MEMORY).rename(self.root / "aside")
            fresh = self.build()
            assert fresh.returncode == 0, fresh.stderr
            self._written, self._from_nothing = written, (self.snapshot("site"), _told(fresh))
            shutil.rmtree(self.root / MEMORY)
            (self.root / "aside").rename(self.root / MEMORY)
        assert site == self._from_nothing[0]
        assert _told(done) == self._from_nothing[1]
        return {path.split(".md/")[0] for path, data in after.items() if before.get(path) != data and ".md/" in path}

    def _by_author(self) -> dict[str, bytes]:
        """Every file but those that builds and Python write."""
        written = re.compile(r"changed$|(\.cache|site|aside)/|(.*/)?__pycache__/")
        return {path: data for path, data in self.snapshot(".").items() if not written.match(path)}


def _told(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in done.stderr.splitlines() if "WARNING" in line]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Remembering:
    """The project, built once; only to be copied."""
    project = Remembering(mini(tmp_path_factory.mktemp("built") / "mini").root)
    (project.root / ".cache").mkdir()
    (project.root / ".cache/formulas").symlink_to(HOME / ".cache/formulas")  # Node and MathJax are fetched once
    for path, text in FILES.items():
        os.utime(project.write(path, text), (0, 0))
    done = project.build()
    assert done.returncode == 0, done.stderr
    return project


@pytest.fixture
def book(built: Remembering, tmp_path: Path) -> Remembering:
    return Remembering(shutil.copytree(built.root, tmp_path / "mini", symlinks=True))


def test_nothing_is_converted_when_nothing_has_changed(book: Remembering) -> None:
    assert book.converted() == set()


def test_a_build_with_nothing_stale_loads_nothing_heavy(book: Remembering) -> None:
    book.build()
    words = book.python("-X", "importtime", "-m", "mkdocs", "build").stderr
    loaded = {line.rpartition("|")[2].strip() for line in words.splitlines() if line.startswith("import time:")}
    assert "figures.engine.site.memory" in loaded
    heavy = ("matplotlib", "numpy", "nbclient", "nbconvert", "nbformat", "jupytext", "IPython", "fontTools", "asyncio")
    assert {name for name in loaded if name.partition(".")[0] in heavy} == set()
    assert {name for name in loaded if name.startswith(("pygments.lexers.", "pygments.formatters."))} <= {
        "pygments.lexers._mapping",
        "pygments.formatters._mapping",
        "pygments.formatters.html",
    }


# What is edited -> the pages that are made of it.
EDITS: dict[str, tuple[Callable[[Remembering], object], set[str]]] = {
    "a word": (lambda book: book.saved("docs/index.md", "Only words", "Only a few words"), {"index"}),
    "the text of a figure's caption": (lambda book: book.saved("docs/two.md", "Nothing", "Not a thing"), {"two"}),
    "a fact": (lambda book: book.saved("figures/shared.py", "3.0", "4.0"), {"three", "far.four"}),
    "code on a page": (lambda book: book.saved("figures/shared.py", "3.0", "3.0  # steep"), {"three"}),
    "the numbers of figures": (
        lambda book: book.saved("mkdocs.yml", "two.md, three.md", "three.md, two.md"),
        {"two", "three", "far.four"},
    ),
    "a figure before others": (
        lambda book: book.saved("docs/three.md", "# Three\n", f"# Three\n{DOT_TOO}"),
        {"three", "far.four"},
    ),
    "an equation before others": (
        lambda book: book.saved("docs/three.md", "--8<--", f"{SUM}--8<--"),
        {"three", "far.four"},
    ),
    "a macro of formulas": (lambda book: book.saved("docs/assets/macros.tex", "{n}", "{n + 1}"), set()),
    "a new page that nobody links to": (lambda book: book.write("docs/new.md", "# New\n"), {"new"}),
    "a frame of the theme": (lambda book: book.saved("theme/main.html", "frame", "framed"), set()),
    "a setting of Markdown": (lambda book: book.saved("mkdocs.yml", "permalink: false", "permalink: true"), PAGES),
    "a setting of the theme": (lambda book: book.saved("mkdocs.yml", "word: first", "word: second"), set()),
    "a setting of addresses": (
        lambda book: book.saved("mkdocs.yml", "directory_urls: false", "directory_urls: true"),
        PAGES,
    ),
    "an extension": (lambda book: book.saved("code/shout.py", "!!!", "!!!!"), PAGES),
    "a hook": (lambda book: book.saved("hook.py", "'hooked'", "'words'"), PAGES),
    "a library's version": (lambda book: install(book.root / "code", "2.0"), PAGES),
}
SUM = "$$\n\\label{sum}\n1 + 1\n$$\n\n"
DOT_TOO = "\n/// figure | spot\n    alt: A spot.\nAnother.\n///\n"


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_its_pages_are_converted_and_the_site_is_that_of_a_build_from_nothing(
    book: Remembering, edit: str
) -> None:
    if edit == "a figure before others":
        shutil.copy(book.root / "figures/dot.py", book.root / "figures/spot.py")
    change, pages = EDITS[edit]
    change(book)
    assert book.converted() == pages
    assert book.converted() == set()


def test_whatever_pages_tell_the_embedding_is_known_to_the_memory() -> None:
    told = {field.name for field in fields(Embedding) if field.name not in ("project", "state", "book", "page")}
    assert told == {*NOTED, "faults", "blocks", "formulas", "quoting"}


def test_an_undone_edit_finds_what_was_remembered(book: Remembering) -> None:
    book.saved("docs/index.md", "Only words", "Words only")
    assert book.converted() == {"index"}
    book.saved("docs/index.md", "Words only", "Only words")
    assert book.converted() == set()


def test_a_heading_that_went_is_missed_by_a_page_that_is_remembered(book: Remembering) -> None:
    book.saved("docs/two.md", "## The second part", "## Another part")
    assert book.converted() == {"two"}
    done = book.build("--strict")
    assert done.returncode != 0 and "two.md#the-second-part" in done.stderr


def test_a_deleted_page_is_missed_by_the_pages_that_link_to_it(book: Remembering) -> None:
    (book.root / "docs/three.md").unlink()
    book.saved("mkdocs.yml", "two.md, three.md", "two.md")
    book.saved("docs/far/four.md", ", see @fig:line, @eq:area", "")
    book.converted()
    for _ in range(2):
        assert "three.md" in " ".join(_told(book.build()))


def test_what_is_wrong_with_a_page_is_told_by_every_build(book: Remembering) -> None:
    book.saved("docs/index.md", "Only words", "Only {{ line.steepness }}")
    for _ in range(2):
        done = book.build()
        assert done.returncode != 0 and "docs/index.md:5: unknown fact of line: 'steepness'" in done.stderr
    book.saved("docs/index.md", "Only {{ line.steepness }}", "Only words")
    assert book.converted() == set()


def test_a_figure_without_script_is_told_though_its_page_is_unchanged(book: Remembering) -> None:
    (book.root / "figures/dot.py").unlink()
    done = book.build()
    assert done.returncode != 0 and "docs/two.md:5: unknown figure 'dot'" in done.stderr


def test_what_hooks_do_with_finished_pages_is_remembered_with_them(book: Remembering) -> None:
    def changed() -> set[str]:
        (book.root / "changed").write_text("")
        assert book.build().returncode == 0
        return {title.partition(" - ")[0] for title in (book.root / "changed").read_text().split("; ") if title}

    every = {"Remembered", "Two", "Three", "Four"}
    changed()
    assert changed() == set()
    assert book.page("two").endswith("<!-- first -->")
    assert [1 for svg, first in json.loads((book.root / "site/seen.json").read_text()) if first] == [1] * 4
    book.saved("docs/two.md", "Nothing", "Not a thing")
    assert changed() == {"Two"}
    book.saved("figures/line.py", ".plot(x, y)", ".plot(x, -y)")
    assert changed() == {"Three"}
    book.saved("theme/main.html", "frame", "framed")
    assert changed() == every
    book.saved("mkdocs.yml", "word: first", "word: second")
    assert changed() == every
    assert json.loads((book.root / "site/seen.json").read_text())[0][1] == 0
    assert book.converted() == set()


def test_what_a_hook_does_in_functions_without_a_name_is_done_by_every_build(book: Remembering) -> None:
    unnamed = "hooked.change(lambda page: page + config.extra['word'])\n    hooked.change(lambda page: page + '!')"
    book.saved("hook.py", "hooked.change(signed, config.extra['word'])".replace("'", '"'), unnamed)
    book.converted()
    assert book.page("two").endswith("first!")
    book.saved("mkdocs.yml", "word: first", "word: second")
    book.converted()
    assert book.page("two").endswith("second!")


@pytest.mark.parametrize("folder", ["", "code/"])
def test_code_that_a_hook_loads_only_when_it_is_called_is_code_too(book: Remembering, folder: str) -> None:
    book.write(f"{folder}late.py", "import later\n\nWORD = later.WORD\n")
    book.write(f"{folder}later.py", "WORD = 'rather'\n")
    book.saved("hook.py", "    return page + f", "    from late import WORD as word\n    return page + f")
    for path in ("late.py", "later.py"):
        os.utime(book.root / folder / path, (0, 0))
    assert book.converted() == PAGES
    assert "<!-- rather -->" in book.page()
    book.saved(f"{folder}later.py", "rather", "quite")
    book.converted()
    assert "<!-- quite -->" in book.page()
    assert book.converted() == set()


def test_the_number_of_an_equation_follows_its_chapter_where_nothing_else_on_the_page_does(book: Remembering) -> None:
    book.write("theme/bare.html", "{{ page.content }}")
    book.write("docs/sum.md", f"---\ntemplate: bare.html\n---\n# Sum\n\n{SUM}")
    book.saved("mkdocs.yml", "far/four.md]", "far/four.md, sum.md]")
    book.build()
    assert ">(4.1)<" in book.page("sum")
    book.saved("mkdocs.yml", "three.md, far/four.md, sum.md", "three.md, sum.md, far/four.md")
    assert "sum" not in book.converted()
    assert ">(3.1)<" in book.page("sum")


def test_search_entries_are_those_of_a_build_from_nothing_when_only_their_titles_change(book: Remembering) -> None:
    book.saved("docs/index.md", "# Hello", "---\ntitle: Another\nsearch: {boost: 3}\n---\n# Hello")
    book.converted()
    found = json.loads((book.root / "site/search/search_index.json").read_text())["docs"]
    assert [entry["boost"] for entry in found if entry["location"].startswith("index.html")] == [3, 3]


@pytest.mark.parametrize("kind", ["converted", "indexed", "finished", "templates"])
def test_a_damaged_memory_is_made_again(book: Remembering, kind: str) -> None:
    shutil.rmtree(book.root / MEMORY)  # templates go by their place, which for the copy is another
    book.build()
    whole = book.kept(kind)
    for path, data in whole.items():
        (book.root / MEMORY / kind / path).write_bytes(data[:-3])
    assert book.converted() == (PAGES if kind == "converted" else set())
    kept = book.kept(kind)
    assert kept.keys() == whole.keys()
    for path, data in kept.items():
        assert digest(data) == Path(path).stem if path.endswith(".html") else unsealed(data)


def test_an_entry_of_equal_form_with_another_text_is_not_believed(book: Remembering) -> None:
    [path] = (book.root / MEMORY / "converted/index.md").glob("*.json")
    path.write_bytes(path.read_bytes().replace(b"Only words", b"Only lies ", 1))
    assert book.converted() == {"index"}


def test_where_nothing_can_be_kept_the_site_is_built_all_the_same(book: Remembering) -> None:
    site = book.build() and book.snapshot("site")
    shutil.rmtree(book.root / MEMORY)
    (book.root / MEMORY).write_text("a file")
    assert book.build().returncode == 0
    assert book.snapshot("site") == site


def test_two_builds_at_once_remember_the_same(book: Remembering) -> None:
    whole = book.kept()
    shutil.rmtree(book.root / MEMORY)
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir"]
    environment = os.environ | {"PYTHONPATH": f"{HOME}:{book.root / 'code'}", "NO_MKDOCS_2_WARNING": "1"}
    builds = [subprocess.Popen([*command, f"site{number}"], cwd=book.root, env=environment) for number in (1, 2)]
    assert [build.wait(120) for build in builds] == [0, 0]
    assert book.kept() == whole
    assert book.snapshot("site1") == book.snapshot("site2")


def test_a_module_saved_while_it_was_loaded_is_not_remembered_by(book: Remembering) -> None:
    book.edit("code/shout.py", "!!!", "?!")  # now, so that a process cannot tell which of the two it runs
    before = book.kept()
    assert book.build().returncode == 0
    assert book.kept() == before
    assert "?!" in book.page()


def test_what_a_quiet_build_did_not_tell_is_told_by_the_next(book: Remembering) -> None:
    book.saved("docs/index.md", "(three.md)", "(nowhere.md)")
    assert book.build("--quiet").returncode == 0
    assert "nowhere.md" in " ".join(_told(book.build()))


UNNAMEABLE = {
    "extension": (
        "hook.py",
        "def on_page",
        "import shout\n\n\ndef on_config(config):\n    extension = shout.Shout()\n"
        "    extension.state = object()\n    config.markdown_extensions.append(extension)\n\n\ndef on_page",
    ),
    "setting": (
        "mkdocs.yml",
        "toc: {permalink: false}",
        "toc: {slugify: !!python/object/apply:functools.partial "
        "{args: [!!python/name:markdown.extensions.toc.slugify '']}}",
    ),
}


@pytest.mark.parametrize("what", UNNAMEABLE)
def test_what_no_name_can_tell_keeps_nothing(book: Remembering, what: str) -> None:
    book.saved(*UNNAMEABLE[what])
    before = book.kept()
    assert book.build().returncode == 0
    assert book.kept() == before


def test_a_fact_of_a_figure_that_was_never_drawn_comes_as_soon_as_it_is(book: Remembering) -> None:
    book.saved("figures/line.py", "def draw(x, y):", "import no_such_library\n\n\ndef draw(x, y):")
    assert book.build().returncode != 0
    book.write("figures/line.py", LINE)
    assert book.converted() == set()
