"""A real `mkdocs serve`: notebooks are saved under it, and their pages read back over HTTP."""

import re
import urllib.error
from collections.abc import Callable, Iterator

import pytest

from tests.engine.conftest import Mini
from tests.engine.notebooks.notes import output, with_notebooks

from .test_serve import Server, drawn


def executed(log: str) -> list[str]:
    """The notebooks that a rebuild has executed."""
    return sorted(re.findall(r"^INFO +- +\d+/\d+  (\S+\.py)  ", log, re.MULTILINE))


@pytest.fixture(scope="module")
def server(make_project: Callable[[str], Mini]) -> Iterator[Server]:
    project = with_notebooks(make_project("serve-notebooks"))
    project.write("docs/sum.py", "# %% [markdown]\n# # Sum\n\n# %%\nx = 1\nprint('sum', x + 1)\n")
    server = Server(project)
    assert executed(server.log()) == ["clock.py", "part/note.py", "sum.py"]
    yield server
    server.stop()


def test_nothing_is_rebuilt_while_nothing_is_saved(server: Server) -> None:
    assert server.is_quiet()


def test_saving_a_notebook_executes_it_alone_and_its_page_shows_the_new_output(server: Server) -> None:
    clock = server.page("clock")
    assert output(server.page("sum")) == ["sum 2\n"]
    assert executed(server.edit("docs/sum.py", "x = 1", "x = 4")) == ["sum.py"]
    assert output(server.page("sum")) == ["sum 5\n"]
    assert server.page("clock") == clock
    assert server.is_quiet()


def test_saving_a_page_or_a_script_executes_nothing(server: Server) -> None:
    assert executed(server.edit("docs/two.md", "Nothing moves.", "Nothing moves at all.")) == []
    log = server.edit("figures/own.py", '"at": 0.5', '"at": 0.7')
    assert drawn(log) == ["own"] and executed(log) == []
    assert "x = 0.7" in server.page("part/note")  # the fact on the notebook's page follows


def test_saving_a_helper_executes_exactly_its_dependants(server: Server) -> None:
    assert executed(server.edit("maths/slopes.py", "30", "31")) == ["part/note.py"]
    assert "True $x$ 31" in output(server.page("part/note"))[0]
    assert executed(server.edit("maths/other.py", "0", "1")) == []
    assert server.is_quiet()  # the kernel left no compiled file in a watched folder


def test_a_failing_cell_leaves_the_last_good_page_with_a_banner_and_the_next_good_save_mends_it(server: Server) -> None:
    good, clock = server.page("sum"), server.page("clock")
    log = server.edit(
        "docs/sum.py", "print('sum', x + 1)", "print('sum', x + one)  # new\n\n# %% [markdown]\n# New words."
    )
    assert "docs/sum.py:6: cell 1: NameError: name 'one' is not defined" in log
    broken = server.page("sum")
    [banner] = re.findall(r'<div class="figure-error" role="alert">.*?</div>', broken, re.DOTALL)
    assert "docs/sum.py:6: cell 1: NameError: name &#x27;one&#x27; is not defined" in banner
    assert "What follows is the last good state of the page." in banner and "# new" in banner
    assert broken.replace(banner, "") == good
    assert server.page("clock") == clock
    log = server.edit("docs/sum.py", "x + one)  # new", "10)")
    assert "New words." in server.page("sum") and "New words." not in good
    assert executed(log) == ["sum.py"] and "NameError" not in log
    assert output(server.page("sum")) == ["sum 10\n"] and "figure-error" not in server.page("sum")
    assert server.is_quiet()


def test_undoing_an_edit_executes_nothing(server: Server) -> None:
    shown, before = output(server.page("sum")), (server.project.root / "docs/sum.py").read_text()
    assert executed(server.edit("docs/sum.py", "x = ", "x = 10 + ")) == ["sum.py"]
    assert executed(server.save("docs/sum.py", before)) == []
    assert output(server.page("sum")) == shown


def test_a_new_notebook_is_a_page_and_a_deleted_one_is_gone_until_it_is_back(server: Server) -> None:
    text = "# %% [markdown]\n# # New\n\n# %%\nprint('new')\n"
    assert executed(server.save("docs/new.py", text)) == ["new.py"]
    assert output(server.page("new")) == ["new\n"]
    assert executed(server.save("docs/new.py", None)) == []
    with pytest.raises(urllib.error.HTTPError, match="404") as gone:
        server.page("new")
    gone.value.close()
    assert "new.html" not in server.page("index")  # nor in the navigation
    assert executed(server.save("docs/new.py", text)) == []  # its output was kept
    assert output(server.page("new")) == ["new\n"]


def test_one_that_is_broken_at_the_first_start_shows_its_banner_and_can_be_mended(ready: Mini) -> None:
    ready.write("docs/sum.py", "# %% [markdown]\n# # Sum\n\n# %%\nprint(1 / 0)\n")
    server = Server(ready)
    try:
        broken = server.page("sum")
        assert "The notebook cannot be executed." in broken and "ZeroDivisionError" in broken
        assert "last good state" not in broken and not output(broken) and "<svg" in server.page("index")
        server.edit("docs/sum.py", "1 / 0", "1 / 4")
        assert output(server.page("sum")) == ["0.25\n"] and "cannot be executed" not in server.page("sum")
    finally:
        server.stop()
