"""The facts of the page's figures, as the site has them: no test of the page imports a framework again."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from figures.engine.freshness.progress import Progress
from figures.engine.freshness.refresh import refresh
from figures.engine.project.project import Project

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture(scope="session")
def facts_of(alone_with: Callable[[str], AbstractContextManager[None]]) -> Callable[[str], dict[str, Any]]:
    """The facts of a figure, which is drawn if it is stale; skips where it needs what is not installed."""

    def found(name: str) -> dict[str, Any]:
        with alone_with("the book"):
            state = refresh(Project(ROOT), [name], progress=Progress(lambda line: None))
        if name in state.missing:
            pytest.skip(str(state.missing[name]))
        assert name in state.fresh, state.failed
        return state.fresh[name].facts

    return found
