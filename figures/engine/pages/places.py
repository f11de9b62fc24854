"""Where scripts lie: each in the folder of its page, or, in a small project, all of them flat in figures/."""

from pathlib import PurePosixPath

from figures.engine.pages.book import Book
from figures.engine.project.faults import Fault
from figures.engine.project.project import Project


def folder_of(page: str) -> str:
    """The folder, below figures/, of a page's figures: learning/gradient_descent for learning/gradient-descent.md."""
    return PurePosixPath(page).with_suffix("").as_posix().replace("-", "_")


def misplaced(project: Project, book: Book) -> list[Fault]:
    """A fault for each figure that lies elsewhere than in the folder of its page, unless all lie flat."""
    shown = {name: project.scripts[name] for name in book.figures if name in project.scripts}
    if all(script.parent == project.figures for script in shown.values()):
        return []
    faults = []
    for name, script in shown.items():
        page = book.figures[name][0]
        if script.parent != project.figures / folder_of(page):
            faults.append(
                Fault(
                    f"stands on {project.page(page)}, so it belongs into figures/{folder_of(page)}/; move it there "
                    "(figures lie in the folder of their page, or all of them in figures/ itself)",
                    project.relative(script),
                )
            )
    return faults
