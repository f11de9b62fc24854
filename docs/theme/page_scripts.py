"""A MkDocs hook: the scripts that a page names in its front matter go out as one file, so that it asks for one; and so
do its style sheets."""

from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Join them in their order; each uses those before it."""
    for kind, suffix in (("script", "js"), ("style", "css")):
        parts = page.meta.get(f"{kind}s") or []
        if len(parts) < 2:
            continue
        name = f"assets/{Path(page.file.src_uri).stem}.{suffix}"
        try:
            replace(parts, name, texts_of(Path(config.docs_dir), parts), config, files)
        except OSError as error:
            raise PluginError(
                f"docs/{page.file.src_uri}: cannot read its {kind} {error.filename}: {error.strerror}"
            ) from None
        page.meta[f"{kind}s"] = [name]


def texts_of(docs: Path, parts: Iterable[str]) -> list[str]:
    """What stands in these files, named by their paths from docs/. Raises OSError."""
    return [(docs / part).read_text(encoding="utf-8") for part in parts]


def replace(parts: Iterable[str], name: str, texts: Iterable[str], config: MkDocsConfig, files: Files) -> None:
    """One file of that name in the site, instead of the parts."""
    for part in parts:
        if single := files.get_file_from_path(part):
            files.remove(single)
    files.append(File.generated(config, name, content="\n".join(texts)))
