"""In which language a visitor reads the pages: the one chosen last, else the browser's."""

from __future__ import annotations

from contextvars import ContextVar

from tornado.httputil import HTTPServerRequest

from workbench.i18n import INTERFACES, direction, translator

COOKIE = "workbench_language"
interface: ContextVar[str] = ContextVar("interface", default="en")
"""The language of the request that is being answered."""


def wished(request: HTTPServerRequest) -> str:
    """The language of the cookie, else the first of ``Accept-Language`` that we speak."""
    chosen = request.cookies.get(COOKIE)
    if chosen is not None and chosen.value in INTERFACES:
        return str(chosen.value)
    for part in request.headers.get("Accept-Language", "").split(","):
        code = part.strip()[:2].lower()
        if code in INTERFACES:
            return code
    return "en"


def say(message: str) -> str:
    """A message in the language of the request that is being answered."""
    return translator(interface.get())(message)


def language() -> str:
    """The language of the request that is being answered."""
    return interface.get()


def reading() -> str:
    """The direction of that language, ``ltr`` or ``rtl``."""
    return direction(interface.get())
