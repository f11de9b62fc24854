"""A MkDocs hook: Material's style sheet without the rules that no page and no script of the book can use.

A page waits for its style sheets before it is painted, and three quarters of Material's are about things that the
book has not. A rule stays if every class, id and element that its selector names stands in a page or in a script, whose
words all count; states (:hover, attributes) are not looked at. tests/site holds this to what a browser matches.
"""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from figures.engine.site.for_hooks import build_of, made_of

SHEET = "assets/stylesheets/main.*.min.css"
SCRIPTS, IDLE = "assets/**/*.js", "assets/figures/"  # what lies there are numbers
BRACES = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\.|[{}]""", re.DOTALL)
WORD = re.compile(r"[A-Za-z_][\w-]*")
CLASSES = [re.compile(rf'{kind}="([^"]*)"') for kind in ("class", "id")]  # a third of the time of both in one
ELEMENTS = re.compile("<([a-z][a-z0-9]*)")
NEGATED = re.compile(r":not\((?:[^()]|\([^()]*\))*\)")
GROUPS = re.compile(r"\[[^\]]*\]|:[\w-]+\((?:[^()]|\([^()]*\))*\)|:{1,2}[\w-]+")
NAME = re.compile(r"[.#]?((?:\\.|[\w-])+)")

templates: set[str] = set()  # the words of templates that are pages
watched = False


def on_startup(command: str, **_: object) -> None:
    """While somebody writes, all rules stay: the next page may need them."""
    global watched
    watched = command == "serve"


def on_pre_build(config: MkDocsConfig) -> None:
    """Begin anew."""
    templates.clear()
    if not watched:
        build_of(config).hooked.look(words)


def words(page: str) -> list[str]:
    """The classes, identities and elements that a page has."""
    named = {word for kind in CLASSES for value in set(kind.findall(page)) for word in value.split()}
    return sorted(named.union(ELEMENTS.findall(page)))


def on_post_template(output: str, **_: object) -> str:
    """A template may be a page too, as 404.html is."""
    templates.update(words(output))
    return output


def on_post_build(config: MkDocsConfig) -> None:
    """Write Material's style sheet anew."""
    site = Path(config.site_dir)
    if watched:
        return
    scripts = [path for path in site.glob(SCRIPTS) if IDLE not in path.as_posix()]
    named = (WORD.findall(path.read_text(encoding="utf-8")) for path in scripts)
    known = templates.union(*build_of(config).hooked.seen_by(words), *named)
    others = "".join(path.read_text(encoding="utf-8") for path in site.glob("assets/**/*.css") if not path.match(SHEET))
    for path in site.glob(SHEET):
        sheet = path.read_text(encoding="utf-8")
        short = made_of(config).of("lean", [sheet, sorted(known), others], partial(lean, sheet, known, others))
        path.write_text(short, encoding="utf-8")


def lean(sheet: str, known: set[str], others: str) -> str:
    """The sheet with rules for `known` classes and elements only, and with the variables that it or `others` read."""
    short = "".join(kept(sheet, known))
    while True:
        read = set(re.findall(r"var\((--[\w-]+)", short + others))
        shorter = "".join(kept(short, known, read))
        if shorter == short:
            return short
        short = shorter


def kept(sheet: str, known: set[str], read: set[str] | None = None) -> Iterator[str]:
    """The rules that stay; of the variables those that are read, if that is known."""
    for prelude, body in rules(sheet):
        if prelude.startswith(("@media", "@supports")):
            inner = "".join(kept(body, known, read))
            if inner:
                yield f"{prelude}{{{inner}}}"
        elif prelude.startswith("@"):
            yield f"{prelude}{{{body}}}"
        else:
            selectors = [each for each in parts(prelude, ",") if usable(each, known)]
            said = [each for each in parts(body, ";") if read is None or unless_unread(each, read)]
            if selectors and said:
                yield f"{','.join(selectors)}{{{';'.join(said)}}}"


def unless_unread(declaration: str, read: set[str]) -> bool:
    """Whether a declaration sets something other than a variable that nobody reads."""
    name = declaration.partition(":")[0].strip()
    return not name.startswith("--") or name in read


def usable(selector: str, known: set[str]) -> bool:
    """Whether an element can match: the book is written from left to right, in its known classes and elements."""
    if "dir=rtl" in NEGATED.sub("", selector):
        return False
    bare = GROUPS.sub(" ", NEGATED.sub("", selector))
    return all(re.sub(r"\\(.)", r"\1", name) in known for name in NAME.findall(bare))


def rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Every rule of the outermost level: what stands before its braces, and between them."""
    depth, begin, opened = 0, 0, 0
    for sign in BRACES.finditer(sheet):
        if sign[0] == "{":
            opened, depth = (sign.start() if not depth else opened), depth + 1
        elif sign[0] == "}":
            depth -= 1
            if not depth:
                prelude = sheet[begin:opened].rpartition(";")[2].strip()  # behind a @charset
                yield prelude, sheet[opened + 1 : sign.start()]
                begin = sign.end()


def parts(text: str, separator: str) -> list[str]:
    """What `separator` parts, outside of brackets and quotation marks."""
    found, depth, begin = [], 0, 0
    for sign in re.finditer(rf"""\\.|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[()\[\]]|{separator}""", text):
        if sign[0] in "([":
            depth += 1
        elif sign[0] in ")]":
            depth -= 1
        elif sign[0] == separator and not depth:
            found.append(text[begin : sign.start()])
            begin = sign.end()
    return [each for each in (*found, text[begin:]) if each.strip()]
