"""A MkDocs hook: what a page names in its front matter. Its `scripts` go out as one file, so that it asks for one, and
so do its `styles`; `labs` are what theme/labs.html sets into it. What there is not is told with its line."""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import NoReturn

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from figures.engine.project.faults import Fault, line_of
from figures.engine.project.names import unknown

SUFFIX = {"scripts": "js", "styles": "css"}
PARTIAL = "partials/{}.html"
ELSEWHERE = re.compile(r"(\w+:)?/")


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Now it is known what all pages name."""
    for page in pages_of(files):
        for kind, suffix in SUFFIX.items():
            parts = page.meta[kind] = named(page, kind, config)
            if len(parts) < 2:
                check(page, kind, parts, config, files)
                continue
            name = f"assets/joined/{PurePosixPath(page.file.src_uri).with_suffix(f'.{suffix}')}"
            try:
                join(parts, name, texts_of(Path(config.docs_dir), parts), config, files)
            except OSError as error:
                refuse(page, kind, f"cannot read {error.filename}: {error.strerror}", config)
            page.meta[kind] = [name]
        place_labs(page, env, config)


def pages_of(files: Files) -> list[Page]:
    """Every page, drafts too, which are shown while the book is served."""
    return [file.page for file in files.documentation_pages(inclusion=lambda _: True) if file.page]


def named(page: Page, kind: str, config: MkDocsConfig) -> list[str]:
    """What the page names as its scripts, styles or labs; one may stand without brackets."""
    found = page.meta.get(kind) or []
    listed = [found] if isinstance(found, str) else found
    if not isinstance(listed, list) or not all(isinstance(name, str) for name in listed):
        refuse(page, kind, f"{kind} are named as in `{kind}: [one, two]`, and not as {found!r}", config)
    return listed


def check(page: Page, kind: str, names: Iterable[str], config: MkDocsConfig, files: Files) -> None:
    """Refuse a name in this site that no file bears."""
    for name in names:
        if not ELSEWHERE.match(name) and not files.get_file_from_path(name):
            suffix = f".{SUFFIX[kind]}"
            known = [file.src_uri for file in files if file.src_uri.endswith(suffix)]
            refuse(page, kind, unknown(name, kind.removesuffix("s"), known), config)


def place_labs(page: Page, env: Environment, config: MkDocsConfig) -> None:
    """Refuse a lab that there is not, or for which the page has no room."""
    labs = page.meta["labs"] = named(page, "labs", config)
    if labs and "template" not in page.meta:
        refuse(page, "labs", "labs need `template: labs.html` beside them", config)
    there = env.list_templates() if labs else []  # looks through the folders of all themes
    for name in labs:
        if PARTIAL.format(name) not in there:
            known = [template[9:-5] for template in there if template.startswith("partials/")]
            refuse(page, "labs", unknown(name, "lab", known), config)
        if (room := f'<div id="{name}"></div>') not in (page.content or ""):
            refuse(page, "labs", f"its text has no {room} where the lab {name} would come", config)


def texts_of(docs: Path, parts: Iterable[str]) -> list[str]:
    """What stands in these files, named by their paths from docs/. Raises OSError."""
    return [(docs / part).read_text(encoding="utf-8-sig") for part in parts]


def join(parts: Iterable[str], name: str, texts: Iterable[str], config: MkDocsConfig, files: Files) -> None:
    """One file of that name in the site, instead of the parts that nothing names alone."""
    for part in set(parts) - set(named_alone(config, files)):
        if single := files.get_file_from_path(part):
            files.remove(single)
    files.append(File.generated(config, name, content="\n".join(texts)))


def named_alone(config: MkDocsConfig, files: Files) -> list[str]:
    """What goes out as it is, for a page or for all."""
    lists = [named(page, kind, config) for page in pages_of(files) for kind in SUFFIX]
    alone = [name for names in lists if len(names) == 1 for name in names]
    return [*alone, *map(str, config.extra_css), *map(str, config.extra_javascript)]


def refuse(page: Page, kind: str, message: str, config: MkDocsConfig) -> NoReturn:
    """End the build with a sentence."""
    place = Path(config.docs_dir, page.file.src_uri)
    raise PluginError(str(Fault(message, f"docs/{page.file.src_uri}", line_of(place, rf"^{kind}\s*:"))))
