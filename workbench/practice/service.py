"""The practice service: one process with encoder, rubric, store and clock.

``python -m workbench.practice.service`` binds a ZeroMQ socket (ipc) and answers page kernels
one request at a time. Work that a newer draft of the same page makes pointless is dropped,
not queued. ``workbench serve`` starts, watches and restarts it; everything that was
confirmed is in the store, so a kill loses nothing.
"""

from __future__ import annotations

import logging
import os
import signal
import stat
import sys
import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import msgspec
import zmq

from workbench import load
from workbench.errors import DraftError, ServiceError, StoreError, WorkbenchError
from workbench.i18n import translator
from workbench.practice.protocol import Practice
from workbench.practice.round import PracticeRoom
from workbench.practice.token import read as read_token
from workbench.practice.wire import MAX_REQUEST, Reply, Request, arguments, encode
from workbench.settings import settings
from workbench.store.attempts import Attempts
from workbench.store.database import open_store

log = logging.getLogger("workbench.service")
POLL_MILLISECONDS = 500
REPLACEABLE = frozenset({"highlight", "read"})
STALE = "stale"
FIRST = ("save", "submit", "send", "open", "catalogue", "highlight", "read")
"""The order in which waiting requests are answered: what must not be lost comes first."""

Frames = list[bytes]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that was received and decoded, with the frames of the way back."""

    way_back: Frames
    request: Request


class PracticeService:
    """Answers requests with the practice of the person whom the token names."""

    def __init__(self, open_practice: Callable[[str], Practice], secret: bytes) -> None:
        self._open_practice = open_practice
        self._secret = secret

    def answer(self, request: Request) -> Reply:
        """The reply to one request; an error of ours gets an id that the log repeats."""
        try:
            bearer = read_token(self._secret, request.token)
            practice = self._open_practice(bearer.person)
            given = arguments(request)  # refuses a method that the interface does not have
            result = getattr(practice, request.method)(**given)
            return Reply(result=msgspec.Raw(encode(result)))
        except msgspec.ValidationError as error:
            log.warning("refused a request: %s", error)
            return Reply(error="This request is not understood.", kind="refused")
        except DraftError as error:
            return Reply(error=_translated(error, request), kind="draft")
        except StoreError as error:
            log.error("store: %s", error)
            return Reply(error=str(error), kind="store")
        except ServiceError as error:
            return Reply(error=str(error), kind="refused")
        except (WorkbenchError, Exception):
            number = uuid.uuid4().hex[:8]
            log.exception("error %s in %s", number, request.method)
            return Reply(error=f"Something went wrong here (error {number}).", kind="bug")


def _translated(error: DraftError, request: Request) -> str:
    with suppress(KeyError, msgspec.DecodeError):
        interface = msgspec.json.decode(request.arguments["interface"], type=str)
        return translator(interface)(error.template).format(**error.values)
    return str(error)


class Loop:
    """Receives, drops what is stale, answers."""

    def __init__(self, service: PracticeService, address: str) -> None:
        self._service = service
        self._context = zmq.Context()
        self._socket = self._context.socket(zmq.ROUTER)
        self._socket.setsockopt(zmq.MAXMSGSIZE, MAX_REQUEST)
        self._socket.setsockopt(zmq.LINGER, 500)
        self._socket.bind(address)
        self._going = True

    def stop(self, *_: Any) -> None:
        """Finish the request in hand, then end."""
        self._going = False

    def run(self) -> None:
        """Answer until `stop`."""
        waiting: list[Waiting] = []
        while self._going:
            waiting += self._received(block=not waiting)
            waiting = self._without_stale(waiting)
            if waiting:
                waiting.sort(key=lambda item: FIRST.index(item.request.method))
                first = waiting.pop(0)
                self._send(first.way_back, self._service.answer(first.request))
        self._socket.close()
        self._context.term()

    def _received(self, *, block: bool) -> list[Waiting]:
        found: list[Waiting] = []
        timeout = POLL_MILLISECONDS if block else 0
        while self._socket.poll(timeout):
            *way_back, body = self._socket.recv_multipart()
            timeout = 0
            try:
                request = msgspec.json.decode(body, type=Request)
                if request.method not in FIRST:
                    raise msgspec.ValidationError("unknown method")
                found.append(Waiting(way_back, request))
            except msgspec.MsgspecError:
                log.warning("refused a message of %d bytes", len(body))
                self._send(way_back, Reply(error="This request is not understood.", kind="refused"))
        return found

    def _without_stale(self, waiting: list[Waiting]) -> list[Waiting]:
        newest: dict[tuple[bytes, str], Waiting] = {}
        for item in waiting:
            newest[(item.way_back[0], item.request.method)] = item
        kept = []
        for item in waiting:
            key = (item.way_back[0], item.request.method)
            if item.request.method in REPLACEABLE and newest[key] is not item:
                self._send(item.way_back, Reply(kind=STALE))
            else:
                kept.append(item)
        return kept

    def _send(self, way_back: Frames, reply: Reply) -> None:
        self._socket.send_multipart([*way_back, encode(reply)])


def _stop_when_unwatched(loop: Loop) -> None:
    """End when the supervisor at the other end of our standard input is gone, even by SIGKILL."""
    if not stat.S_ISFIFO(os.fstat(0).st_mode):
        return

    def watch() -> None:
        while os.read(0, 1024):
            pass
        loop.stop()

    threading.Thread(target=watch, name="watched", daemon=True).start()


def main() -> int:
    """Start the service from the environment; returns the exit code."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    try:
        address = os.environ["WORKBENCH_SERVICE"]
        secret = bytes.fromhex(os.environ.pop("WORKBENCH_SECRET"))
    except (KeyError, ValueError):
        sys.exit("The practice service is started by “workbench serve”, not by hand.")
    try:
        bench = load()
        attempts = Attempts(open_store(settings().database_url))
    except WorkbenchError as error:
        sys.exit(str(error))
    loop = Loop(PracticeService(lambda who: PracticeRoom(bench, attempts, who), secret), address)
    signal.signal(signal.SIGTERM, loop.stop)
    signal.signal(signal.SIGINT, loop.stop)
    _stop_when_unwatched(loop)
    log.info("ready with %d scenarios", len(bench.scenarios))
    loop.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
