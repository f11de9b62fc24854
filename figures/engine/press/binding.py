"""Printed documents bound into one PDF: pages, tags, places, links, running heads, outline, page labels.

Each document was printed by itself, so its tags and its links know nothing of the others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, NameTree, ObjectStreamMode, OutlineItem, Pdf, String

ELSEWHERE = "https://book.invalid/#"  # how a link to a place in another document is written until they are bound


@dataclass
class Heading:
    """An entry of the outline: a title, its place and those below it."""

    title: str
    place: str
    below: list["Heading"] = field(default_factory=list)


def places_in(documents: Sequence[bytes]) -> tuple[dict[str, int], int]:
    """The page of every place, counted from 0 through all documents, and how many pages there are."""
    places: dict[str, int] = {}
    count = 0
    for data in documents:
        with Pdf.open(BytesIO(data)) as pdf:
            numbers = {page.objgen: number for number, page in enumerate(pdf.pages, count)}
            for name, place in _places(pdf).items():
                places[name] = numbers[place[0].objgen]
            count += len(numbers)
    return places, count


class Binding:
    """One PDF that grows by documents."""

    def __init__(self) -> None:
        self.pdf = Pdf.new()
        self.places: dict[str, Any] = {}
        self._documents = Array()
        self._tags: Any = Array()  # the parent tree: number, element, number, element
        self._named: dict[str, Any] = {}  # the elements to which others refer
        self._next = 0
        self._bound = 0

    def add(self, data: bytes) -> None:
        """Bind a document."""
        pdf = self.pdf
        with Pdf.open(BytesIO(data)) as source:
            first = len(pdf.pages)
            _rename_ids(source, self._bound)
            numbers = {page.objgen: number for number, page in enumerate(source.pages, first)}
            pdf.add_pages_from(source)
            if "/StructTreeRoot" in source.Root:  # unless nothing stands on its pages
                tree = pdf.copy_foreign(source.Root.StructTreeRoot)
                self._take_tags(tree, first)
                self._named.update(_named(tree))
            for name, place in _places(source).items():
                kind, *rest = list(place)[1:]
                self.places[name] = Array([pdf.pages[numbers[place[0].objgen]].obj, kind, *rest])
        self._bound += 1

    def _take_tags(self, tree: Any, first: int) -> None:
        pdf = self.pdf
        for page in list(pdf.pages)[first:]:
            if "/StructParents" in page:
                page.StructParents = int(page.StructParents) + self._next
            for link in page.get("/Annots", []):
                if "/StructParent" in link:
                    link.StructParent = int(link.StructParent) + self._next
        numbers = list(tree.ParentTree.Nums) if "/ParentTree" in tree else []
        for number, element in zip(numbers[::2], numbers[1::2], strict=True):
            self._tags.append(int(number) + self._next)
            self._tags.append(element)
        self._next += int(tree.get("/ParentTreeNextKey", 0))
        top = tree.K
        self._documents.extend(top if isinstance(top, Array) else [top])

    def lay_over(self, data: bytes, first: int) -> None:
        """Lay the pages of another document over those from `first` on, as something that is no part of the text."""
        with Pdf.open(BytesIO(data)) as source:
            for page, over in zip(list(self.pdf.pages)[first:], source.pages, strict=True):
                form = self.pdf.copy_foreign(over.as_form_xobject())
                name = page.add_resource(form, Name.XObject, Name("/Frame"))
                page.contents_add(b"q", prepend=True)
                page.contents_add(f"Q /Artifact <</Type /Pagination>> BDC q {name} Do Q EMC".encode())

    def finish(
        self, headings: Sequence[Heading], roman: int, about: Mapping[str, str], language: str, date: datetime
    ) -> bytes:
        """The whole PDF; `roman` is how many pages before the first are counted apart."""
        pdf, root = self.pdf, self.pdf.Root
        self._link()
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, Lang=String(language)))
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=document))
        for top in self._documents:
            top.S, top.P = Name.Part, document
        document.P, document.K = tree, self._documents
        tree.ParentTree = pdf.make_indirect(Dictionary(Nums=self._tags))
        tree.ParentTreeNextKey = self._next
        named = Array([part for name, element in sorted(self._named.items()) for part in (name, element)])
        tree.IDTree = pdf.make_indirect(Dictionary(Names=named))
        if "/Dests" in root:
            del root.Dests  # all links lead to places themselves
        root.StructTreeRoot, root.MarkInfo = tree, Dictionary(Marked=True)
        labels: Any = Array()
        for number, style in ((0, "/r"), (roman, "/D")):
            labels.append(number)
            labels.append(Dictionary(S=Name(style)))
        root.Lang, root.ViewerPreferences = String(language), Dictionary(DisplayDocTitle=True)
        root.PageLabels = Dictionary(Nums=labels)
        with pdf.open_outline() as outline:
            outline.root.extend(self._entries(headings))
        root.PageMode = Name.UseOutlines
        stamp = date.strftime("D:%Y%m%d%H%M%SZ")
        pdf.docinfo.update(
            {**{f"/{name}": text for name, text in about.items()}, "/CreationDate": stamp, "/ModDate": stamp}
        )
        buffer = BytesIO()
        pdf.save(buffer, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return buffer.getvalue()

    def _link(self) -> None:
        """Links by name become links to the places themselves, wherever these are bound."""
        for page in self.pdf.pages:
            for link in page.get("/Annots", []):
                action = str(link.A.URI) if "/A" in link and "/URI" in link.A else ""
                name = action.removeprefix(ELSEWHERE) if action.startswith(ELSEWHERE) else ""
                if not name and "/Dest" in link:
                    name = str(link.Dest).removeprefix("/")
                if name:
                    if "/A" in link:
                        del link.A
                    link.Dest = self.places[name]

    def _entries(self, headings: Sequence[Heading], depth: int = 0) -> list[OutlineItem]:
        entries = []
        for heading in headings:
            entry = OutlineItem(heading.title, self.places[heading.place])
            entry.is_closed = depth > 0
            entry.children.extend(self._entries(heading.below, depth + 1))
            entries.append(entry)
        return entries


def _places(pdf: Pdf) -> dict[str, Any]:
    known = pdf.Root.get("/Dests")
    return {} if known is None else {name.removeprefix("/"): place for name, place in known.items()}


def _named(tree: Any) -> dict[str, Any]:
    """The elements to which others refer, by their names: the heads of tables."""
    return {str(element.ID): element for element in NameTree(tree.IDTree).values()} if "/IDTree" in tree else {}


def _rename_ids(pdf: Pdf, document: int) -> None:
    """Chromium counts its elements through all that it prints: here those with names count from 0 in each document."""
    heads = _named(pdf.Root.get("/StructTreeRoot", Dictionary()))
    names = {name: String(f"{document}-{number}") for number, name in enumerate(sorted(heads))}
    tables = {head.P.P.objgen: head.P.P for head in heads.values()}  # a head stands in a row of one
    for element in (element for table in tables.values() for element in _below(table)):
        for attribute in element.get("/A", []):
            if "/Headers" in attribute:
                attribute.Headers = Array([names[str(name)] for name in attribute.Headers])
    for name, head in heads.items():
        head.ID = names[name]


def _below(element: Any) -> Iterator[Any]:
    inside = element.get("/K", Array())
    for child in inside if isinstance(inside, Array) else [inside]:
        if isinstance(child, Dictionary) and "/S" in child:
            yield child
            yield from _below(child)
