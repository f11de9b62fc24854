"""Where figures lie: in the folder of their page, or all of them flat; anything between is a fault."""

import pytest

from figures.engine.pages.book import read_book
from figures.engine.pages.places import folder_of, misplaced
from tests.engine.conftest import DOT, Mini, faults


def found(project: Mini) -> list[str]:
    return [str(fault) for fault in misplaced(project.project, read_book(project.root / "docs"))]


def move(project: Mini, name: str, folder: str) -> None:
    (project.root / "figures" / folder).mkdir(parents=True, exist_ok=True)
    (project.root / f"figures/{name}.py").rename(project.root / f"figures/{folder}/{name}.py")


@pytest.mark.parametrize(
    ("page", "folder"),
    [
        ("index.md", "index"),
        ("two.md", "two"),
        ("learning/gradient-descent.md", "learning/gradient_descent"),
        ("one-neuron/the-perceptron.md", "one_neuron/the_perceptron"),
        ("frameworks/in-jax.py", "frameworks/in_jax"),
    ],
)
def test_the_folder_of_a_page_has_its_name_with_underscores(page: str, folder: str) -> None:
    assert folder_of(page) == folder


def test_figures_may_all_lie_flat_or_each_in_the_folder_of_its_page(project: Mini) -> None:
    assert found(project) == []
    move(project, "line", "index")
    move(project, "dot", "two")
    assert found(project) == []
    assert project.drawn() == {"line", "dot"}


def test_a_figure_elsewhere_than_in_the_folder_of_its_page_is_a_fault_that_says_where_it_belongs(project: Mini) -> None:
    move(project, "line", "index")
    [flat] = found(project)
    assert flat.startswith("figures/dot.py: stands on docs/two.md, so it belongs into figures/two/; move it there")
    move(project, "dot", "two/deeper")
    [deeper] = found(project)
    assert deeper.startswith("figures/two/deeper/dot.py: stands on docs/two.md, so it belongs into figures/two/; move")


def test_a_figure_that_no_page_shows_may_lie_anywhere(project: Mini) -> None:
    project.write("figures/drafts/alone.py", DOT)
    assert found(project) == []
    assert project.drawn() == {"line", "dot", "alone"}


def test_a_misplaced_figure_ends_a_build_and_nothing_else_is_said(project: Mini) -> None:
    move(project, "line", "index")
    built = project.build()
    assert built.returncode == 1
    [fault] = faults(built.stderr)
    assert fault.startswith("figures/dot.py: stands on docs/two.md")
