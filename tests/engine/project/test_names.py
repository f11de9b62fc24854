"""What a figure may be called: checked once, with the reason, before anything is drawn."""

import re

import pytest

from figures.engine.project.faults import FigureError
from figures.engine.project.names import figure_fault, module_fault, stem, twins
from tests.engine.conftest import DOT, Mini


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "two words",
            "a figure cannot be called 'two words': pages write its facts as {{ name.fact }}, so take letters",
        ),
        ("slow-learner", "a figure cannot be called 'slow-learner'"),
        ("1first", "a figure cannot be called '1first'"),
        ("übung", "a figure cannot be called 'übung'"),
        ("a.b", "a figure cannot be called 'a.b'"),
        ("lambda", "a figure cannot be called lambda, which is a word of Python's own; rename the file"),
    ],
)
def test_a_name_that_pages_cannot_write_is_refused_and_the_others_are_drawn(
    project: Mini, name: str, said: str
) -> None:
    project.write(f"figures/{name}.py", DOT)
    state = project.look()
    [fault] = state.faults
    assert fault.file == f"figures/{name}.py" and fault.message.startswith(said)
    assert set(state.stale) == {"line", "dot"}


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("numpy.py", "the name numpy is that of an installed library, which `import numpy` would then no longer find"),
        ("statistics.py", "the name statistics is that of a module of Python"),
        ("part/random.py", "the name random is that of a module of Python"),
        ("figures.py", "the name figures is that of the folder of all scripts"),
        ("scipy/__init__.py", "the name scipy is that of an installed library"),
    ],
)
def test_a_file_that_would_hide_a_library_from_all_scripts_ends_the_command_before_anything_is_drawn(
    ready: Mini, place: str, said: str
) -> None:
    ready.write(f"figures/{place}", DOT)
    with pytest.raises(FigureError) as caught:
        ready.look()
    [fault] = caught.value.faults
    assert fault.message.startswith(said)
    assert fault.file == f"figures/{place}".removesuffix("/__init__.py")
    result = ready.command()
    assert result.returncode == 1 and result.stderr == f"error: {fault}\n"


def test_names_that_differ_by_case_only_are_a_fault(project: Mini) -> None:
    project.write("figures/Dot.py", DOT)
    [fault] = project.look().faults
    assert fault.file == "figures/dot.py" and "differs from Dot by the case of letters only" in fault.message


def test_good_names_have_no_fault() -> None:
    for name in ("line", "relu_build_up", "two_two_one", "L2"):
        assert not figure_fault(name) and not module_fault(name)
    assert twins(["a", "b"]) == {}


def test_a_path_is_answered_with_the_name_it_means(project: Mini) -> None:
    assert stem("figures/line.py", ["line"]) == "line" and not stem("line", ["line"]) and not stem("x/y.py", ["line"])
    result = project.command("figures/line.py")
    assert result.returncode == 1
    assert result.stderr == "error: a figure goes by its name alone: write line instead of figures/line.py\n"
    project.edit("docs/two.md", "figure | dot", "figure | part/dot.py")
    built = project.build()
    assert built.returncode == 1
    assert "docs/two.md:4: a figure goes by its name alone: write dot instead of part/dot.py" in built.stderr


@pytest.mark.parametrize(
    ("file", "asked", "words"),
    [
        ("two-words.py", "two-words", "a figure cannot be called 'two-words'"),
        ("plan.py", "plan", r"defines no function draw\(\)"),
    ],
)
def test_a_script_that_is_no_figure_is_answered_with_the_reason(
    project: Mini, file: str, asked: str, words: str
) -> None:
    project.write(f"figures/{file}", DOT if "-" in file else "def plot():\n    pass\n")
    result = project.command(asked)
    assert result.returncode == 1
    assert re.match(rf"error: figures/{file}: {words}", result.stderr), result.stderr
