"""The MkDocs hook: refreshes the figures, lends the Markdown extension to MkDocs, adds files and reports faults.

In mkdocs.yml:  hooks: [figures/engine/mkdocs_hook.py]
Settings there: extra: {figures: {time_limit: 300, jobs: 2}}
"""

import logging
import shutil
import sys
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # the mkdocs program looks for modules nowhere near

from figures.engine.build import Build
from figures.engine.faults import FigureError
from figures.engine.progress import Progress

log = logging.getLogger("mkdocs.figures")
SHEET, SCRIPT = "assets/engine.css", "assets/figures.js"
_serving = False
_build: Build


def on_startup(command: str, **_: Any) -> None:
    """Remember whether a person is watching: then a fault becomes a banner instead of the end."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Refresh the figures and put the extension among the others."""
    global _build
    settings = config.extra.get("figures", {})
    progress = Progress(None if sys.stderr.isatty() else log.info)
    try:
        _build = Build(Path(config.docs_dir).parent, config.nav, settings, progress, log.info)
    except FigureError as error:
        raise PluginError(str(error)) from error
    except OSError as error:
        raise PluginError(f"{error.strerror} ({error.filename}); make room there or allow writing") from error
    _report([*_build.state.missing.values()])
    if _build.script_faults and not _serving:
        raise PluginError(_build.describe(_build.script_faults))
    _report(_build.script_faults)
    config.markdown_extensions.append(_build.extension)
    config.extra_css.insert(0, SHEET)
    if _build.has_controls:
        script = ExtraScriptValue(SCRIPT)
        script.defer = True
        config.extra_javascript.append(script)
    if not _serving:
        _build.stage(config)
    return config


def on_serve(server: Any, config: MkDocsConfig, **_: Any) -> Any:
    """Watch the scripts, and the folders of the data that they read."""
    for folder in _build.watched():
        server.watch(str(folder))
    return server


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The style sheet is made, not written by hand; the script of the controls belongs to the engine."""
    files.append(File.generated(config, SHEET, content=_build.sheet))
    if _build.has_controls:
        files.append(File.generated(config, SCRIPT, abs_src_path=str(Path(__file__).with_name("figures.js"))))
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> None:
    """From here on the extension writes this page."""
    _build.embedding.page = page.file.src_uri


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Set in drawings and formulas last, when nothing parses the page any more."""
    return _build.finish(output, page.file.src_uri, "../" * page.url.count("/"))


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Add the downloads; end the build if anything is wrong, otherwise put the site in its place."""
    faults = _build.page_faults()
    if faults and not _serving:
        raise PluginError(_build.describe(faults))
    _report(faults)
    for address, source in _build.files().items():
        target = Path(config.site_dir, address)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source) if isinstance(source, bytes) else shutil.copyfile(source, target)
    _build.publish(config)


def on_build_error(error: Exception, **_: Any) -> None:
    """Leave no half-made site behind."""
    if "_build" in globals():
        _build.discard()


def _report(faults: list[Any]) -> None:
    for fault in faults:
        log.warning("%s", fault)
