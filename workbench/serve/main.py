"""``workbench serve``: one command that starts the pages and the practice service."""

from __future__ import annotations

import errno
import ipaddress
import logging
import os
import secrets
import signal
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path
from socket import socket

from tornado.netutil import bind_sockets

from workbench.errors import WorkbenchError
from workbench.serve.app import WorkbenchVoila
from workbench.serve.kernels import ServiceLink, with_package
from workbench.serve.supervise import SERVICE, Supervisor
from workbench.settings import settings

PORT = 8866
PORTS_TRIED = 50
COOKIE_SECRET = "cookie_secret"


class StartError(WorkbenchError):
    """The server cannot start as it was asked to; the message says why and what to do."""


def serve(
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    open_browser: bool = False,
    data: Path | None = None,
    service: Sequence[str] = SERVICE,
) -> int:
    """Serve the pages until Ctrl+C or SIGTERM; returns the exit code (2: could not start).

    Without `port`, the first free one from 8866 on is taken. `data` overrides the data
    folder of `workbench.settings`; `service` is the command of the practice service.
    """
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    try:
        sockets = _bind(_loopback(host), port)
        notebooks = _existing(settings().content("notebooks"))
    except StartError as error:
        print(f"workbench serve: {error}", file=sys.stderr)
        return 2
    folder = data or settings().data
    with tempfile.TemporaryDirectory(prefix="workbench-", dir=_short_folder()) as runtime:
        link = ServiceLink(address=f"ipc://{runtime}/service", secret=secrets.token_bytes(32))
        with Supervisor(service, _service_environment(link, folder)):
            app = WorkbenchVoila(
                notebooks=notebooks,
                link=link,
                sockets=sockets,
                cookie_secret=_cookie_secret(folder),
                runtime=Path(runtime),
                announce=_announcer(sockets, open_browser),
            )
            app.initialize([])
            signal.signal(signal.SIGINT, app._handle_signal_stop)
            app.start()
    return 0


def _loopback(host: str) -> str:
    if host == "localhost":
        return "127.0.0.1"
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise StartError(
            f"{host} can be reached from other machines, and people cannot sign in yet. "
            "Use 127.0.0.1."
        )
    return host


def _bind(host: str, port: int | None) -> list[socket]:
    """Sockets that listen already: nobody can take the port between the check and the start."""
    asked = range(PORT, PORT + PORTS_TRIED) if port is None else [port]
    for number in asked:
        try:
            return bind_sockets(number, address=host)
        except PermissionError as error:
            raise StartError(f"Port {number} needs more rights; use one above 1023.") from error
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise StartError(f"Cannot listen on {host}: {error.strerror}.") from error
    if port is None:
        raise StartError(f"Ports {PORT} to {asked[-1]} are all taken; name one with --port.")
    raise StartError(f"Port {port} is taken by another program; name another one with --port.")


def _existing(notebooks: Path) -> Path:
    if not notebooks.is_dir():
        raise StartError(f"There are no notebooks at {notebooks}; set WORKBENCH_HOME to a folder.")
    return notebooks


def _short_folder() -> str | None:
    """Where private sockets go: their paths may have about 100 characters, and some users'
    temporary folders have used up most of that."""
    return "/tmp" if os.access("/tmp", os.W_OK) else None


def _service_environment(link: ServiceLink, data: Path) -> dict[str, str]:
    return with_package(os.environ) | {
        "WORKBENCH_DATA": str(data),
        "WORKBENCH_SERVICE": link.address,
        "WORKBENCH_SECRET": link.secret.hex(),
    }


def _cookie_secret(data: Path) -> bytes:
    """A secret that outlives restarts, readable by its owner only."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = data / COOKIE_SECRET
    try:
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as new:
            new.write(secrets.token_bytes(32))
    except FileExistsError:
        file.chmod(0o600)
    secret = file.read_bytes()
    if len(secret) < 32:  # a start that was cut short
        secret = secrets.token_bytes(32)
        file.write_bytes(secret)
    return secret


def _announcer(sockets: Sequence[socket], open_browser: bool) -> Callable[[], None]:
    host, port = sockets[0].getsockname()[:2]
    link = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

    def announce() -> None:
        print(f"Reply Workbench is open at {link}  (stop with Ctrl+C)", flush=True)
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()

    return announce
