"""How a site that MkDocs builds is written beside its place, and put there once MkDocs has found nothing wrong."""

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler

from figures.engine.project.faults import Fault, FigureError, line_of
from figures.engine.project.project import Project
from figures.engine.site.staging import Staging

HOLDING = "holds what is not the site's, which would be deleted; name another folder"
WITHIN = "lies where scripts or their drawings are looked for; name another folder"

log = logging.getLogger("mkdocs.figures")


def refuse_own(site: Path, project: Project, serving: bool = False) -> None:
    """Raises FigureError for a site_dir that would replace the project's own files, or lie among them.

    While the site is served it stands elsewhere.
    """
    own = [project.figures, project.cache, project.root / "mkdocs.yml"]
    holds = any(place.is_relative_to(site) for place in own) or (not serving and _is_other(site))
    if holds or any(site.is_relative_to(place) for place in own):
        line = line_of(own[-1], r"^site_dir\s*:")
        raise FigureError(
            Fault(f"site_dir {project.relative(site)} {HOLDING if holds else WITHIN}", own[-1].name, line)
        )


def _is_other(site: Path) -> bool:
    """Whether something else than a site stands there: a file, or a folder of files none of which is a page."""
    if not site.is_dir() or site.is_mount():
        return site.is_file()
    names = [path.name for path in site.iterdir() if not path.name.startswith(".")]
    return bool(names) and not any(name.endswith(".html") for name in names)


class Publishing:
    """Of one build. Raises OSError where it cannot write."""

    def __init__(self, place: Path) -> None:
        self.staging = Staging(place)

    def write_beside(self, config: MkDocsConfig) -> None:
        """Have MkDocs write there; it tells where it writes, and what matters to people is where the site will be."""
        config.site_dir = str(self.staging.folder)
        logging.getLogger("mkdocs.commands.build").addFilter(self._name_the_place)

    def publish(self, config: MkDocsConfig) -> None:
        """Put the site in its place, unless MkDocs counted warnings in a strict build: it ends that one after this."""
        counters = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
        if config.strict and any(counter.get_counts() for counter in counters):
            return
        self.staging.publish()
        config.site_dir = str(self.staging.place)
        log.info("The site is whole; it stands in %s", config.site_dir)

    def discard(self) -> None:
        """Throw an unfinished site away."""
        self.staging.discard()

    def _name_the_place(self, record: logging.LogRecord) -> bool:
        record.msg = str(record.msg).replace(str(self.staging.folder), str(self.staging.place))
        return True
