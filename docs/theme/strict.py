"""A MkDocs hook: no page needs styles in its text. Each style attribute becomes a class, whose rules stand in a sheet
of the page; the page's policy names that sheet, and whichever else stands in it, by its digest.

A style attribute goes before all sheets, and so its rule is an important one. Equal styles have the same class on all
pages, so that pages can be put together in a book (figures/engine/press).
"""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape

from mkdocs.config.defaults import MkDocsConfig

from figures.engine.site.for_hooks import build_of
from figures.engine.store.digests import digest

STYLE = re.compile(r' style="([^"]*)"')
SHEET = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content="[^"]*?style-src[^;"]*)')


def on_pre_build(config: MkDocsConfig) -> None:
    """Every page goes through here, after all that writes on it."""
    build_of(config).hooked.change(strict)


def strict(page: str) -> str:
    """Classes instead of style attributes, and the digests of sheets in the policy."""
    html, rules = classed(page)
    if rules:
        sheet = "".join(f".{name}{{{said}}}" for name, said in sorted(rules.items()))
        html = html.replace("</head>", f'<style id="styles">{sheet}</style></head>', 1)
    allowed = {sha256(text.encode()).digest(): None for text in SHEET.findall(html)}
    names = "".join(f" 'sha256-{b64encode(each).decode()}'" for each in allowed)
    return POLICY.sub(lambda policy: policy[1] + names, html, count=1)


def on_post_template(output: str, template_name: str, **_: object) -> str:
    """A template may be a page too, as 404.html is."""
    return strict(output) if template_name.endswith(".html") else output


def classed(html: str) -> tuple[str, dict[str, str]]:
    """The page with classes for its style attributes, and what each class says."""
    rules: dict[str, str] = {}
    parts, end = [], 0
    for style in STYLE.finditer(html):
        begin = html.rfind("<", end, style.start())
        if begin < 0 or ">" in html[begin : style.start()]:
            continue  # words that look like one
        said = [each.strip() for each in unescape(style[1]).split(";") if each.strip()]
        name = f"s{digest(style[1].encode())[:6]}"
        rules[name] = ";".join(f"{each}!important" for each in said)
        close = html.index(">", style.end())
        before, after = html[begin : style.start()], html[style.end() : close]
        parts += [html[end:begin], _with_class(before + after, name)]
        end = close
    return "".join([*parts, html[end:]]), rules


def _with_class(tag: str, name: str) -> str:
    if ' class="' in tag:
        return tag.replace(' class="', f' class="{name} ', 1)
    return re.sub(r"^<[\w-]+", lambda begin: f'{begin[0]} class="{name}"', tag)
