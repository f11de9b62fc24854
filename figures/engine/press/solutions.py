"""Solutions go to the end of their part, as in a printed book; exercise and solution link to each other."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from figures.engine.press.markup import classes, put_in_place, text_of

Solved = tuple[str, str, Element]  # the place of the exercise, what it is called, and its solution


def take_solutions(body: Element, chapter: str) -> list[Solved]:
    """Take the solutions out of a chapter; each exercise gets a link to its own."""
    taken: list[Solved] = []
    for parent in list(body.iter()):
        before: Element | None = None
        for child in list(parent):
            if before is not None and "exercise" in classes(before) and "solution" in classes(child):
                title = before.find("p")
                called = text_of(title) if title is not None else "Exercise"
                place = before.get("id") or f"{chapter}--exercise-{len(taken) + 1}"
                before.set("id", place)
                put_in_place(parent, child)
                taken.append((place, called, child))
                link = SubElement(before, "p", {"class": "to-solution"})
                SubElement(link, "a", {"href": f"#{place}--solution"}).text = "Solution"
            before = child
    return taken


@dataclass
class Solutions:
    """Those of one part, by chapter."""

    part: str
    chapters: list[tuple[str, str, list[Solved]]] = field(default_factory=list)

    def add(self, name: str, title: str, solved: list[Solved]) -> None:
        """Those of one chapter more."""
        if solved:
            self.chapters.append((name, title, solved))

    def section(self, title: str) -> Element | None:
        """All of them, as a chapter; None if the part has no exercises."""
        if not self.chapters:
            return None
        section = Element("section", {"class": "chapter solutions", "id": f"{self.part}--solutions"})
        SubElement(section, "h1").text = f"Solutions: {title}" if title else "Solutions"
        for name, chapter, solved in self.chapters:
            heading = SubElement(section, "h2", {"id": f"{name}--solutions"})
            SubElement(heading, "a", {"href": f"#{name}"}).text = chapter
            for place, called, solution in solved:
                box = SubElement(section, "div", {"class": "solution", "id": f"{place}--solution"})
                link = SubElement(SubElement(box, "p", {"class": "admonition-title"}), "a", {"href": f"#{place}"})
                link.text = called
                box.extend(child for child in solution if child.tag != "summary")
        return section
