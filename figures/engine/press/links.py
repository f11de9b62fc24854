"""Places and links: what is unique on a page becomes unique in the book, and its pictures come along."""

import posixpath
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from figures.engine.press.markup import parents, unwrap

POINTS = ("aria-labelledby", "aria-describedby")


def place(body: Element, url: str, names: Mapping[str, str], address: str) -> None:
    """Unique names for all places of a chapter, and for what its links lead to."""
    up = parents(body)
    for element in list(body.iter()):  # the marks of a drawing have the figure's name in theirs
        if known := element.get("id"):
            element.set("id", f"{names[url]}--{known}")
        for attribute in POINTS:
            element.attrib.pop(attribute, None)
        if element.tag == "a" and "href" in element.attrib:
            target = _target(element.attrib["href"], url, names, address)
            if target:
                element.set("href", target)
                element.attrib.pop("download", None)
            else:
                unwrap(up[element], element)
                up |= {child: up[element] for child in element}


def _target(href: str, url: str, names: Mapping[str, str], address: str) -> str:
    """Where a link of the page leads in the book; "" if nowhere."""
    split = urlsplit(href)
    if split.scheme:
        return href
    path = file_at(url, unquote(split.path)) if split.path else url
    if path in names:
        return f"#{names[path]}" + (f"--{unquote(split.fragment)}" if split.fragment else "")
    return f"{address.rstrip('/')}/{path}" if address else ""


def take_pictures(body: Element, url: str, site: Path) -> None:
    """The files of the site that are pictures of a chapter, inside it."""
    for picture in body.iter("img"):
        split = urlsplit(picture.get("src", ""))
        file, (kind, _) = site / file_at(url, unquote(split.path)), guess_type(split.path)
        if not split.scheme and not split.netloc and kind and file.is_file():
            picture.set("src", f"data:{kind};base64,{b64encode(file.read_bytes()).decode()}")
            picture.attrib.pop("loading", None)  # nobody comes nearer to it


def file_at(url: str, href: str) -> str:
    """The file to which a link on a page leads: that of a folder is its index."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(url), href))
    return posixpath.join(path, "index.html").removeprefix("./") if re.search(r"(^|/)\.{0,2}$", href) else path


def mend(bodies: Sequence[Element]) -> None:
    """A link to a place that did not come along leads to the beginning of its chapter."""
    places = {element.get("id") for body in bodies for element in body.iter()}
    for body in bodies:
        for link in body.iter("a"):
            href = link.get("href", "")
            if href.startswith("#") and href[1:] not in places:
                link.set("href", href.partition("--")[0])
