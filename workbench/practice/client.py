"""The practice as a page kernel sees it: the same interface, over the local socket."""

from __future__ import annotations

import os
import time
import uuid
from typing import Any

import msgspec
import zmq

from workbench.errors import DraftError, ServiceError
from workbench.feedback.values import FeedbackView, Segment
from workbench.i18n import N_
from workbench.practice.protocol import Practice
from workbench.practice.views import Card, Round, Saved
from workbench.practice.wire import METHODS, Reply, Request, encode

PATIENCE = 12.0
"""Seconds after which a request is given up; a restarted service is ready in about three."""
TRY = 4.0
"""Seconds after which an unanswered request is sent again: the service may have died with it."""


MOST = 20_001
"""Characters of a text that are sent: one more than is kept, four times more than is read."""


class StaleError(ServiceError):
    """A newer request of the same page made this one pointless."""


class PracticeClient:
    """`Practice` over ZeroMQ. Every request may be repeated safely, and is, after a silence."""

    def __init__(self, address: str, token: str) -> None:
        self._address = address
        self._token = token
        self._context: zmq.Context[zmq.Socket[bytes]] = zmq.Context.instance()
        self._socket: zmq.Socket[bytes] | None = None

    def catalogue(self, language: str) -> tuple[Card, ...]:
        """See `Practice.catalogue`."""
        return self._ask("catalogue", language=language)  # type: ignore[no-any-return]

    def open(self, scenario: str, interface: str, fresh: bool) -> Round:
        """See `Practice.open`."""
        return self._ask("open", scenario=scenario, interface=interface, fresh=fresh)  # type: ignore[no-any-return]

    def save(self, attempt: str, text: str, sequence: int) -> Saved:
        """See `Practice.save`."""
        return self._ask("save", attempt=attempt, text=text, sequence=sequence)  # type: ignore[no-any-return]

    def highlight(self, attempt: str, text: str, interface: str) -> tuple[Segment, ...]:
        """See `Practice.highlight`."""
        return self._ask("highlight", attempt=attempt, text=text, interface=interface)  # type: ignore[no-any-return]

    def read(self, attempt: str, text: str, interface: str) -> FeedbackView:
        """See `Practice.read`."""
        return self._ask("read", attempt=attempt, text=text, interface=interface)  # type: ignore[no-any-return]

    def submit(self, attempt: str, text: str, key: str, interface: str) -> Round:
        """See `Practice.submit`."""
        return self._ask("submit", attempt=attempt, text=text, key=key, interface=interface)  # type: ignore[no-any-return]

    def send(self, attempt: str, interface: str) -> Round:
        """See `Practice.send`."""
        return self._ask("send", attempt=attempt, interface=interface)  # type: ignore[no-any-return]

    def _ask(self, method: str, **arguments: Any) -> Any:
        raw = {name: msgspec.Raw(encode(_sane(value))) for name, value in arguments.items()}
        body = encode(Request(token=self._token, method=method, arguments=raw))
        reply = self._exchange(body)
        if reply.kind == "stale":
            raise StaleError("stale")
        if reply.kind == "draft":
            raise DraftError("{message}", message=reply.error)
        if reply.kind:
            raise ServiceError(reply.error)
        return msgspec.json.decode(reply.result, type=METHODS[method]["return"])

    def _exchange(self, body: bytes) -> Reply:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            number = uuid.uuid4().bytes
            socket = self._connected()
            socket.send_multipart([number, body])
            until = min(end, time.monotonic() + TRY)
            while (left := until - time.monotonic()) > 0 and socket.poll(int(left * 1000) + 1):
                answered, answer = socket.recv_multipart()
                if answered == number:
                    return msgspec.json.decode(answer, type=Reply)
            self._close()
        raise ServiceError(
            N_("The practice service does not answer. It is being restarted; your text is safe.")
        )

    def _connected(self) -> zmq.Socket[bytes]:
        if self._socket is None:
            self._socket = self._context.socket(zmq.DEALER)
            self._socket.setsockopt(zmq.LINGER, 0)
            self._socket.connect(self._address)
        return self._socket

    def _close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def _sane(value: Any) -> Any:
    """Text without lone surrogates, which JSON cannot carry."""
    return value[:MOST].encode("utf-8", "replace").decode() if isinstance(value, str) else value


def connect() -> Practice:
    """The practice of whoever opened this kernel: the service's if there is one, else local."""
    address, token = os.environ.get("WORKBENCH_SERVICE"), os.environ.get("WORKBENCH_TOKEN")
    if address and token:
        return PracticeClient(address, token)
    from workbench.practice.local import local_practice

    return local_practice()
