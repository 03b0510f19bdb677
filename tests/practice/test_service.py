"""The real service process: answers over its socket, survives a kill, drops what is stale."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
import zmq

from workbench.bench import Bench
from workbench.errors import DraftError, ServiceError
from workbench.practice.client import PracticeClient
from workbench.practice.service import STALE
from workbench.practice.token import Bearer, mint
from workbench.practice.wire import Reply, Request, encode

SECRET = bytes(range(32))
SCENARIO = "core/late_parcel/en"
PATIENCE = 60


class Service:
    """One practice service that a test may kill and start again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = f"ipc://{folder}/socket"
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        environment = os.environ | {
            "WORKBENCH_SERVICE": self.address,
            "WORKBENCH_SECRET": SECRET.hex(),
            "WORKBENCH_DATA": str(self.folder),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "workbench.practice.service"],
            env=environment,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stderr is not None
        for line in self.process.stderr:
            if "ready with" in line:
                return
        raise AssertionError("the service ended before it was ready")

    def end(self, number: int) -> int:
        assert self.process is not None
        self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        for pipe in (self.process.stdin, self.process.stderr):
            assert pipe is not None
            pipe.close()
        return code

    def client(self, person: str, *, secret: bytes = SECRET) -> PracticeClient:
        return PracticeClient(self.address, mint(secret, Bearer(uuid.uuid4().hex, person)))


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    # Not in pytest's own folder: the path of a socket must be short.
    with TemporaryDirectory(prefix="wb") as folder:
        service = Service(Path(folder))
        service.start()
        yield service
        assert service.end(signal.SIGTERM) == 0


def excellent(bench: Bench) -> str:
    replies = bench.scenarios[SCENARIO].variant.replies
    return next(reply.text for reply in replies if reply.quality == "excellent")


def test_a_whole_exercise_over_the_socket(service: Service, bench: Bench) -> None:
    client = service.client("whole")
    assert SCENARIO in {card.scenario for card in client.catalogue("en")}
    round_ = client.open(SCENARIO, "en", False)
    text = excellent(bench)
    assert client.save(round_.attempt, text, 1).sequence == 1
    assert "".join(part.text for part in client.highlight(round_.attempt, text, "en")) == text
    assert client.read(round_.attempt, text, "en").assessable
    assert client.submit(round_.attempt, text, "key", "en").submitted is not None
    assert client.send(round_.attempt, "en").ending == "resolved"


def test_a_killed_service_loses_nothing(service: Service, bench: Bench) -> None:
    client = service.client("killed")
    round_ = client.open(SCENARIO, "en", True)
    weak = bench.scenarios[SCENARIO].variant.replies[0].text
    submitted = client.submit(round_.attempt, weak, "key-1", "en").submitted
    client.save(round_.attempt, "in mid-sente", 7)
    assert service.end(signal.SIGKILL) != 0
    service.start()
    found = client.open(SCENARIO, "en", False)
    assert found.attempt == round_.attempt
    assert (found.draft, found.sequence) == ("in mid-sente", 7)
    assert found.submitted == submitted
    again = client.submit(round_.attempt, weak, "key-1", "en")
    assert again.submitted is not None
    assert again.submitted.number == 1


def test_a_request_made_while_the_service_is_away_is_answered_later(service: Service) -> None:
    client = service.client("waiting")
    service.end(signal.SIGKILL)
    service.start()
    assert client.catalogue("en")


def test_another_secret_is_refused(service: Service) -> None:
    with pytest.raises(ServiceError, match="This page is not known"):
        service.client("ann", secret=b"x" * 32).catalogue("en")


def test_another_persons_attempt_is_refused(service: Service) -> None:
    round_ = service.client("owner").open(SCENARIO, "en", True)
    with pytest.raises(ServiceError, match="no such attempt of yours"):
        service.client("thief").save(round_.attempt, "mine", 99)


def test_draft_errors_come_back_as_such(service: Service) -> None:
    client = service.client("drafts")
    round_ = client.open(SCENARIO, "en", True)
    with pytest.raises(DraftError, match="The draft is empty"):
        client.submit(round_.attempt, " ", "key", "en")
    with pytest.raises(DraftError, match="at most 5000"):
        client.submit(round_.attempt, "word " * 2_000, "key", "en")


@pytest.mark.parametrize("text", ["lone \ud800 surrogate", "nul \0 byte", "<img onerror=x>"])
def test_messy_text_goes_through(service: Service, text: str) -> None:
    client = service.client("messy")
    round_ = client.open(SCENARIO, "en", True)
    client.save(round_.attempt, text, 1)
    found = client.open(SCENARIO, "en", False)
    assert found.draft.replace("\0", " ") == text.replace("\ud800", "?").replace("\0", " ")


@pytest.fixture
def page(service: Service) -> Iterator[zmq.Socket[bytes]]:
    """A page's own socket, for messages that the client would never send."""
    context = zmq.Context()
    socket = context.socket(zmq.DEALER)
    socket.setsockopt(zmq.LINGER, 0)
    socket.connect(service.address)
    yield socket
    socket.close()
    context.term()


def receive(socket: zmq.Socket[bytes]) -> tuple[bytes, Reply]:
    assert socket.poll(PATIENCE * 1_000), "no answer"
    number, body = socket.recv_multipart()
    return number, msgspec.json.decode(body, type=Reply)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x80\x04",
        b"[]",
        b'{"token": 1, "method": "catalogue"}',
        b'{"token": "x", "method": "__class__", "arguments": {}}',
        b'{"token": "x", "method": "catalogue", "arguments": []}',
    ],
)
def test_nonsense_is_refused_and_the_service_goes_on(
    service: Service, page: zmq.Socket[bytes], body: bytes
) -> None:
    page.send_multipart([b"1", body])
    number, reply = receive(page)
    assert (number, reply.kind) == (b"1", "refused")
    assert service.client("after").catalogue("en")


def test_stale_reads_are_dropped_and_saves_are_not(
    service: Service, bench: Bench, page: zmq.Socket[bytes]
) -> None:
    token = mint(SECRET, Bearer("kernel", "stale"))
    attempt = service.client("stale").open(SCENARIO, "en", True).attempt
    text = excellent(bench)

    def send(number: str, method: str, **values: object) -> None:
        raw = {name: msgspec.Raw(encode(value)) for name, value in values.items()}
        body = encode(Request(token=token, method=method, arguments=raw))
        page.send_multipart([number.encode(), body])

    for place in range(30):
        part = f"{place} {text}"
        send(f"read {place}", "read", attempt=attempt, text=part, interface="en")
        send(f"save {place}", "save", attempt=attempt, text=part, sequence=place + 1)
    answers = dict(receive(page) for _ in range(60))
    stale = {number for number, reply in answers.items() if reply.kind == STALE}
    assert len(answers) == 60
    assert len(stale) >= 20
    assert b"read 29" not in stale
    assert not [number for number in stale if number.startswith(b"save")]
    assert not [reply.error for reply in answers.values() if reply.kind not in ("", STALE)]
    assert service.client("stale").open(SCENARIO, "en", False).draft == f"29 {text}"


def test_the_service_needs_its_environment() -> None:
    bare = {name: value for name, value in os.environ.items() if "WORKBENCH" not in name}
    done = subprocess.run(
        [sys.executable, "-m", "workbench.practice.service"],
        env=bare,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 1
    assert "started by “workbench serve”" in done.stderr


def test_it_ends_with_its_supervisor() -> None:
    with TemporaryDirectory(prefix="wb") as folder:
        service = Service(Path(folder))
        service.start()
        assert service.process is not None
        assert service.process.stdin is not None
        service.process.stdin.close()
        assert service.process.wait(PATIENCE) == 0
        assert service.process.stderr is not None
        service.process.stderr.close()
