"""A MkDocs hook: what a reader looks for on a page has a form of its own, and its heading says what it is.

- An exercise can be linked to, as #exercise-3, and its title is the link.
- A theorem too: `/// admonition | Theorem: no line makes XOR` with `type: theorem` is #theorem-no-line-makes-xor.
- A heading `Misunderstanding: …` is parted into the word and the belief.
- The list below `What to remember` is marked.
- The name of a file above code may go on in the next line behind a slash.

How they look stands in assets/site.css.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig

NUMBER = re.compile(r"\d+")
BELIEF = "Misunderstanding:"
SUMMARY = "What to remember"
FILE = re.compile('(?<=<span class="filename">)[^<]+')
LATE = 0  # when blocks of code are there
EARLY = 40  # before MkDocs looks which places a page has, and before the Markdown of titles is read


class Forms(Treeprocessor):
    """Gives ids to the boxes of a page, and classes to its misunderstandings and its summary."""

    def run(self, root: Element) -> None:
        """Do so."""
        boxes = [box for box in root.iter("div") if {"exercise", "theorem"} & set(box.get("class", "").split())]
        exercises = [box for box in boxes if "exercise" in box.get("class", "").split()]
        for box in boxes:
            title = box.find("p")
            if title is None or "id" in box.attrib:
                continue
            text = title.text or ""
            number = NUMBER.search(text)
            if box in exercises:
                name, kind = f"exercise-{number[0] if number else exercises.index(box) + 1}", "exercise"
            else:
                name, kind = slugify(text, "-"), "theorem"
            box.set("id", name)
            link = SubElement(title, "a", {"class": "headerlink", "href": f"#{name}", "title": f"Link to this {kind}"})
            link.text = "#"
        for heading, following in zip(root, [*root[1:], None], strict=True):
            text = heading.text or ""
            if re.fullmatch("h[2-4]", heading.tag) and text.startswith(BELIEF):
                heading.set("class", "misunderstanding")
                heading.text = None
                word = Element("span", {"class": "kind"})
                word.text, word.tail = BELIEF, text.removeprefix(BELIEF)
                heading.insert(0, word)
            if heading.tag == "h2" and text == SUMMARY and following is not None and following.tag in ("ul", "ol"):
                following.set("class", "remember")


class Names(Postprocessor):
    """Lets a line end behind a slash."""

    def run(self, text: str) -> str:
        """Do so."""
        return FILE.sub(lambda name: name[0].replace("/", "/<wbr>"), text)


class FormExtension(Extension):
    """For Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the forms."""
        md.treeprocessors.register(Forms(md), "forms", EARLY)
        md.postprocessors.register(Names(md), "names", LATE)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the extension among the others."""
    config.markdown_extensions.append(FormExtension())
    return config
