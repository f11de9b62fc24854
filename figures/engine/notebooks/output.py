"""What the cells of a notebook gave, as HTML for the page and tidied for the file that readers download."""

import re
from base64 import b64encode
from html import escape
from typing import Any

from bs4 import BeautifulSoup

from figures.engine.notebooks.cells import OUTPUT, code_block
from figures.engine.notebooks.picture import picture, size_of, words_of
from figures.engine.notebooks.terminal import last_state

# As Jupyter prefers them; what is not among them is shown as text.
PIXELS = "image/png", "image/jpeg", "image/gif", "image/webp"
KINDS = ("text/html", "text/markdown", "image/svg+xml", "text/latex", *PIXELS, "text/plain")
HEAVIEST = 1_000_000  # characters of one picture or table, or printed in a row
TOO_MUCH = f"what it shows has {{:.1f}} million characters, at most {HEAVIEST / 1e6:g} are put on a page; show less"
HEAVY_DRAWING = 300_000  # a drawing of more than that is shown as pixels
FORMULA = re.compile(r"(?<!\\)\$\$(.+?)\$\$|(?<![\\$])\$(?![\s$])([^$]+?)(?<![\s\\])\$(?![\d$])", re.DOTALL)
VERBATIM = ("code", "pre", "script", "style", "textarea")
ELSEWHERE = re.compile(r"^(?:https?:)?//")


class Unshowable(Exception):
    """One sentence: why an output cannot stand on a page, and what to do."""


def tidied(outputs: list[Any]) -> list[Any]:
    """The outputs without what libraries grumble; of each printed line what a terminal would show in the end."""
    kept: list[Any] = []
    for output in outputs:
        if output.get("name") == "stderr":
            continue
        if kept and output.get("name") == kept[-1].get("name") == "stdout":
            kept[-1]["text"] += output["text"]
        else:
            kept.append(output)
    for output in kept:
        if "text" in output:
            output["text"] = last_state(output["text"])
        elif "text/plain" in output.get("data", {}):
            output["data"]["text/plain"] = last_state(output["data"]["text/plain"])
    return kept


def for_file(outputs: list[Any]) -> list[Any]:
    """The outputs for other programs: one picture of each drawing, which all of them can show."""
    for output in outputs:
        if "image/png" in output.get("data", {}):
            output["data"].pop("image/svg+xml", None)
    return outputs


def shown(outputs: list[Any]) -> str:
    """The HTML of the tidied outputs: text in one block, all else each in its own. Raises Unshowable."""
    html, printed = "", ""
    for output in outputs:
        text, block = _shown(output)
        printed += text
        if len(printed) > HEAVIEST:
            raise Unshowable(TOO_MUCH.format(len(printed) / 1e6))
        if block:
            html += code_block(printed) if printed else ""
            html += f'{OUTPUT[0]}<div class="notebook-output">{block}</div>{OUTPUT[1]}'
            printed = ""
    return html + (code_block(printed) if printed else "")


def _shown(output: Any) -> tuple[str, str]:
    """What one output adds to the text, and its HTML if it is more than text."""
    if "text" in output:
        return output["text"], ""
    data = output.get("data", {})
    refused = ""
    for kind in KINDS:
        if kind not in data:
            continue
        content = "".join(data[kind]) if isinstance(data[kind], list) else str(data[kind])
        if kind == "text/plain":
            others = [each for each in data if each not in KINDS]
            if content.startswith("<") and (refused or others):  # the name of an object
                refused = refused or _unknown(others)
                break
            return content.strip("\n") + "\n", ""
        if kind == "image/svg+xml" and len(content) > HEAVY_DRAWING and "image/png" in data:
            continue
        if len(content) > HEAVIEST:
            raise Unshowable(TOO_MUCH.format(len(content) / 1e6))
        try:
            return "", _html(kind, content, output.get("metadata", {}).get(kind, {}))
        except Unshowable as error:
            refused = refused or str(error)
    if refused or data.keys() - {*KINDS}:
        raise Unshowable(refused or _unknown(list(data)))
    return "", ""


def _unknown(kinds: list[str]) -> str:
    return f"it shows {', '.join(kinds)}, which pages cannot; show a picture, a table or text"


def _html(kind: str, content: str, metadata: Any) -> str:
    match kind:
        case "text/html":
            return _cleaned(content)
        case "text/markdown":
            return _from_markdown(content)
        case "text/latex":
            return _from_latex(content)
        case "image/svg+xml":
            data, alt = b64encode(content.encode()).decode(), metadata.get("alt") or words_of(content)
            return picture(kind, data, alt, size_of(content))
    size = {name: metadata[name] for name in ("width", "height") if name in metadata}
    return picture(kind, content.replace("\n", ""), metadata.get("alt") or "Picture made by the code above", size)


def _cleaned(html: str) -> str:
    """HTML of a library: without styles that would reach the whole page; formulas are typeset."""
    soup = BeautifulSoup(html, "html.parser")
    if soup.find(["script", "iframe"]):
        raise Unshowable("it shows HTML with a script or a frame, and pages take none; show a picture or a table")
    for tag in soup.find_all(["img", "video", "audio", "object", "embed", "source"]):
        if ELSEWHERE.match(str(tag.get("src") or tag.get("data") or "")):
            raise Unshowable(
                f"it shows {tag.get('src') or tag.get('data')}, and pages load nothing from elsewhere; "
                "keep the file in the project and embed it, as Image(filename=…) does"
            )
        if tag.name == "img" and tag.get("alt") is None:
            tag["alt"] = "Picture made by the code above"
    for style in soup.find_all("style"):
        selectors = re.findall(r"([^{}]+)\{", style.get_text())
        if not all(part.strip().startswith("#") for selector in selectors for part in selector.split(",")):
            style.decompose()
    for link in soup.find_all("link"):
        link.decompose()
    for text in list(soup.find_all(string=FORMULA)):
        if not any(parent.name in VERBATIM for parent in text.parents):
            text.replace_with(BeautifulSoup(_with_formulas(str(text)), "html.parser"))
    return str(soup)


def _from_markdown(text: str) -> str:
    from markdown import markdown

    html: str = markdown(
        text,
        extensions=["tables", "pymdownx.superfences", "pymdownx.arithmatex"],
        extension_configs={"pymdownx.arithmatex": {"generic": True}},
    )
    return _cleaned(html)


def _from_latex(text: str) -> str:
    bare = text.strip().replace(r"\displaystyle ", "")
    whole = re.fullmatch(r"\$\$(.*)\$\$|\$([^$]*)\$|\\\[(.*)\\\]|(\\begin.*)", bare, re.DOTALL)
    if whole:
        return f'<div class="arithmatex">\\[{escape(next(filter(None, whole.groups()), ""), quote=False)}\\]</div>'
    return f"<p>{_with_formulas(bare)}</p>"


def _with_formulas(text: str) -> str:
    """Text as HTML, with a place for each formula."""

    def place(match: re.Match[str]) -> str:
        if match[1]:
            return f'<div class="arithmatex">\\[{match[1]}\\]</div>'
        return f'<span class="arithmatex">\\({match[2]}\\)</span>'

    return FORMULA.sub(place, escape(text, quote=False))
