"""Standalone Voila with settings that are safe for trainees, and only the routes they need."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from socket import socket
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from traitlets.config import Config
from voila.app import Voila
from voila.paths import (
    collect_static_paths,
    collect_template_paths,
)
from voila.tornado.kernel_websocket_handler import (
    VoilaKernelWebsocketHandler,
)

from workbench.serve.assets import (
    EXTENSIONS,
    STATIC,
    TEMPLATES,
    ExtensionFiles,
    OwnFiles,
    VoilaFiles,
    data_folders,
    extension_folders,
    federated_extensions,
    fingerprint,
)
from workbench.serve.exporter import use_page_exporter
from workbench.serve.identity import LoopbackIdentity
from workbench.serve.interface import language, reading, say
from workbench.serve.kernels import PageKernels, PageKernelSpecs, ServiceLink
from workbench.serve.pages import EndKernel, HomePage, KernelState, NoPage, NotebookPage

TEMPLATE = "workbench"
IDLE_MINUTES = 30
"""A kernel whose page is gone ends after this long; one with an open page stays."""

_KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
_FINGERPRINT = r"[0-9a-f]{12}"


def configuration() -> Config:
    """Voila's settings; see `WorkbenchVoila` for those that Voila takes no setting for."""
    c = Config()
    c.Application.log_level = "ERROR"
    c.KernelManager.transport = "ipc"  # ports can be lost to another process, files cannot
    c.KernelRestarter.restart_limit = 0  # an empty kernel behind a full page helps nobody
    c.KernelRestarter.time_to_dead = 1.0
    c.MappingKernelManager.cull_idle_timeout = IDLE_MINUTES * 60
    c.MappingKernelManager.cull_interval = 60
    c.MappingKernelManager.cull_connected = False
    c.VoilaConfiguration.allow_template_override = "NO"
    c.VoilaConfiguration.allow_theme_override = "NO"
    c.VoilaConfiguration.extension_allowlist = list(EXTENSIONS)
    c.VoilaConfiguration.file_allowlist = []
    c.VoilaConfiguration.kernel_spec_manager_class = PageKernelSpecs
    c.VoilaConfiguration.language_kernel_mapping = {"": "python3"}
    c.VoilaConfiguration.multi_kernel_manager_class = PageKernels
    c.VoilaConfiguration.page_config_hook = page_config
    c.VoilaConfiguration.show_tracebacks = False
    c.VoilaConfiguration.template = TEMPLATE
    c.VoilaConfiguration.theme = "light"  # Voila's own; ours follows the visitor's system
    c.VoilaExecutor.cell_error_instruction = (
        "Something on this page did not work. Reload the page; if it happens again, tell your "
        "trainer which page it was."
    )
    return c


def page_config(config: dict[str, Any], *, base_url: str, **_: object) -> dict[str, Any]:
    """What Voila's front end is told, whatever this machine's JupyterLab is configured to do."""
    return config | {
        "disabledExtensions": [],
        "federated_extensions": federated_extensions(),
        "fullStaticUrl": url_path_join(base_url, "voila/static", fingerprint()),
        # "$5 and $6" is money here: no formula engine (and a third of the weight less).
        "fullMathjaxUrl": url_path_join(base_url, "static", fingerprint(), "no-formulas.js"),
        "mathjaxConfig": "none",
    }


class WorkbenchVoila(Voila):  # type: ignore[misc]
    """The web application of the workbench.

    Pages come from `notebooks`, kernels reach the service behind `link`, connections arrive
    at `sockets` (already bound, so that the address is known before anything starts), and
    `announce` is called once they are accepted.
    """

    def __init__(
        self,
        *,
        notebooks: Path,
        link: ServiceLink,
        sockets: Sequence[socket],
        cookie_secret: bytes,
        runtime: Path,
        announce: Callable[[], None],
    ) -> None:
        use_page_exporter()
        super().__init__(
            config=configuration(),
            config_file_paths=[],  # a voila.json in some folder must not loosen the settings
            connection_dir_root=str(runtime),
            cookie_secret=cookie_secret,
            identity_provider_class=LoopbackIdentity,
            open_browser=False,
            root_dir=str(notebooks),
            token="",
        )
        self.notebooks = notebooks
        self.link = link
        self.ioloop = IOLoop.current()  # a signal may come before the loop runs
        self._sockets = sockets
        self._announce = announce

    def setup_template_dirs(self) -> None:
        """Find our template beside the code and its base where Jupyter keeps data."""
        roots = [str(TEMPLATES), *data_folders()]
        names = ["voila", "nbconvert"]
        self.template_paths = collect_template_paths(names, TEMPLATE, prune=True, root_dirs=roots)
        self.static_paths = collect_static_paths(names, TEMPLATE, prune=True, root_dirs=roots)

    def init_settings(self) -> dict[str, Any]:
        """Voila's settings, compressed answers, and no visitor from another host name."""
        settings: dict[str, Any] = super().init_settings()
        settings["voila_jinja2_env"].globals["at"] = self._addresses()
        self.voila_configuration.config.VoilaConfiguration.resources = {
            "workbench": self._addresses()
        }
        return settings | {
            "allow_remote_access": False,  # a page of another site cannot rebind its name to us
            "compress_response": True,
            "default_handler_class": NoPage,
            "disable_check_xsrf": True,  # Voila's own page sends no token; origins are checked
            "log_function": lambda _: None,
            "notebooks": self.notebooks,
        }

    def init_handlers(self) -> list[Any]:
        """The whole list of routes: what is not here does not exist."""
        configured = {"voila_configuration": self.voila_configuration}
        page = configured | {
            "template_paths": self.template_paths,
            "config": self.config,
        }
        extensions = {"paths": extension_folders()}
        routes: list[tuple[str, type, dict[str, Any]]] = [
            ("/", HomePage, configured),
            (r"/voila/render/(.+)", NotebookPage, page),
            (rf"/api/kernels/{_KERNEL}", KernelState, {}),
            (rf"/api/kernels/{_KERNEL}/channels", VoilaKernelWebsocketHandler, {}),
            (rf"/voila/api/shutdown/{_KERNEL}", EndKernel, {}),
            (rf"/static/{_FINGERPRINT}/(.+)", OwnFiles, {"path": str(STATIC)}),
            (
                rf"/voila/static/{_FINGERPRINT}/(.+)",
                VoilaFiles,
                {"paths": self.static_paths},
            ),
            (r"/voila/labextensions/(.+)", ExtensionFiles, extensions),
        ]
        prefix = self.server_url.rstrip("/")
        return [(prefix + pattern, handler, options) for pattern, handler, options in routes]

    def listen(self) -> None:
        """Answer on the sockets until a signal stops the loop."""
        server = HTTPServer(self.app)
        server.add_sockets(self._sockets)
        self.ioloop.add_callback(self._announce)
        try:
            self.ioloop.start()
        finally:
            server.stop()
            self.stop()

    def stop(self) -> None:
        """End all kernels, then remove their connection files."""
        self.ioloop.run_sync(lambda: self.kernel_manager.shutdown_all(now=True))
        shutil.rmtree(self.connection_dir, ignore_errors=True)

    def _addresses(self) -> dict[str, Any]:
        def at(*parts: str) -> str:
            return str(url_path_join(self.base_url, *parts))

        return {
            "home": at("/"),
            "pages": at("voila/render"),
            "own": at("static", fingerprint()),
            "voila": at("voila/static", fingerprint()),
            "say": say,
            "lang": language,
            "dir": reading,
        }
