"""The MkDocs hook: refreshes the figures, lends the Markdown extension to MkDocs, adds files and reports faults.

In mkdocs.yml:  hooks: [figures/engine/site/mkdocs_hook.py]
Settings there: extra: {figures: {time_limit: 300, jobs: 2, notebooks_on_github: owner/name/blob/branch}}
"""

import logging
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))  # the mkdocs program looks for modules nowhere near

from figures.engine.freshness.progress import Progress
from figures.engine.pages.quotes import typographic
from figures.engine.project.faults import Fault, FigureError, line_of
from figures.engine.site.build import Build
from figures.engine.site.compiled import list_visible
from figures.engine.site.downloads import add_downloads
from figures.engine.site.leftover import BEGIN, END
from figures.engine.site.memory import Memory
from figures.engine.site.staging import Staging

SCRIPTS = Path(__file__).parents[1] / "pages"

log = logging.getLogger("mkdocs.figures")
_serving = False
_build: Build
_memory: Memory
_staging: Staging | None = None
_server: Any = None
_watched: set[Path] = set()


class NotebookFile(File):
    """A notebook is a page although its name ends in .py."""

    def is_documentation_page(self) -> bool:
        """It is."""
        return True


def on_startup(command: str, **_: Any) -> None:
    """Remember whether a person is watching: then a fault becomes a banner instead of the end."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Refresh the figures and put the extension among the others."""
    global _build, _staging
    settings = config.extra.get("figures") or {}
    if Path(config.docs_dir).name != "docs":
        file = Path(config.config_file_path or "mkdocs.yml")
        raise PluginError(
            str(
                Fault(
                    f"docs_dir: expected docs, the folder of the pages beside figures/, got "
                    f"{Path(config.docs_dir).name}; rename the folder, and leave out the setting",
                    file.name,
                    line_of(file, r"^docs_dir\s*:"),
                )
            )
        )
    progress = Progress(None if sys.stderr.isatty() else log.info)
    try:
        _build = Build(Path(config.docs_dir).parent, config.nav, settings, progress, log.info)
        _staging = None if _serving else Staging(Path(config.site_dir))
    except (FigureError, OSError) as error:
        message = (
            str(error)
            if isinstance(error, FigureError)
            else (f"{error.strerror} ({error.filename}); make room there or allow writing")
        )
        if not (_serving and "_build" in globals()):
            raise PluginError(message) from error
        log.warning("%s", message)  # the last build serves on: a failure here would leave the browser waiting
        _build.embedding.faults.clear()
    for fault in _build.state.missing.values():
        log.info("%s", fault)  # no warning: a strict build may do without
    if _serving:
        _report(_build.script_faults)
    config.markdown_extensions.append(_build.extension)
    config.nav = _with_quotes(config.nav)
    list_visible(config.theme)
    config.extra_css[:0] = _build.sheets
    for name in _build.scripts:
        script = ExtraScriptValue(f"assets/{name}")
        script.defer = True
        config.extra_javascript.append(script)
    if _staging:
        config.site_dir = str(_staging.folder)
        logging.getLogger("mkdocs.commands.build").addFilter(_name_the_place)
    return config


def on_serve(server: Any, config: MkDocsConfig, **_: Any) -> Any:
    """Watch the scripts, and the folders of the data that they read."""
    global _server
    _server = server
    server.builder = partial(_rebuild, server.builder)
    _watch()
    return server


def _rebuild(build: Callable[..., None], *given: Any) -> None:
    """Build again; what is wrong with mkdocs.yml is told in one sentence, and the last site stays."""
    try:
        build(*given)
    except ConfigurationError as error:
        mark = getattr(error.__cause__ or error.__context__, "problem_mark", None)
        problem = getattr(error.__cause__ or error.__context__, "problem", None) or str(error)
        place = f":{mark.line + 1}" if mark else ""
        log.error("mkdocs.yml%s: %s; the pages stay as they were until it is mended", place, problem)
    except PluginError as error:
        log.error("%s; the pages stay as they were until it is mended", error)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The style sheets are made, not written by hand; the scripts belong to the engine."""
    global _memory
    _memory = Memory(_build, config)
    for path, sheet in _build.sheets.items():
        files.append(File.generated(config, path, content=sheet))
    for name in _build.scripts:
        files.append(File.generated(config, f"assets/{name}", abs_src_path=str(SCRIPTS / name)))
    for path, markdown in _build.notebooks.items():
        if written := files.get_file_from_path(path):
            files.remove(written)
            files.append(NotebookFile.generated(config, path, content=markdown))
    for path, markdown in _build.book.unreadable.items():
        if written := files.get_file_from_path(path):
            files.remove(written)
            files.append(File.generated(config, path, content=markdown))
    return files


def on_pre_page(page: Page, files: Files, **_: Any) -> None:
    """What Markdown makes of the page is taken from memory, where nothing has changed."""
    _memory.lend_to_page(page, files)


def on_env(env: Any, **_: Any) -> None:
    """Templates are compiled once."""
    _memory.lend_to_templates(env)


def on_page_markdown(markdown: str, page: Page, **_: Any) -> None:
    """From here on the extension writes this page."""
    _build.embedding.page = page.file.src_uri
    page.meta.update({name: typographic(text) for name, text in page.meta.items() if isinstance(text, str)})


def on_page_content(html: str, **_: Any) -> str:
    """Mark what the author wrote: the frame of a theme is not looked at for what was not understood."""
    return f"{BEGIN}{html}{END}"


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Set in drawings and formulas last, when nothing parses the page any more."""
    return _build.finish(output, page.file.src_uri, "../" * page.url.count("/"))


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Add the downloads; end the build if anything is wrong, otherwise put the site in its place."""
    faults = _build.page_faults()
    if not _serving and (faults := _build.script_faults + faults):
        raise PluginError(_build.describe(faults))
    _report(faults)
    add_downloads(_build, Path(config.site_dir), config.site_url or "")
    _build.close()
    _memory.tidy()
    if _staging and not _will_abort(config):
        _staging.publish()
        config.site_dir = str(_staging.place)
        log.info("The site is whole; it stands in %s", config.site_dir)
    if _server:
        _watch()


def on_build_error(error: Exception, **_: Any) -> None:
    """Leave no half-made site behind."""
    if "_build" in globals():
        _build.close()
    if _staging:
        _staging.discard()


def _will_abort(config: MkDocsConfig) -> bool:
    """Whether MkDocs counted warnings in a strict build: it ends the build after this hook, and the old site stays."""
    counters = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    return config.strict and any(counter.get_counts() for counter in counters)


def _name_the_place(record: logging.LogRecord) -> bool:
    """MkDocs tells where it writes; what matters to people is where the site will be."""
    if _staging:
        record.msg = str(record.msg).replace(str(_staging.folder), str(_staging.place))
    return True


def _with_quotes(nav: Any) -> Any:
    """The navigation with typographic marks in its titles."""
    if isinstance(nav, list):
        return [_with_quotes(item) for item in nav]
    return {typographic(title): _with_quotes(item) for title, item in nav.items()} if isinstance(nav, dict) else nav


def _watch() -> None:
    """Watch what is not watched yet: an edited script may read data from a new place."""
    for place in _build.watched():
        if place not in _watched:
            _watched.add(place)
            _server.watch(str(place))


def _report(faults: list[Any]) -> None:
    for fault in faults:
        log.warning("%s", fault)
