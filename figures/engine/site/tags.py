"""HTML in the text of a page that closes nothing or is closed by nothing: the rest of the page would lie inside it."""

import re
from collections import Counter
from collections.abc import Iterator

TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)\b[^>]*>")  # a slash at its end means nothing in HTML
ID = re.compile(r"""<[A-Za-z][^>]*?\sid=(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))""")
EMPTY = re.compile(r"""<(?:a|img)\s(?:[^>]*\s)?(?:href|src)=(?:""|'')[^>]*>""")
PAIRED = frozenset(  # whose end HTML does not think of by itself
    "a abbr article aside b blockquote button code del details div dl em fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header i ins main mark nav ol pre q s section small span strong sub summary sup table u ul".split()
)


def unbalanced(html: str) -> Iterator[tuple[str, str]]:
    """Each tag that is at fault, as it is written, and what to do."""
    open_: list[tuple[str, str]] = []
    for match in TAG.finditer(html):
        name = match[2].lower()
        if name not in PAIRED:
            continue
        names = [known for known, _ in open_]
        if not match[1]:
            if name == "a" and "a" in names:
                yield match[0], "a link cannot lie within a link"
            open_.append((name, match[0]))
        elif name not in names:
            yield match[0], f"no <{name}> is open here; delete it, or write what it should close"
        else:
            while (last := open_.pop())[0] != name:
                yield last[1], f"it is never closed; write </{last[0]}>"
    for name, tag in open_:
        yield tag, f"it is never closed; write </{name}>"
    for match in EMPTY.finditer(html):
        yield match[0], "it has no address; write one"
    for name, count in Counter(map("".join, ID.findall(html))).items():
        if count > 1 and not name.startswith(("fig-", "eq-")):  # of these the book tells
            yield name, "this id stands twice on the page, and links find the first only; give another one"
