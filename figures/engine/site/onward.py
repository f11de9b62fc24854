"""The way from page to page in the head of each: for browsers, and for the book that is made of the finished site."""

import re

from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

NEXT = re.compile(r'<link rel="next" href="([^"]+)"')


def onward(html: str, page: Page) -> str:
    """The page with a link to the next one, where its theme has none."""
    if page.next_page is None or NEXT.search(html):
        return html
    link = f'<link rel="next" href="{get_relative_url(page.next_page.url, page.url)}">'
    return html.replace("</head>", f"{link}</head>", 1)
