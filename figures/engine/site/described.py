"""The project that MkDocs builds, as its settings describe it."""

from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from pathspec.gitignore import GitIgnoreSpec

from figures.engine.project.disk import refusal
from figures.engine.project.faults import FigureError
from figures.engine.project.project import Project
from figures.engine.project.sources import HIDDEN
from figures.engine.site.publishing import refuse_own

ALWAYS = [HIDDEN, "/templates/"]  # is left out, unless exclude_docs takes it in


def project_of(config: MkDocsConfig, formats: list[str], serving: bool) -> Project:
    """Raises FigureError if there can be none."""
    root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    project = Project(root.resolve(), config.docs_dir, tuple(formats), left_out_of(config, serving))
    refuse_own(Path(config.site_dir).resolve(), project)
    return project


def left_out_of(config: MkDocsConfig, serving: bool) -> Callable[[str], bool]:
    """Whether a path below docs_dir is left out of the site; drafts are not while they are served."""
    own = GitIgnoreSpec.from_lines(ALWAYS)
    specs = [own + config.exclude_docs if config.exclude_docs else own]
    if config.draft_docs and not serving:
        specs.append(
            config.draft_docs
        )  # asked apart, as MkDocs does: a ! among drafts takes in nothing that is excluded
    return lambda path: any(spec.match_file(path) for spec in specs)


def said(error: FigureError | OSError) -> str:
    """What is wrong, and what to do."""
    if isinstance(error, FigureError):
        return str(error)
    return refusal(error)
