"""A MkDocs hook: the scripts that a page names in its front matter go out as one file, so that it asks for one."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Join them in their order; each uses those before it."""
    parts = page.meta.get("scripts") or []
    if len(parts) < 2:
        return
    try:
        content = "\n".join(Path(config.docs_dir, part).read_text(encoding="utf-8") for part in parts)
    except OSError as error:
        raise PluginError(
            f"docs/{page.file.src_uri}: cannot read its script {error.filename}: {error.strerror}"
        ) from None
    for part in parts:
        if single := files.get_file_from_path(part):
            files.remove(single)
    name = f"assets/{Path(page.file.src_uri).stem}.js"
    files.append(File.generated(config, name, content=content))
    page.meta["scripts"] = [name]
