"""Who opens a page. On loopback there is one person, called ``local``.

Another way to know people (a hub, a reverse proxy) is another `IdentityProvider`; the rest
of the server only asks `person`.
"""

from __future__ import annotations

from contextvars import ContextVar

from jupyter_server.auth import IdentityProvider, User
from tornado.web import RequestHandler

LOCAL = "local"

visitor: ContextVar[str] = ContextVar("visitor")
"""The person whose request is being answered; set by the page handler, read by the kernels."""


class LoopbackIdentity(IdentityProvider):
    """Everyone who can reach this machine's own address is the same person; no login page."""

    auth_enabled = False
    login_available = False
    logout_available = False

    def get_user(self, handler: RequestHandler) -> User:
        """Always `LOCAL`."""
        return User(username=LOCAL, name="You", display_name="You")


def person(user: User) -> str:
    """The opaque id under which the work of `user` is kept."""
    return user.username
