"""A real `mkdocs serve`, files edited under it, and the pages read back over HTTP."""

import re
import shutil
import signal
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer

from figures.engine.pages.attributes import attributes
from figures.engine.site.serving import Serving
from tests.engine.conftest import HEAD, HOME, Mini
from tests.engine.serving import start

QUIET = 2.5  # seconds; files are polled twice a second, so a loop would show five times
NOTICE = "This figure is being drawn; the new drawing follows by itself."
BEGINS = r"Building documentation\.\.\.|Detected file changes|nothing is being drawn any more\n"
ENDS = r"Documentation built|An error happened during the rebuild|Reloading browsers|the pages stay as they were"
READER = (
    HEAD
    + """
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"


def experiment():
    return {"n": float((DATA / "n.txt").read_text()), "x": np.arange(3)}


def draw(x, n):
    figure = Figure()
    figure.subplots().plot(x, n * x)
    return figure
"""
)
PAGE = """# Three

/// figure | reader
    alt: A line.
It is {{ reader.n | .1f }}.
///
"""


class Server:
    """mkdocs serve on a free port, and its log."""

    def __init__(self, project: Mini) -> None:
        self.project = project
        self.path = project.root.parent / "serve.log"
        environment = {"PYTHONPATH": str(HOME), "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}
        with self.path.open("w") as log:
            self.process, self.address = start(project.root, environment=environment, log=log)
        self.wait(lambda: "Serving on" in self.log() and settled(self.log()))
        self.ask("404")  # "Serving on" is logged before the thread that serves has begun

    def log(self) -> str:
        return self.path.read_text()

    def wait(self, holds: Callable[[], bool]) -> None:
        limit = time.monotonic() + 180  # against hanging only; a busy machine takes a minute to start
        while not holds():
            assert self.process.poll() is None and time.monotonic() < limit, self.log()
            time.sleep(0.05)

    def ask(self, name: str) -> str:
        with urllib.request.urlopen(f"{self.address}{name}.html", timeout=10) as answer:
            return str(answer.read().decode())

    def page(self, name: str) -> str:
        return re.sub(r"livereload\(.*?\)", "", self.ask(name))

    def save(self, path: str, text: str | None) -> str:
        """Save a file (None: delete it), wait until all that follows is shown, and return what was logged meanwhile."""
        before = self.log()
        target = self.project.root / path
        if text is None:
            target.unlink()
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        count = len(re.findall(ENDS, before))
        self.wait(lambda: len(re.findall(ENDS, self.log())) > count and settled(self.log()))
        return self.log()[len(before) :]

    def edit(self, path: str, old: str, new: str) -> str:
        text = (self.project.root / path).read_text()
        assert old in text
        return self.save(path, text.replace(old, new))

    def is_quiet(self) -> bool:
        """Nothing is built while nothing is saved."""
        before = self.log()
        time.sleep(QUIET)
        return self.log() == before

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)


def settled(log: str) -> bool:
    """Whether nothing is being built or drawn, and the last build shows all that was drawn."""
    begun = log.count("what is drawn now follows")
    ended = log.count("nothing is being drawn any more") + log.count("is wanted no longer")
    last = [max((found.end() for found in re.finditer(what, log)), default=0) for what in (BEGINS, ENDS)]
    return begun == ended and last[0] <= last[1]


def drawn(log: str) -> list[str]:
    """The figures that a rebuild has drawn."""
    return sorted(re.findall(r"^INFO +- +\d+/\d+  (\w+)  ", log, re.MULTILINE))


@pytest.fixture(scope="module")
def server(make_project: Callable[[str], Mini]) -> Iterator[Server]:
    project = make_project("serve")
    project.write("figures/reader.py", READER)
    project.write(
        "figures/style/colours.py", 'from figures.engine import Colour\nINK = Colour("#102030", dark="#e0e0e0")\n'
    )
    project.write("data/n.txt", "5")
    project.write("docs/three.md", PAGE)
    server = Server(project)
    assert drawn(server.log()) == ["dot", "line", "reader"]
    yield server
    server.stop()


def drawing(html: str) -> str:
    start = html.index('<svg class="figure-svg"')
    return html[start : html.index("</svg>", start)]


def test_nothing_is_rebuilt_while_nothing_is_saved(server: Server) -> None:
    assert server.is_quiet()


def test_saving_a_script_redraws_that_figure_and_its_page_shows_it(server: Server) -> None:
    before = drawing(server.page("two"))
    assert drawn(server.edit("figures/dot.py", "[0], [1]", "[0], [2]")) == ["dot"]
    assert drawing(server.page("two")) != before
    assert server.is_quiet()


def test_while_a_figure_is_drawn_its_page_answers_at_once_says_so_and_then_shows_it(server: Server) -> None:
    before = drawing(server.page("two"))
    script = server.project.root / "figures/dot.py"
    text = script.read_text()
    wait = server.project.root.parent / "wait"
    wait.touch()
    hold = f"import os, time\n\n\ndef draw():\n    while os.path.exists({str(wait)!r}):\n        time.sleep(0.05)\n"
    script.write_text(re.sub(r"\[0\], \[\d\]", "[0], [5]", text).replace("def draw():\n", hold))
    server.wait(lambda: NOTICE in server.page("two"))
    began = time.monotonic()
    for name in ("two", "index", "three"):
        assert (NOTICE in server.page(name)) == (name == "two")
    assert time.monotonic() - began < 5  # by drawing that never ends, if they waited
    assert drawing(server.page("two")) == before
    server.project.edit("docs/two.md", "# Two", "# Two and more")  # pages are built as ever
    server.wait(lambda: "Two and more" in server.page("two"))
    assert NOTICE in server.page("two")
    server.project.edit("docs/two.md", "# Two and more", "# Two")
    wait.unlink()
    server.wait(lambda: NOTICE not in server.page("two") and settled(server.log()))
    assert drawing(server.page("two")) != before
    assert server.log().count("wanted no longer") == 0
    script.write_text(text)
    server.wait(lambda: drawing(server.page("two")) == before and settled(server.log()))


def test_a_save_while_its_figure_is_being_drawn_is_the_one_that_is_shown(server: Server) -> None:
    before = server.log().count("drawing 1 figure")
    script = server.project.root / "figures/dot.py"
    text = script.read_text()
    script.write_text("import time\ntime.sleep(100)\n" + text)
    server.wait(lambda: server.log().count("drawing 1 figure") > before)
    script.write_text(re.sub(r"\[0\], \[\d\]", "[0], [3]", text))
    server.wait(lambda: server.log().count("drawing 1 figure") > before + 1)  # the first is not waited for
    server.wait(lambda: settled(server.log()))
    assert server.project.look().fresh.keys() == {"dot", "line", "reader"}
    newest = attributes(server.project.files("dot")["inline"].decode())
    newest = newest.replace("{attributes}", 'role="img" aria-label="A dot."')
    assert newest.startswith(re.sub(' style="aspect-ratio:[^"]*"', "", drawing(server.page("two"))))


def test_a_number_that_the_last_drawing_lacks_follows_without_a_fault(server: Server) -> None:
    before = server.page("three")
    server.project.edit("docs/three.md", "reader.n |", "reader.more |")
    log = server.edit("figures/reader.py", 'return {"n"', 'return {"more": 1.5, "n"')
    assert "It is 1.5." in server.page("three")
    server.project.edit("docs/three.md", "reader.more |", "reader.n |")
    server.edit("figures/reader.py", 'return {"more": 1.5, "n"', 'return {"n"')
    assert server.page("three") == before and "unknown" not in log


def test_saving_a_page_draws_nothing(server: Server) -> None:
    log = server.edit("docs/two.md", "Nothing moves.", "Nothing moves at all.")
    assert drawn(log) == [] and "drawing" not in log
    assert "Nothing moves at all." in server.page("two")


def test_saving_a_helper_redraws_exactly_its_dependants(server: Server) -> None:
    assert drawn(server.edit("figures/shared.py", "3.0", "4.0")) == ["line"]
    assert "The slope is 4.0." in server.page("index")


def test_saving_data_redraws_exactly_its_dependants(server: Server) -> None:
    assert drawn(server.save("data/n.txt", "6.5")) == ["reader"]
    assert "It is 6.5." in server.page("three")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [("figures/reader.py", "n * x", "2 * n * x"), ("docs/three.md", "# Three", "# Four"), ("data/n.txt", "", "7")],
)
def test_what_is_edited_in_a_folder_that_was_away_for_a_while_is_seen(
    server: Server, path: str, old: str, new: str
) -> None:
    before = server.page("three")
    place = (server.project.root / path).parent
    away = place.with_name("away")
    for here, there in ((place, away), (away, place)):
        count = len(re.findall(ENDS, server.log()))
        here.rename(there)
        server.wait(lambda: len(re.findall(ENDS, server.log())) > count and settled(server.log()))  # noqa: B023
    assert server.page("three") == before and "Traceback" not in server.log()
    text = (place / Path(path).name).read_text()
    server.save(path, text.replace(old, new, 1))
    assert server.page("three") != before
    server.save(path, text)
    assert server.page("three") == before


def test_a_place_for_which_another_plugin_asked_too_is_watched(tmp_path: Path) -> None:
    server = LiveReloadServer(lambda: None, "localhost", 0, str(tmp_path))
    try:
        server.watch(str(tmp_path))
        server.watch(str(tmp_path))
        Serving().begin(server)
        assert [emitter.watch.path for emitter in server.observer.emitters] == [str(tmp_path)]
        server.unwatch(str(tmp_path))
        assert server.observer.emitters
        server.unwatch(str(tmp_path))
        assert not server.observer.emitters
    finally:
        server.server_close()


def test_data_in_a_folder_that_a_script_begins_to_read_is_watched_from_then_on(server: Server) -> None:
    (server.project.root / "other").mkdir()
    (server.project.root / "other/n.txt").write_text("8")
    assert drawn(server.edit("figures/reader.py", '/ "data"', '/ "other"')) == ["reader"]
    assert drawn(server.save("other/n.txt", "9")) == ["reader"]
    assert "It is 9.0." in server.page("three")
    (server.project.root / "n.txt").write_text("1")
    assert drawn(server.edit("figures/reader.py", 'parent / "other"', "parent")) == ["reader"]
    assert drawn(server.save("n.txt", "2")) == ["reader"]
    assert "It is 2.0." in server.page("three")


def test_a_broken_script_puts_a_banner_over_the_last_good_drawing_and_the_next_good_save_mends_it(
    server: Server,
) -> None:
    good = server.page("two")
    log = server.edit("figures/dot.py", "return figure", "return figur")
    assert "figures/dot.py:10: NameError: name 'figur' is not defined (on docs/two.md)" in log
    broken = server.page("two")
    assert drawing(broken) == drawing(good)
    banner = broken[broken.index('<div class="figure-error" role="alert">') : broken.index('<svg class="figure-svg"')]
    assert "dot cannot be drawn." in banner and "figures/dot.py:10: NameError: name" in banner
    assert "The drawing below is the last good one." in banner and "return figur\n" in banner
    assert "figure-error" not in server.page("index")  # the rest works
    log = server.edit("figures/dot.py", "return figur\n", "return figure\n")
    assert "NameError" not in log
    assert server.page("two") == good
    assert server.is_quiet()


def test_a_fault_of_a_page_is_shown_where_it_stands_and_logged(server: Server) -> None:
    log = server.edit("docs/three.md", "reader.n |", "reader.m |")
    assert "WARNING -  docs/three.md:5: unknown fact of reader: 'm'; there are n" in log
    assert "It is [unknown fact of reader: " in server.page("three")
    server.edit("docs/three.md", "reader.m |", "reader.n |")
    assert "unknown" not in server.page("three")


def test_a_new_script_is_drawn_and_a_deleted_one_is_gone_until_it_is_back(server: Server) -> None:
    text = (server.project.root / "figures/dot.py").read_text()
    server.save("docs/four.md", "# Four\n\n/// figure | new\n    alt: A dot.\n///\n")
    assert drawn(server.save("figures/new.py", text)) == ["new"]
    shown = server.page("four")
    assert "<svg" in drawing(shown)
    assert drawn(server.save("figures/new.py", None)) == []
    assert "<svg" not in server.page("four")
    assert drawn(server.save("figures/new.py", text)) == []  # its drawing was kept
    assert server.page("four") == shown
    server.save("docs/four.md", None)
    server.save("figures/new.py", None)


def test_saving_a_colour_redraws_all_in_one_rebuild(server: Server) -> None:
    log = server.edit("figures/style/colours.py", "#e0e0e0", "#f0f0f0")
    assert drawn(log) == ["dot", "line", "reader"]
    with urllib.request.urlopen(f"{server.address}assets/engine.css", timeout=10) as answer:
        assert "--fig-ink:#f0f0f0" in answer.read().decode()
    assert server.is_quiet()  # no compiled file appeared in a watched folder
    assert not list(server.project.root.glob("figures/**/__pycache__"))


def test_a_broken_style_does_not_end_the_server_and_the_next_good_save_mends_it(server: Server) -> None:
    good = server.page("two")
    log = server.edit("figures/style/colours.py", "INK = Colour(", "INK = Color(")
    assert "WARNING -  figures/style/colours.py:2: NameError: name 'Color' is not defined" in log
    assert server.page("two") == good
    server.edit("figures/style/colours.py", "INK = Color(", "INK = Colour(")
    assert server.page("two") == good


def test_a_configuration_or_page_that_cannot_be_read_is_one_sentence_and_the_server_lives_on(server: Server) -> None:
    good = server.page("two")
    text = (server.project.root / "mkdocs.yml").read_text()
    log = server.save("mkdocs.yml", text + "extra: {a: b: c}\n")
    line = text.count("\n") + 1
    assert f"mkdocs.yml:{line}: expected ',' or '}}', but got ':'" in log and "Traceback" not in log
    assert server.page("two") == good
    log = server.save("mkdocs.yml", text.replace("[figures]", "[figures: {jobs: two}]"))
    assert "mkdocs.yml:5: setting jobs: expected a whole number, 0 for one a core, got 'two'" in log
    assert "mkdocs.yml: the pages stay as they were until it is mended" in log and "Traceback" not in log
    assert server.page("two") == good
    server.save("mkdocs.yml", text)
    page = server.project.root / "docs/latin.md"
    server.save("docs/latin.md", "# Latin\n")
    page.write_bytes("# Latin\n\ncaf\u00e9\n".encode("latin-1"))
    server.wait(lambda: "docs/latin.md:3: byte 0xe9 in column 4 is not UTF-8" in server.log())
    server.wait(lambda: settled(server.log()))
    assert "caf\ufffd" in server.page("latin")
    server.save("docs/latin.md", None)


def test_a_script_that_is_broken_at_the_first_start_shows_its_banner_and_can_be_mended(ready: Mini) -> None:
    ready.edit("figures/dot.py", "return figure", "return figur")
    shutil.rmtree(ready.root / ".cache/figures/dot")  # as if it had never been drawn
    server = Server(ready)
    try:
        assert "figures/dot.py:10: NameError" in server.log()
        broken = server.page("two")
        assert "dot cannot be drawn." in broken and "NameError" in broken and "<svg" not in broken
        assert "last good one" not in broken
        assert "<svg" in server.page("index")
        server.edit("figures/dot.py", "return figur\n", "return figure\n")
        mended = server.page("two")
        assert "cannot be drawn" not in mended and "<svg" in mended
    finally:
        server.stop()


def test_the_server_leaves_nothing_behind(ready: Mini) -> None:
    def listing() -> set[Path]:
        return {path for path in ready.root.iterdir()}

    before = listing()
    server = Server(ready)
    server.stop()
    assert listing() == before
    assert "Traceback" not in server.log()


def test_what_the_disk_refuses_is_told_and_once_it_is_mended_the_pages_are_back(server: Server) -> None:
    good, before, link = server.page("two"), server.log(), server.project.root / "docs/back"
    link.symlink_to(".")
    server.wait(lambda: "ERROR   -  there are no pages until it is mended" in server.log()[len(before) :])
    log = server.log()[len(before) :]
    assert f"ERROR   -  {link} is a link that leads back to itself, or to a folder that it lies in; delete it" in log
    assert "mkdocs.yml" not in log and "Traceback" not in log
    link.unlink()
    server.save("docs/again.md", "# Again\n")
    server.save("docs/again.md", None)
    assert server.page("two") == good
