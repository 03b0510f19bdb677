"""A plain websocket to a page's kernel: it finds nothing that is not earned, and moves no score."""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import websocket
from playwright.sync_api import expect

from workbench.scenarios import Scenario

from .conftest import Story, Visitor
from .visits import Visit

LONG_ENOUGH = 40
"""Characters of a sentence that nobody else would write."""


class Channels:
    """The channels of a kernel, as any program that knows the page's cookies can open them."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._session = uuid.uuid4().hex

    def send(self, kind: str, content: dict[str, Any], version: str = "2.1.0") -> str:
        """Send one message on the shell channel; returns its id."""
        number = uuid.uuid4().hex
        header = {"msg_id": number, "msg_type": kind, "session": self._session}
        header |= {"username": "", "version": "5.3", "date": "2026-01-01T00:00:00Z"}
        message = {"header": header, "parent_header": {}, "content": content, "buffers": []}
        message |= {"metadata": {"version": version}, "channel": "shell"}
        self._socket.send(json.dumps(message))
        return number

    def answers(self, number: str, until: str, seconds: float = 30) -> list[dict[str, Any]]:
        """Messages that answer `number`, up to the first of type `until`."""
        end, found = time.monotonic() + seconds, []
        while time.monotonic() < end:
            message = parsed(self._socket.recv())
            if message.get("parent_header", {}).get("msg_id") == number:
                found.append(message)
                if message["header"]["msg_type"] == until:
                    return found
        raise AssertionError(f"no {until}, only {[m['header']['msg_type'] for m in found]}")

    def states(self) -> dict[str, dict[str, Any]]:
        """The state of every widget of the kernel, shown or not, asked for in one message."""
        number = self.send("comm_info_request", {"target_name": "jupyter.widget"})
        known = self.answers(number, "comm_info_reply")[-1]["content"]["comms"]
        control = uuid.uuid4().hex
        opened = {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}
        self.send("comm_open", opened, version="1.0.0")
        number = self.send("comm_msg", {"comm_id": control, "data": {"method": "request_states"}})
        states = self.answers(number, "comm_msg")[-1]["content"]["data"]["states"]
        found = {comm: model["state"] for comm, model in states.items()}
        assert set(found) == set(known)
        return found


def parsed(frame: str | bytes) -> dict[str, Any]:
    """A message; binary frames carry the JSON first and raw buffers behind it."""
    if isinstance(frame, str):
        return json.loads(frame)  # type: ignore[no-any-return]
    count = int.from_bytes(frame[:4], "big")
    starts = [int.from_bytes(frame[4 * i : 4 * i + 4], "big") for i in range(1, count + 1)]
    return json.loads(frame[starts[0] : starts[1] if count > 1 else None])  # type: ignore[no-any-return]


@contextmanager
def channels(visit: Visit) -> Iterator[Channels]:
    """A second connection to the kernel behind a visitor's page."""
    cookies = "; ".join(f"{c['name']}={c['value']}" for c in visit.page.context.cookies())
    address = visit.site.url.replace("http:", "ws:")
    socket = websocket.create_connection(
        f"{address}/api/kernels/{visit.kernel}/channels?session_id={uuid.uuid4().hex}",
        cookie=cookies,
        origin=visit.site.url,
        timeout=30,
    )
    try:
        yield Channels(socket)
    finally:
        socket.close(timeout=1)


def unearned(scenario: Scenario) -> list[str]:
    """Every long sentence of model replies, their reasons, and the debrief."""
    variant = scenario.variant
    texts = [variant.debrief]
    for reply in variant.replies:
        texts += [reply.text, reply.why] if reply.quality != "weak" else []
    sentences = (part.strip() for text in texts for part in re.split(r"(?<=[.!?؟:])\s+|\n", text))
    return [part for part in sentences if len(part) >= LONG_ENOUGH]


def seen(visit: Visit) -> str:
    """All that the kernel tells: states and what they hold, without markup."""
    with channels(visit) as kernel:
        states = kernel.states()
    assert len(states) > 20
    html = json.dumps(list(states.values()), ensure_ascii=False)
    text = re.sub(r"<[^>]+>", "", html).replace('\\"', '"')
    for code, letter in (("&#39;", "'"), ("&#34;", '"'), ("&amp;", "&"), ("&lt;", "<")):
        text = text.replace(code, letter)
    return text


def within(parts: list[str], text: str) -> list[str]:
    """Those parts that occur in a text."""
    return [part for part in parts if part in text]


def test_answers_are_out_of_reach_until_the_end(
    visitor: Visitor, stories: dict[str, Story]
) -> None:
    visit, story = visitor(), stories["en"]
    secret = unearned(story.scenario)
    assert len(secret) > 10
    visit.enter("en")
    visit.start(story.title)
    told = seen(visit)
    assert story.scenario.variant.complaint[:40] in told
    assert within(secret, told) == []
    visit.write(story.middling)
    visit.check()
    own = [part for part in secret if part not in story.middling]
    assert within(own, seen(visit)) == []
    visit.send()
    assert within(own, seen(visit)) == []
    visit.write("Goodbye then, we are sorry about the parcel.")
    visit.check()
    visit.send()
    expect(visit.page.locator(".wb-end")).to_be_visible()
    found = within(own, seen(visit))
    assert len(found) > len(own) / 2  # the same look does find them once they are shown


def test_code_is_not_run(visitor: Visitor) -> None:
    visit = visitor()
    visit.enter("en")
    with channels(visit) as kernel:
        asked = kernel.send("execute_request", {"code": "print(6 * 7)", "silent": False})
        last = kernel.send("comm_info_request", {})
        kernel.answers(last, "comm_info_reply")
        marker = kernel.send("comm_info_request", {})
        messages = []
        while not any(m["parent_header"].get("msg_id") == marker for m in messages):
            messages.append(parsed(kernel._socket.recv()))
    assert not [m for m in messages if m["parent_header"].get("msg_id") == asked]


def other(value: object) -> object:
    """A value of the same type, as somebody who cheats might set it."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return 100
    if isinstance(value, str):
        return "100"
    return [] if isinstance(value, list) else {"score": 100, "level": 5}


def settable(state: dict[str, Any]) -> list[str]:
    """Traits that hold something of the workbench: not looks, not references to widgets."""
    if state["_model_name"].endswith(("LayoutModel", "StyleModel")):
        return []
    names = [name for name in state if not name.startswith("_") and name != "button_style"]
    return [name for name in names if not str(state[name] or "IPY_MODEL_").startswith("IPY_MODEL_")]


def test_no_trait_moves_a_stored_score(visitor: Visitor, stories: dict[str, Story]) -> None:
    visit, story = visitor(quiet=False), stories["en"]
    visit.enter("en")
    visit.start(story.title)
    visit.write(story.gated)
    visit.check()
    tables = ("submissions", "attempts", "drafts", "content", "people")
    before = {table: visit.site.rows(table) for table in tables}
    assert len(before["submissions"]) == 1
    with channels(visit) as kernel:
        for comm, state in kernel.states().items():
            for name in settable(state):
                update = {"method": "update", "state": {name: other(state[name])}}
                kernel.send("comm_msg", {"comm_id": comm, "data": update})
        kernel.answers(kernel.send("comm_info_request", {}), "comm_info_reply", seconds=60)
    assert {table: visit.site.rows(table) for table in tables} == before

    visit.page.reload()
    visit.start(story.title)
    expect(visit.editor).to_have_value(story.gated)
    expect(visit.page.locator(".wb-band--stop")).to_be_visible()
    assert visit.site.rows("submissions") == before["submissions"]
