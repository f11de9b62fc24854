"""The project that MkDocs builds, as its settings describe it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from pathspec.gitignore import GitIgnoreSpec

from figures.engine.project.disk import refusal
from figures.engine.project.faults import Fault, FigureError, line_of
from figures.engine.project.project import Project
from figures.engine.project.sources import HIDDEN
from figures.engine.site.publishing import refuse_own

ALWAYS = [HIDDEN, "/templates/"]  # is left out, unless exclude_docs takes it in
WRITTEN = {  # how words that YAML takes for something else may be written
    what: rf"^\s*-\s*(?i:{words})\s*:"
    for what, words in {"True": "yes|true|on", "False": "no|false|off", "None": "null|~|", "nan": r"\.nan"}.items()
}


def project_of(config: MkDocsConfig, formats: list[str], serving: bool) -> Project:
    """Raises FigureError if there can be none."""
    root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    project = Project(root.resolve(), config.docs_dir, tuple(formats), left_out_of(config, serving))
    refuse_own(Path(config.site_dir).resolve(), project, serving)
    refuse_titles(config.nav, Path(config.config_file_path or root / "mkdocs.yml"))
    return project


def refuse_titles(nav: Any, file: Path) -> None:
    """Raises FigureError for a title of the navigation of which YAML tells another word than was written."""
    for item in nav if isinstance(nav, list) else ():
        for title, inner in item.items() if isinstance(item, dict) else ():
            if title is None or isinstance(title, (bool, float)):
                line = line_of(file, WRITTEN.get(str(title), rf"^\s*-\s*[-+.\d]*{str(title)[0]}[-+.\d]*\s*:"))
                why = f"YAML takes a title in nav for {title}; write it between quotation marks"
                raise FigureError(Fault(why, file.name, line))
            refuse_titles(inner, file)


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
