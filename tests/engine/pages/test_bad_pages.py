"""What a page can do wrong: one sentence with file and line each, all of them at once, and the last good site stays."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from jinja2 import DictLoader, Environment
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from figures.engine.freshness.progress import Progress
from figures.engine.pages.book import read_book
from figures.engine.project.optional import optional
from figures.engine.project.sources import sources
from figures.engine.site.build import Build
from figures.engine.site.described import left_out_of
from figures.engine.site.downloads import add_downloads
from figures.engine.site.guarded import check_templates
from figures.engine.site.plugin import FiguresPlugin
from figures.engine.site.settings import Settings
from figures.engine.site.staging import Staging
from figures.engine.site.upkeep import up_to_date
from figures.engine.store.made import Made
from tests.engine.conftest import HOME, Mini, faults

# A line of a page -> what is said of it.
LINES = {
    "{{ line.slop }}": "unknown fact of line: 'slop'; did you mean slope?",
    "{{ line.deep.err }}": "unknown fact of line.deep: 'err'; did you mean er?",
    "{{ line.slope.more }}": "unknown fact of line.slope: 'more'; there is none at all",
    "{{ lines.slope }}": "unknown figure 'lines'; did you mean line",
    "{{ line.deep }}": "fact line.deep is a group; name one of er",
    "{{ line.slope | .2q }}": "fact line.slope = 3.0 cannot be written with the format '.2q': Unknown format",
    "{{ line.slope | 9999999999.1f }}": "fact line.slope = 3.0 cannot be written with the format '9999999999.1f': expe",
    "{{ line.word | .2f }}": "fact line.word = 'up-hill' cannot be written with the format '.2f': Unknown format",
    "{{ slope | .2f }}": "{{ slope | .2f }} is not a fact; write {{ figure.fact }} or {{ figure.fact | format }}",
    "A @fig:lime here": "unknown embedded figure 'lime'; did you mean line",
    "An @eq:nothing here": "unknown equation label 'nothing'; there is none at all",
    "--8<-- figures/shared.py:SLOP": "cannot include from figures/shared.py: it defines no 'SLOP'",
    "--8<-- figures/none.py:X": "cannot include from figures/none.py: No such file or directory",
    "--8<-- docs/index.md:X": "cannot include from docs/index.md: ",
}
BLOCKS = {
    "/// figure | dott\n    alt: A.\nText.\n///": "unknown figure 'dott'; did you mean dot?",
    "/// figure | one\nText.\n///": "figure one has no alt text; add a line",
    "/// figure | two\n    alt: ''\nText.\n///": "figure two has no alt text; add a line",
    "/// figure | three\n    alt: A.\n///": "figure three has no caption; write what it means",
    "/// figure | four\n    alt: A: colon\nText.\n///": "the block of figure four cannot be read; its options are",
    "/// figure | five\n    title: A\nText.\n///": "the block of figure five cannot be read; its options are",
    "/// figure | other\n    alt: A.\n    drag: w\nText.\n///": "figure other: expected drag as {kind: control}",
    "/// figure | last\n    alt: A.\n    drag: {point: w}\nText.\n///": "unknown control of figure last: 'w'; there",
    "/// figure | dot\n    alt: Again.\nText.\n///": "figure dot stands already on docs/two.md as 1.1; "
    "refer to it with @fig:dot",
}


@pytest.fixture(scope="module")
def built(make_project: Callable[[str], Mini]) -> tuple[Mini, dict[str, int], subprocess.CompletedProcess[str]]:
    """A good build, then one with every fault at once; the line on which each fault stands."""
    project = make_project("bad-pages")
    for name in ("one", "two", "three", "four", "five", "other", "last"):
        project.write(f"figures/{name}.py", (project.root / "figures/dot.py").read_text())
    assert project.build().returncode == 0
    (project.root / "good.txt").write_text(project.page())
    lines, where = ["# Zoo", ""], {}
    for text in [*LINES, *BLOCKS]:
        where[text] = len(lines) + 1
        lines += [*text.split("\n"), ""]
    project.write("docs/zoo.md", "\n".join(lines))
    return project, where, project.build()


@pytest.mark.parametrize(("text", "sentence"), [*LINES.items(), *BLOCKS.items()], ids=[*LINES, *BLOCKS])
def test_each_fault_is_told_at_its_line(
    built: tuple[Mini, dict[str, int], subprocess.CompletedProcess[str]], text: str, sentence: str
) -> None:
    _, where, result = built
    assert [one for one in faults(result.stderr) if one.startswith(f"docs/zoo.md:{where[text]}: {sentence}")]


def test_there_is_one_sentence_a_fault_and_no_traceback(
    built: tuple[Mini, dict[str, int], subprocess.CompletedProcess[str]],
) -> None:
    _, where, result = built
    assert result.returncode == 1
    assert len(faults(result.stderr)) == len(where)
    assert "Traceback" not in result.stderr


def test_the_last_good_site_stays_and_nothing_half_made_beside_it(
    built: tuple[Mini, dict[str, int], subprocess.CompletedProcess[str]],
) -> None:
    project, _, _ = built
    assert project.page() == (project.root / "good.txt").read_text()
    assert not (project.root / "site/zoo.html").exists()
    assert not list(project.root.glob("*unfinished*")) and not list(project.root.glob(".*unfinished*"))


def test_a_format_that_a_fact_refuses_at_another_setting_is_told(ready: Mini) -> None:
    ready.script(
        "turned",
        """
        from typing import Annotated
        from figures.engine import Steps


        def draw(*, k: Annotated[int, Steps(2)] = 0):
            figure = Figure()
            figure.subplots().plot([0, k])
            return figure


        def facts(k):
            return {"x": 1.5 if k < 2 else "none"}
        """,
    )
    ready.write("docs/three.md", "# T\n\n/// figure | turned\n    alt: A.\nIt is {{ turned.x | .1f }}.\n///\n")
    result = ready.build()
    assert result.returncode == 1 and "Traceback" not in result.stderr
    [said] = faults(result.stderr)
    assert said.startswith("docs/three.md:5: fact turned.x = 'none' cannot be written with the format '.1f': Unknown")


@pytest.mark.parametrize("symbol", [r"r'\frac{1'", r'"\\frac{1"'])
def test_a_symbol_of_a_control_that_is_no_formula_is_told_where_the_script_writes_it(ready: Mini, symbol: str) -> None:
    ready.script(
        "turned",
        f"""
        from typing import Annotated
        from figures.engine import Steps


        def draw(
            *,
            k: Annotated[
                int,
                Steps(2, symbol={symbol}),
            ] = 0
        ):
            figure = Figure()
            figure.subplots().plot([0, k])
            return figure
        """,
    )
    ready.write("docs/three.md", "# T\n\n/// figure | turned\n    alt: A.\nIt turns.\n///\n")
    result = ready.build()
    assert result.returncode == 1 and "Traceback" not in result.stderr
    [said] = faults(result.stderr)
    assert said.startswith("figures/turned.py:15: formula “\\frac{1”: "), said


def test_a_block_of_code_may_show_how_code_is_included(ready: Mini) -> None:
    code = "```text\n--8<-- figures/no.py:X\n```\n\n--8<-- figures/shared.py:SLOPE\n\n"
    ready.edit("docs/two.md", "See @fig", f"{code}See @fig")
    assert ready.build("--strict").returncode == 0
    assert "--8&lt;-- figures/no.py:X" in ready.page("two") and "figures/shared.py</span>" in ready.page("two")


def test_faults_of_scripts_and_pages_are_told_together(ready: Mini) -> None:
    ready.edit("figures/dot.py", "return figure", "return figur")
    ready.write("figures/drawless.py", "X = 1\n")
    ready.edit("docs/index.md", "slope |", "slop |")
    result = ready.build()
    assert result.returncode == 1
    said = faults(result.stderr)
    assert "figures/dot.py:10: NameError: name 'figur' is not defined (on docs/two.md)" in said
    assert "docs/index.md:6: unknown fact of line: 'slop'; did you mean slope?" in said
    assert any(one.startswith("figures/drawless.py: defines no function draw()") for one in said)
    assert len(said) == 3
    assert "    return figur" in result.stderr
    assert not (ready.root / "site").exists()


EMBEDS = "# Draft\n\n/// figure | line\n    alt: A.\nAgain.\n///\n\n{{ line.nothing }}\n"


def test_what_the_site_leaves_out_is_no_page(ready: Mini) -> None:
    ready.edit("mkdocs.yml", "plugins: [figures]", "plugins: [figures]\nexclude_docs: aside/\ndraft_docs: /a-draft.md")
    for path in ("aside/other.md", "a-draft.md", ".ipynb_checkpoints/index-checkpoint.md", "templates/page.md"):
        ready.write(f"docs/{path}", EMBEDS)
    (ready.root / "docs/._two.md").write_bytes(b"\0\xff")  # as macOS leaves beside a file
    (ready.root / "docs/.#index.md").symlink_to("me@host.1:2")  # as Emacs does while a page is open
    ready.write("docs/aside/program.py", "# %%\n1 / 0\n")
    result = ready.build("--strict")
    assert result.returncode == 0, result.stderr
    assert "Figure 0.1" in ready.page() and not (ready.root / "site/aside").exists()


def test_formulas_that_no_extension_sets_are_noted_where_they_stand(ready: Mini) -> None:
    note = "docs/two.md: formulas stay as they are written; `- pymdownx.arithmatex"
    ready.edit("docs/two.md", "See @fig:line.", "$$ y = x^2 $$\n\nSee @fig:line, and `$$ a $$`.")
    for _ in range(2):  # the second takes the pages from memory
        assert note not in ready.build("--strict").stderr
    ready.edit("mkdocs.yml", "  - pymdownx.arithmatex: {generic: true}\n", "")
    result = ready.build("--strict")
    assert note in result.stderr and result.returncode == 0 and note in ready.build("--strict").stderr
    ready.edit("mkdocs.yml", "  - tables\n", "  - tables\n  - pymdownx.arithmatex\n")  # its own settings want scripts
    assert note not in ready.build("--strict").stderr and 'data-tex="y = x^2"' in ready.page("two")
    ready.edit("mkdocs.yml", "  - pymdownx.arithmatex\n", "")
    ready.edit("docs/two.md", "$$ y = x^2 $$", "It costs $$.")
    assert note not in ready.build("--strict").stderr


def test_a_draft_counts_while_it_is_served() -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Mine", "exclude_docs": "old/\n!.kept", "draft_docs": "new.md"})
    assert not config.validate()[0]
    built, served = (left_out_of(config, serving) for serving in (False, True))
    assert [built(path) for path in ("new.md", "old/a.md", ".a.md", "b/.c/a.md", ".kept/a.md", "a.md")] == [
        *(True, True, True, True, False, False)
    ]
    assert not served("new.md") and served("old/a.md")


def test_a_draft_with_a_template_that_there_is_not_is_told_before_it_ends_the_server() -> None:
    file = File("new.md", "docs", "site", False, inclusion=InclusionLevel.DRAFT)
    page: Any = SimpleNamespace(meta={"template": "nowhere.html"}, file=file)
    file.page, told = page, []
    embedding: Any = SimpleNamespace(fault=lambda message, pattern: told.append(message))
    check_templates(Files([file]), Environment(loader=DictLoader({"main.html": ""})), embedding)
    assert told[0].startswith("unknown template 'nowhere.html'; ") and page.meta == {}


def test_drafts_take_in_nothing_that_is_excluded() -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Mine", "exclude_docs": "old/", "draft_docs": "*\n!out/**"})
    assert not config.validate()[0]
    told = left_out_of(config, False)
    assert [told(path) for path in ("out/a.md", "out/old/a.md", "out/.a.md")] == [False, True, True]


def test_pages_behind_a_link_are_pages_and_a_link_back_leads_nowhere(ready: Mini) -> None:
    (ready.root / "elsewhere").mkdir()
    (ready.root / "docs/two.md").rename(ready.root / "elsewhere/two.md")
    (ready.root / "docs/part").symlink_to(ready.root / "elsewhere")
    assert ready.build("--strict").returncode == 0
    assert "Figure 1.1" in ready.page("part/two")
    (ready.root / "docs/back").symlink_to(ready.root / "docs")
    (ready.root / "elsewhere/round").symlink_to(ready.root / "docs")
    assert set(sources(ready.root / "docs", ".md")) == {"index.md", "part/two.md"}


def test_scripts_behind_a_link_are_scripts_and_a_link_back_leads_nowhere(ready: Mini) -> None:
    (ready.root / "elsewhere").mkdir()
    (ready.root / "figures/dot.py").rename(ready.root / "elsewhere/dot.py")
    (ready.root / "figures/part").symlink_to(ready.root / "elsewhere")
    (ready.root / "elsewhere/back").symlink_to(ready.root / "figures")
    project = ready.project
    assert project.scripts == {
        name: project.figures / path for name, path in (("dot", "part/dot.py"), ("line", "line.py"))
    }
    assert not project.faults


def test_a_pipe_is_neither_a_script_nor_a_page(ready: Mini) -> None:
    for path in ("figures/pipe.py", "docs/pipe.md"):
        os.mkfifo(ready.root / path)
        (ready.root / path).with_stem("leads_to_it").symlink_to(ready.root / path)
    assert set(ready.project.scripts) == {"line", "dot"}
    assert set(read_book(ready.root / "docs").pages) == {"index.md", "two.md"}


def test_a_page_that_cannot_be_read_is_told(ready: Mini) -> None:
    (ready.root / "docs/gone.md").symlink_to("nowhere.md")
    result = ready.build()
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert faults(result.stderr) == ["docs/gone.md: cannot be read: No such file or directory; mend or delete it"]


def test_what_ends_mkdocs_is_a_fault_of_its_page_told_with_the_others(ready: Mini) -> None:
    ready.write("docs/three.md", "# Three\n\nA [link](http://[bad) that no browser knows.\n")
    ready.write("docs/four.md", "---\ntemplate: nowhere.html\n---\n\n# Four\n\n{{ line.slop }}\n")
    result = ready.build()
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert [fault[:60] for fault in faults(result.stderr)] == [
        "docs/four.md:7: unknown fact of line: 'slop'; did you mean s",
        "docs/three.md:3: Markdown cannot read “http://[bad”: ValueEr",
        "docs/four.md:2: unknown template 'nowhere.html'; did you mea",
    ]


def test_what_the_disk_refuses_to_mkdocs_is_told_in_a_sentence(ready: Mini) -> None:
    (ready.root / "docs/picture.svg").symlink_to("nowhere.svg")
    result = ready.build()
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert f"No such file or directory ({ready.root}/docs/picture.svg); look what is there" in result.stderr
    assert not (ready.root / "site").exists() and not list(ready.root.glob(".site*"))


@pytest.mark.parametrize("place", ["figures", "figures/site", ".cache"])
def test_a_site_that_would_replace_the_projects_own_files_is_refused(ready: Mini, place: str) -> None:
    ready.edit("mkdocs.yml", "plugins: [figures]", f"plugins: [figures]\nsite_dir: {place}")
    before = ready.snapshot("figures")
    result = ready.build()
    assert result.returncode == 1 and "; name another folder" in result.stderr and "Traceback" not in result.stderr
    assert ready.snapshot("figures") == before


@pytest.mark.parametrize("place", ["notes.txt", "notes/of-mine.txt"])
def test_a_site_that_would_replace_what_is_none_is_refused(ready: Mini, place: str) -> None:
    ready.write(place, "mine")
    ready.edit("mkdocs.yml", "plugins: [figures]", f"plugins: [figures]\nsite_dir: {place.split('/')[0]}")
    result = ready.build()
    assert result.returncode == 1 and "mkdocs.yml:6: site_dir notes" in result.stderr
    assert "Traceback" not in result.stderr and (ready.root / place).read_text() == "mine"


@pytest.mark.parametrize(
    ("title", "told"),
    [("2024", ""), ("2024-01-31", ""), ("Yes", "True"), ("off", "False"), ("1.10", "1.1"), ("~", "None")],
)
def test_a_title_that_yaml_takes_for_something_else_is_text_or_told(ready: Mini, title: str, told: str) -> None:
    ready.edit("mkdocs.yml", "plugins: [figures]", f"plugins: [figures]\nnav:\n  - index.md\n  - {title}: two.md")
    result = ready.build("--strict")
    assert "Traceback" not in result.stderr
    if told:
        said = f"mkdocs.yml:8: YAML takes a title in nav for {told}; write it between quotation marks"
        assert result.returncode == 1 and said in result.stderr
    else:
        assert result.returncode == 0 and f"<title>{title} - Mini</title>" in ready.page("two")


def test_what_is_hidden_in_the_sites_folder_stays_there(ready: Mini) -> None:
    ready.write("site/.git/HEAD", "ref: refs/heads/published")
    ready.write("site/old.html")
    assert ready.build("--strict").returncode == 0
    assert (ready.root / "site/.git/HEAD").read_text() == "ref: refs/heads/published"
    assert not (ready.root / "site/old.html").exists() and ready.page()


def test_two_pages_with_one_address_are_told(project: Mini) -> None:
    others = {"two.py": "# Two\n", "three.py": "# Three\n"}
    [fault] = read_book(project.root / "docs", others=others).faults
    assert str(fault) == "docs/two.py: has the address of docs/two.md, which it would take away; rename one of them"


def test_a_label_given_twice_is_told(project: Mini) -> None:
    project.write("docs/three.md", "# Three\n\n$$ a \\label{one} $$\n\n$$ b \\label{one} $$\n")
    [fault] = read_book(project.root / "docs").faults
    assert str(fault) == "docs/three.md:5: label one stands already on docs/three.md as 1.1; refer to it with @eq:one"


def test_a_warning_of_mkdocs_in_a_strict_build_leaves_the_last_good_site(ready: Mini) -> None:
    assert ready.build("--strict").returncode == 0
    before = ready.snapshot("site")
    ready.edit("docs/two.md", "See @fig:line.", "See @fig:line and [nothing](nowhere.md).")
    result = ready.build("--strict")
    assert result.returncode == 1 and "nowhere.md" in result.stderr and "Traceback" not in result.stderr
    assert ready.snapshot("site") == before
    assert not list(ready.root.glob(".*unfinished*"))
    assert f"directory: {ready.root / 'site'}" in result.stderr and "unfinished" not in result.stderr


def test_a_missing_library_fails_no_build_and_is_told_on_the_page(project: Mini) -> None:
    project.edit("figures/dot.py", "import numpy as np", "import no_such_library")
    project.edit(
        "docs/two.md",
        "See @fig:line.",
        "It is {{ dot.x }} or $y = {{ dot.y_1 }}$ wide.\n\n/// answer | dot.x\n    within: 1\nHow wide?\n///",
    )
    project.write("requirements-more.txt", "no.such-library==1.0  # import no_such_library\n")
    result = project.build("--strict")
    assert result.returncode == 0, result.stderr
    sentence = "needs no_such_library, which is not installed; pip install -r requirements-more.txt adds it"
    assert f"figures/dot.py:3: {sentence}" in result.stderr
    page = project.page("two")
    assert f"This build did not draw the figure: {sentence}." in page
    assert "It is [dot was not drawn] or" in page and r"y = \text{[dot was not drawn]}" in page
    assert "This build cannot check an answer" in page and "data-truth" not in page and "<input" not in page
    article = page[page.index("<figure") : page.index("y = ")]
    assert "?" not in article and "<svg" not in article and "<svg" in project.page()


def test_a_library_that_may_not_be_missing_is_a_fault_with_its_line(project: Mini) -> None:
    project.edit("figures/dot.py", "import numpy as np", "import my_helpr")
    project.write("requirements.txt", "needed==1.0\n")
    project.write("requirements-more.txt", "-r requirements.txt\nother==1.0  # torch\n")
    result = project.build()
    assert result.returncode == 1
    [said] = faults(result.stderr)
    assert said.startswith("figures/dot.py:3: imports my_helpr, which is neither installed nor a module of this proj")
    assert optional(project.root) == {"other": "requirements-more.txt"}


def test_a_broken_style_is_told_in_one_sentence(ready: Mini) -> None:
    ready.write("figures/style/colours.py", "from figures.engine import Colour\n\nINK = Colour('red', dark='x')\n")
    result = ready.build()
    assert result.returncode == 1
    assert "figures/style/colours.py:3: ValueError: Colour: expected #rrggbb in lower case, got 'red'" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("{jobbs: 2}", "mkdocs.yml:12: unknown setting 'jobbs'; did you mean jobs?"),
        ("{jobs: two}", "mkdocs.yml:12: setting jobs: expected a whole number, 0 for one a core, got 'two'"),
        ("{time_limit: -1}", "mkdocs.yml:12: setting time_limit: expected seconds, got -1"),
        ("{time_limit: 0}", "mkdocs.yml:12: setting time_limit: expected seconds, got 0"),
        ("{time_limit: .nan}", "mkdocs.yml:12: setting time_limit: expected seconds, got nan"),
        ("{jobs: 1.5}", "mkdocs.yml:12: setting jobs: expected a whole number, 0 for one a core, got 1.5"),
        *(
            (
                f"{{notebooks_on_github: {text}}}",
                f"mkdocs.yml:12: setting notebooks_on_github: expected owner/name/{more}",
            )
            for text, more in (
                ("https://github.com/a/b", "blob/branch, got 'https://github.com/a/b'"),
                ("a/b", "blob/branch, got 'a/b'"),
                ("a/b/blob/m n", "blob/branch, got 'a/b/blob/m n'"),
            )
        ),
        *(
            (
                f"{{scheduler: '{text}'}}",
                f"mkdocs.yml:12: setting scheduler: expected its address, such as tcp://host:8786, got '{text}'",
            )
            for text in ("nonsense", "host:8786", "tcp://host", "tcp://host:port", "tcp://:8786", "tcp://h:99999")
        ),
        ("{scheduler: 8786}", "mkdocs.yml:12: setting scheduler: expected text, got 8786"),
        ("{notebooks_on_github: 1}", "mkdocs.yml:12: setting notebooks_on_github: expected text, got 1"),
    ],
)
def test_a_wrong_setting_is_told(ready: Mini, setting: str, sentence: str) -> None:
    ready.edit("mkdocs.yml", "plugins: [figures]", f"plugins:\n  - figures: {setting}")
    with pytest.raises(ValidationError) as caught:
        FiguresPlugin().load_config(yaml.safe_load(setting), str(ready.root / "mkdocs.yml"))
    assert re.sub(r"yml:\d+", "yml:12", str(caught.value)) == sentence


def test_pages_may_lie_in_another_folder_than_docs_and_faults_name_it(ready: Mini) -> None:
    assert ready.build("--strict").returncode == 0
    before = ready.page("two")
    (ready.root / "docs").rename(ready.root / "pages")
    ready.edit("mkdocs.yml", "plugins: [figures]", "plugins: [figures]\ndocs_dir: pages")
    assert ready.build("--strict").returncode == 0
    assert ready.page("two") == before
    ready.edit("pages/two.md", "@fig:line", "{{ line.slop }}")
    result = ready.build()
    assert result.returncode == 1
    assert "pages/two.md:9: unknown fact of line: 'slop'" in result.stderr, result.stderr


def test_the_script_is_offered_as_it_was_drawn(ready: Mini, tmp_path: Path) -> None:
    project = ready.project
    build = Build(project, None, Settings(), up_to_date(project, Settings(), Progress(str)), str)
    build.embedding.alts["dot"] = "A dot."
    drawn = (ready.root / "figures/dot.py").read_bytes()
    ready.edit("figures/dot.py", "return figure", "figure.text(0, 0, 'saved since')\n    return figure")
    add_downloads(build, Made(tmp_path, ""), tmp_path)
    build.close()
    assert (tmp_path / "assets/figures/dot.py").read_bytes() == drawn


def test_settings_in_mkdocs_yml_hold(ready: Mini) -> None:
    ready.edit("mkdocs.yml", "plugins: [figures]", "plugins: [figures: {time_limit: 1, jobs: 1}]")
    ready.script("dot", "def draw():\n    while True: pass\n")
    result = ready.build()
    assert result.returncode == 1
    assert "figures/dot.py:7: still running after 1 s; " in result.stderr


def test_two_builds_at_once_both_end_well_and_leave_a_whole_site(ready: Mini) -> None:
    environment = os.environ | {"PYTHONPATH": str(HOME), "NO_MKDOCS_2_WARNING": "1"}
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "-q"],
            cwd=ready.root,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in both:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    once = ready.snapshot("site")
    assert {"index.html", "two.html", "assets/engine.css", "assets/figures/dot.pdf"} <= once.keys()
    assert ready.build().returncode == 0
    assert ready.snapshot("site").keys() == once.keys()
    assert not [path for path in ready.root.iterdir() if path.name.startswith(".site")]


def test_what_a_killed_build_left_is_swept_away_and_a_living_one_is_not(project: Mini) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for number in (gone.pid, 1):
        project.write(f".site.{number}.unfinished/index.html")
    staging = Staging(project.root / "site")
    assert not (project.root / f".site.{gone.pid}.unfinished").exists()
    assert (project.root / ".site.1.unfinished").exists()
    staging.folder.mkdir()
    staging.discard()
    assert not staging.folder.exists()


def test_of_two_builds_that_end_at_once_each_has_its_own_folder_and_the_later_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = []
    for number in (111, 222):
        monkeypatch.setattr(os, "getpid", lambda number=number: number)
        both.append(Staging(tmp_path / "site"))
    assert both[0].folder != both[1].folder
    for number, staging in enumerate(both):
        staging.folder.mkdir()
        (staging.folder / f"{number}.html").write_text("")
    for staging in both:
        staging.publish()
    assert [path.name for path in tmp_path.rglob("*")] == ["site", "1.html"]
