"""A page that Markdown cannot convert is a fault of that page, told with all others, and not the end of the build."""

import logging
import re
import traceback
from typing import Any

from jinja2 import Environment
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from figures.engine.pages.embedding import Embedding
from figures.engine.project.disk import refusal
from figures.engine.project.names import unknown

log = logging.getLogger("mkdocs.figures")


class RefusedByDisk(Abort):
    """The end of a build that had begun to write the site."""


def guard(page: Page, embedding: Embedding) -> None:
    """Have the page rendered so."""
    render: Any = page.render

    def guarded(config: Any, files: Files) -> None:
        try:
            render(config, files)
        except BuildError:
            raise
        except Exception as error:
            log.debug("while %s was converted", page.file.src_uri, exc_info=True)
            what = f"“{link}”" if (link := _link_in(error)) else "this page"
            why = f"{type(error).__name__}: {error}"
            embedding.fault(f"Markdown cannot read {what}: {why}; write it otherwise", re.escape(link))
            page.content, page.toc, page.present_anchor_ids = "", get_toc([]), set()

    page.render = guarded  # type: ignore[method-assign]


def check_templates(files: Files, env: Environment, embedding: Embedding) -> None:
    """Note a fault for each page that names a template that there is not, and have the usual one instead."""
    every = files.documentation_pages(inclusion=lambda _: True)  # drafts are shown while they are served
    for page in (file.page for file in every if file.page and "template" in file.page.meta):
        known, name = env.list_templates(), page.meta["template"]
        if name not in known:
            embedding.page = page.file.src_uri
            embedding.fault(unknown(str(name), "template", known), r"^template\s*:")
            del page.meta["template"]


def end_told(error: Exception) -> None:
    """End a build to which the disk refuses something with a sentence; MkDocs would end it with a traceback."""
    if isinstance(error, OSError) and error.strerror:
        log.error("%s", refusal(error))
        raise RefusedByDisk("Aborted with an error of the disk!") from error


def _link_in(error: Exception) -> str:
    """The address at which it came, as the page writes it; "" if it was something else."""
    found = [frame.f_locals.get("url") for frame, _ in traceback.walk_tb(error.__traceback__)]
    return next((url for url in found if isinstance(url, str)), "")
