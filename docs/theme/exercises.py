"""A MkDocs hook: every exercise can be linked to, as #exercise-3, and its title is the link."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig

NUMBER = re.compile(r"\d+")
EARLY = 40  # before MkDocs looks which places a page has, and before the Markdown of titles is read


class Anchors(Treeprocessor):
    """Gives ids to the exercises of a page: the number in the title, or how many there were before."""

    def run(self, root: Element) -> None:
        """Do so."""
        exercises = [box for box in root.iter("div") if "exercise" in box.get("class", "").split()]
        for place, box in enumerate(exercises, 1):
            title = box.find("p")
            if title is None or "id" in box.attrib:
                continue
            number = NUMBER.search(title.text or "")
            name = f"exercise-{number[0] if number else place}"
            box.set("id", name)
            link = SubElement(title, "a", {"class": "headerlink", "href": f"#{name}", "title": "Link to this exercise"})
            link.text = "#"


class ExerciseExtension(Extension):
    """For Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the anchors."""
        md.treeprocessors.register(Anchors(md), "exercises", EARLY)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the extension among the others."""
    config.markdown_extensions.append(ExerciseExtension())
    return config
