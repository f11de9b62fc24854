"""How heavy each page is: `python -m tests.benchmarks.page_weight` builds the site and opens every page once.

For each page: its HTML, everything that a first visit fetches, both compressed as a server sends them, and the number
of requests. Required: at most 150 kB of HTML and 220 kB in all.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Response

from tests.site.chromium import fetch, found
from tests.site.observed import PAGES, open_context, start_chromium
from tests.site.served import build, serve

HTML_LIMIT, VISIT_LIMIT = 150, 220  # kB


def main() -> None:
    """Print one line for each page; end with status 1 if one is too heavy."""
    program = found() or fetch()
    if program is None:
        raise SystemExit("page_weight opens the pages in Chromium, which is missing")
    heavy = []
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "any" / "sub-path"
        build(site)
        print(f"{'page':46} {'HTML kB':>8} {'visit kB':>9} {'requests':>9}")
        with serve(site) as home, start_chromium(program) as chromium:
            for name in PAGES:
                answers: list[Response] = []
                with open_context(chromium) as context:
                    page = context.new_page()
                    page.on("response", lambda answer, known=answers: known.append(answer))
                    page.goto(home + name)
                    page.wait_for_load_state("networkidle")
                    sizes = [int(answer.headers["content-length"]) / 1000 for answer in answers]
                print(f"{name:46} {sizes[0]:8.0f} {sum(sizes):9.0f} {len(sizes):9}")
                if sizes[0] > HTML_LIMIT or sum(sizes) > VISIT_LIMIT:
                    heavy.append(name)
    if heavy:
        raise SystemExit(f"heavier than {HTML_LIMIT} kB of HTML or {VISIT_LIMIT} kB in all: {', '.join(heavy)}")


if __name__ == "__main__":
    main()
