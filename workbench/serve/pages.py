"""What answers a browser: the home page, a notebook as a page, and words for what went wrong."""

from __future__ import annotations

import logging
import re
from html import escape
from typing import Any

from jupyter_server.base.handlers import APIHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado import web
from tornado.iostream import StreamClosedError
from voila.handler import BaseVoilaHandler
from voila.tornado.handler import TornadoVoilaHandler

from workbench.i18n import N_
from workbench.serve.assets import TEMPLATES
from workbench.serve.catalogue import read_catalogue
from workbench.serve.identity import person, visitor
from workbench.serve.interface import interface, say, wished

BROKEN = (TEMPLATES / "voila/templates/workbench/broken.html").read_text("utf-8")
"""Sent when a page fails after its first bytes have left."""

SORRY = N_("Something went wrong on our side. Your text is saved. Reload the page.")

log = logging.getLogger(__name__)


def content_policy(host: str) -> str:
    """Only this server may be asked for anything; the browser itself keeps to it.

    Widgets come as modules in blob addresses and Voila's front end compiles its schemas,
    hence ``blob:`` and ``unsafe-eval``; `host` is for browsers that want websockets named.
    """
    sockets = f" ws://{host} wss://{host}" if re.fullmatch(r"[\w.:\[\]-]+", host) else ""
    return "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:",
            "style-src 'self' 'unsafe-inline' blob: data:",
            "img-src 'self' blob: data:",
            "font-src 'self' data:",
            f"connect-src 'self' blob: data:{sockets}",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


class _Page:
    """Headers that all HTML answers share."""

    request: Any

    async def prepare(self) -> None:
        """Settle the language before anything is written."""
        interface.set(wished(self.request))
        await super().prepare()  # type: ignore[misc]

    @property
    def content_security_policy(self) -> str:
        """See `content_policy`."""
        return content_policy(self.request.host)


class HomePage(_Page, BaseVoilaHandler):  # type: ignore[misc]
    """``/``: cards for the practice room and each lesson."""

    @web.authenticated
    async def get(self) -> None:
        """Render the cards from what is in the folder now."""
        catalogue = read_catalogue(self.settings["notebooks"])
        self.set_header("Cache-Control", "no-cache")
        self.write(self.render_template("home.html", catalogue=catalogue))


class NotebookPage(_Page, TornadoVoilaHandler):  # type: ignore[misc]
    """``/voila/render/<path>``: a notebook of the catalogue, with a kernel of its own."""

    @web.authenticated
    async def get(self, path: str) -> None:
        """Send the page piece by piece while its cells run; 404 for anything unlisted."""
        page = read_catalogue(self.settings["notebooks"]).find(path)
        if page is None:
            raise web.HTTPError(404)
        visitor.set(person(self.current_user))
        try:
            async for html in self.get_generator(path=page.path):
                self.write(html)
                await self.flush()
        except StreamClosedError:
            log.info("The visitor of %s left before the page was complete.", page.path)
        except Exception:
            if not self._headers_written:
                raise
            log.exception("The page %s broke off.", page.path)
            self.write(BROKEN.format(sentence=escape(say(SORRY))))


class NoPage(_Page, BaseVoilaHandler):  # type: ignore[misc]
    """Every other address."""

    def initialize(self, **kwargs: Any) -> None:
        """The configuration reaches a default handler through the settings."""
        super().initialize(voila_configuration=self.settings["voila"].voila_configuration)

    async def prepare(self) -> None:
        """Refuse, whatever the method, once it is known who asks."""
        await super().prepare()
        raise web.HTTPError(404)


class KernelState(KernelHandler):
    """``GET /api/kernels/<id>``: whether a page's kernel lives. A page may not delete kernels."""

    SUPPORTED_METHODS = ("GET", "OPTIONS")


class EndKernel(APIHandler):
    """``POST /voila/api/shutdown/<id>``: what a page sends when it is closed."""

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        """End the kernel; one that is gone already is no error."""
        kernels: Any = self.kernel_manager
        if kernel_id in kernels:
            await kernels.shutdown_kernel(kernel_id, now=True)
        self.set_status(204)
