"""Addresses in the HTML of pages that lead nowhere on the finished site, told of as MkDocs tells of its own links."""

import logging
import os
import posixpath
import re
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from figures.engine.project.faults import Fault, line_of
from figures.engine.site.build import Build

log = logging.getLogger("mkdocs.figures")


def tell_astray(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Tell of each, as strictly as of links that are not found, once all files are written."""
    links = config.validation.links
    for path, given in build.addresses().items():
        file = files.get_file_from_path(path)
        for address in given if file else ():
            assert file
            way = unquote(urlsplit(address).path)
            place = posixpath.normpath(posixpath.join(posixpath.dirname(file.dest_uri), way))
            if _is_there(os.path.join(config.site_dir, place)):
                continue
            level = links.not_found if posixpath.splitext(way)[1] else links.unrecognized_links
            if file.inclusion.is_excluded():  # type: ignore[no-untyped-call]
                level = min(logging.INFO, level)
            written = re.escape(address).replace(r"\&", "&(?:amp;)?")
            line = line_of(build.project.docs / path, written)
            log.log(level, "%s", Fault(_said(address, way, file, files), build.project.page(path), line))


def _is_there(place: str) -> bool:
    return os.path.isfile(os.path.join(place, "index.html") if os.path.isdir(place) else place)


def _said(address: str, way: str, file: File, files: Files) -> str:
    """What is wrong, and what to write: an author may have meant the way among the files, as in a link of Markdown."""
    meant = files.get_file_from_path(posixpath.normpath(posixpath.join(posixpath.dirname(file.src_uri), way)))
    wrong = f"the address “{address}” stands on the page as it is, and leads to nothing on the site"
    if meant is None:
        return f"{wrong}; mend it, or delete it"
    right = get_relative_url(meant.url, file.url) + address[len(address.partition("#")[0].partition("?")[0]) :]
    return f"{wrong}; write “{right}” in HTML, or [text]({address}) in Markdown"
