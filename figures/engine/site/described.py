"""The project that MkDocs builds, as its settings describe it."""

from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from pathspec.gitignore import GitIgnoreSpec

from figures.engine.project.disk import refusal
from figures.engine.project.faults import FigureError
from figures.engine.project.project import Project
from figures.engine.site.publishing import refuse_own

ALWAYS = [".*", "/templates/"]  # is left out, unless exclude_docs takes it in


def project_of(config: MkDocsConfig, formats: list[str], serving: bool) -> Project:
    """Raises FigureError if there can be none."""
    root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    project = Project(root.resolve(), config.docs_dir, tuple(formats), left_out_of(config, serving))
    refuse_own(Path(config.site_dir).resolve(), project)
    return project


def left_out_of(config: MkDocsConfig, serving: bool) -> Callable[[str], bool]:
    """Whether a path below docs_dir is left out of the site; drafts are not while they are served."""
    spec = GitIgnoreSpec.from_lines(ALWAYS)
    for more in (config.exclude_docs, None if serving else config.draft_docs):
        spec = spec + more if more else spec
    return spec.match_file


def said(error: FigureError | OSError) -> str:
    """What is wrong, and what to do."""
    if isinstance(error, FigureError):
        return str(error)
    return refusal(error)
