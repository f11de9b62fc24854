"""The MkDocs plug-in: refreshes the figures, lends the Markdown extension to MkDocs, adds files and reports faults.

In mkdocs.yml:  plugins: [figures]      or, with settings (see settings.py),  plugins: [figures: {time_limit: 60}]
"""

import gc
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from figures.engine.pages.bundles import bundled
from figures.engine.pages.quotes import typographic, typographic_nav
from figures.engine.project.faults import Fault, FigureError
from figures.engine.site.astray import tell_astray
from figures.engine.site.build import Build
from figures.engine.site.described import project_of, said
from figures.engine.site.downloads import add_downloads
from figures.engine.site.guarded import check_templates, end_told, guard
from figures.engine.site.leftover import BEGIN, END
from figures.engine.site.memory import Memory
from figures.engine.site.onward import onward
from figures.engine.site.program_page import ProgramPage
from figures.engine.site.publishing import Publishing
from figures.engine.site.serving import Serving
from figures.engine.site.settings import Settings, refuse
from figures.engine.site.upkeep import current

log = logging.getLogger("mkdocs.figures")


class FiguresPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """One for all builds under `mkdocs serve`; what belongs to a build is made anew by each."""

    build: Build
    memory: Memory
    serving: Serving | None = None
    publishing: Publishing | None = None

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """The settings; what is wrong with one is told with its line."""
        errors, _ = super().load_config(options, config_file_path)
        refuse(options, errors, Path(config_file_path or "mkdocs.yml"))
        return [], []

    def on_startup(self, command: str, **_: Any) -> None:
        """Remember whether a person is watching: then a fault becomes a banner instead of the end."""
        gc.set_threshold(50_000, 20, 100)  # a build makes many objects and few circles: a tenth of its time
        self.serving = Serving() if command == "serve" else None

    @event_priority(100)
    def _first(self, config: MkDocsConfig) -> None:
        """Templates are compiled once, also for the plug-ins that take words from them now, as the search does."""
        self.memory = Memory(config)

    def _then(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refresh the figures and put the extension among the others."""
        self._refresh(config)
        build = self.build
        _report(build.state.missing.values(), logging.INFO)  # no warning: a strict build may do without
        _report(build.script_faults if self.serving else [])
        config.mdx_configs.setdefault("pymdownx.arithmatex", {}).setdefault("generic", True)  # else there is a script
        config.markdown_extensions.append(build.extension)
        config.nav = typographic_nav(config.nav)
        config.extra_css[:0] = build.sheets
        for name in build.scripts:
            script = ExtraScriptValue(f"assets/{name}")
            script.defer = True
            config.extra_javascript.append(script)
        if self.publishing:
            self.publishing.write_beside(config)
        return config

    on_config = CombinedEvent(_first, _then)

    def _refresh(self, config: MkDocsConfig) -> None:
        """A new build; while serving the last one, if there can be no new one."""
        try:
            project = project_of(config, self.config.formats, self.serving is not None)
            self.build = Build(project, config.nav, self.config, current(project, self.config, self.serving), log.info)
            self.publishing = None if self.serving else Publishing(Path(config.site_dir))
        except (FigureError, OSError) as error:
            if not (self.serving and hasattr(self, "build")):
                raise PluginError(said(error)) from error
            log.warning("%s", said(error))  # the last build serves on: a failure here would leave the browser waiting
            self.build.embedding.faults.clear()

    def on_serve(self, server: Any, config: MkDocsConfig, **_: Any) -> Any:
        """Watch the scripts, and the folders of the data that they read."""
        if self.serving:
            self.serving.begin(server)
            self.serving.watch(self.build.watched())
        return server

    def on_shutdown(self) -> None:
        """Draw no more."""
        if self.serving:
            self.serving.meanwhile.end()

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """The style sheets and fonts are made, not written by hand; the scripts belong to the engine."""
        build = self.build
        self.memory.begin(build, config)
        for path, content in (build.files | bundled(build.scripts)).items():
            files.append(File.generated(config, path, content=content))
        for kind, pages in ((ProgramPage, build.notebooks), (File, build.book.unreadable)):
            for path, markdown in pages.items():
                if written := files.get_file_from_path(path):
                    files.remove(written)
                    files.append(kind.generated(config, path, content=markdown))
        return files

    def on_pre_page(self, page: Page, files: Files, **_: Any) -> None:
        """What Markdown makes of the page is taken from memory, where nothing has changed."""
        self.memory.lend_to_page(page, files)
        guard(page, self.build.embedding)

    def on_env(self, env: Environment, files: Files, **_: Any) -> None:
        self.files = files
        check_templates(files, env, self.build.embedding)

    @event_priority(-50)
    def on_page_markdown(self, markdown: str, page: Page, **_: Any) -> None:
        """From here on the extension writes this page."""
        self.build.embedding.page = page.file.src_uri
        page.meta.update({name: typographic(text) for name, text in page.meta.items() if isinstance(text, str)})

    @event_priority(-50)
    def on_page_content(self, html: str, **_: Any) -> str:
        """Mark what the author wrote: the frame of a theme is not looked at for what was not understood."""
        return f"{BEGIN}{html}{END}"

    @event_priority(-50)
    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Set in drawings and formulas last, when nothing parses the page any more."""
        return onward(self.build.finish(output, page.file.src_uri, "../" * page.url.count("/")), page)

    def on_post_template(self, output: str, **_: Any) -> str:
        """A template that is a page, as 404.html is, has the typefaces too."""
        return self.build.typefaces.ahead(output) if self.build.typefaces else output

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Add the downloads; end the build if anything is wrong, otherwise put the site in its place."""
        build, faults = self.build, self.build.page_faults()
        if not self.serving and (faults := build.script_faults + faults):
            raise PluginError(build.describe(faults))
        _report(faults)
        add_downloads(build, self.memory.made, Path(config.site_dir), config.site_url or "")
        tell_astray(build, self.files, config)
        build.close()
        self.memory.tidy()
        if self.publishing:
            self.publishing.publish(config)
        if self.serving:
            self.serving.watch(build.watched())

    def on_build_error(self, error: Exception, **_: Any) -> None:
        """Leave no half-made site behind."""
        if hasattr(self, "build"):
            self.build.close()
        if self.publishing:
            self.publishing.discard()
        end_told(error)


def _report(faults: Iterable[Fault], level: int = logging.WARNING) -> None:
    for fault in faults:
        log.log(level, "%s", fault)
