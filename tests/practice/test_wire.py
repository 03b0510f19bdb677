"""Messages, tokens and differences: what is understood, and what is refused."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import DraftError, ServiceError, StoreError
from workbench.practice.difference import difference
from workbench.practice.protocol import Practice
from workbench.practice.service import FIRST, REPLACEABLE, PracticeService
from workbench.practice.token import Bearer, mint, read
from workbench.practice.views import Card, Saved
from workbench.practice.wire import METHODS, Reply, Request, arguments, encode

SECRET = b"0" * 32
CARD = Card(scenario="a/b/en", title="T", channel="chat", brand="B", difficulty=1, best=None)


class Desk:
    """A practice of which only two methods work."""

    def __init__(self, person: str) -> None:
        self.person = person

    def catalogue(self, language: str) -> tuple[Card, ...]:
        if language == "store":
            raise StoreError("The store is full.")
        if language == "bug":
            raise ZeroDivisionError("secret detail")
        return (CARD,)

    def save(self, attempt: str, text: str, sequence: int) -> Saved:
        return Saved(sequence=sequence, at=f"{self.person}:{len(text)}")

    def read(self, attempt: str, text: str, interface: str) -> None:
        raise DraftError("The draft has {count} characters", count=len(text))


SERVICE = PracticeService(Desk, SECRET)  # type: ignore[arg-type]


def request(method: str, token: str | None = None, **values: object) -> Request:
    raw = {name: msgspec.Raw(encode(value)) for name, value in values.items()}
    bearer = Bearer("kernel-1", "ann")
    return Request(token=token or mint(SECRET, bearer), method=method, arguments=raw)


def test_the_wire_knows_the_whole_interface() -> None:
    public = {name for name in vars(Practice) if not name.startswith("_")}
    assert set(METHODS) == public == set(FIRST)
    assert set(REPLACEABLE) <= public
    assert all("return" in types for types in METHODS.values())


def test_a_request_goes_through() -> None:
    reply = SERVICE.answer(request("catalogue", language="en"))
    assert reply.kind == reply.error == ""
    assert msgspec.json.decode(reply.result, type=METHODS["catalogue"]["return"]) == (CARD,)


def test_the_person_is_the_bearers() -> None:
    reply = SERVICE.answer(request("save", attempt="a", text="čau 🙏", sequence=1))
    assert msgspec.json.decode(reply.result, type=Saved).at == "ann:5"


@pytest.mark.parametrize(
    ("method", "values"),
    [
        ("__init__", {}),
        ("__class__", {}),
        ("_round", {"attempt": "a"}),
        ("unheard", {}),
        ("", {}),
        ("catalogue", {}),
        ("catalogue", {"language": "en", "person": "bob"}),
        ("catalogue", {"language": 5}),
        ("catalogue", {"language": None}),
        ("catalogue", {"self": "x"}),
        ("save", {"attempt": "a", "text": "t", "sequence": "1"}),
        ("save", {"attempt": "a", "text": "t", "sequence": 1.5}),
        ("save", {"attempt": "a", "text": ["t"], "sequence": 1}),
    ],
)
def test_anything_else_is_refused(method: str, values: dict[str, object]) -> None:
    found = request(method, **values)
    with pytest.raises(msgspec.ValidationError):
        arguments(found)
    reply = SERVICE.answer(found)
    assert reply.kind == "refused"
    assert reply.error == "This request is not understood."


def test_errors_reach_the_page_without_details() -> None:
    full = SERVICE.answer(request("catalogue", language="store"))
    assert (full.kind, full.error) == ("store", "The store is full.")
    bug = SERVICE.answer(request("catalogue", language="bug"))
    assert bug.kind == "bug"
    assert "secret detail" not in bug.error
    assert "error " in bug.error
    draft = SERVICE.answer(request("read", attempt="a", text="abc", interface="en"))
    assert (draft.kind, draft.error) == ("draft", "The draft has 3 characters")


def test_tokens() -> None:
    bearer = Bearer("kernel.1", "jana.nováková@x/🙏")
    assert read(SECRET, mint(SECRET, bearer)) == bearer
    assert mint(SECRET, Bearer("a", "b.c")) != mint(SECRET, Bearer("a.b", "c"))


GOOD = mint(SECRET, Bearer("kernel", "ann"))


@pytest.mark.parametrize(
    "token",
    [
        "",
        ".",
        "..",
        "ann",
        GOOD[:-1],
        GOOD[:-1] + ("0" if GOOD[-1] != "0" else "1"),
        GOOD.replace(".", "", 1),
        mint(b"1" * 32, Bearer("kernel", "ann")),
        mint(SECRET, Bearer("kernel", "ann")).replace(GOOD.split(".")[1], "Ym9i"),
        GOOD + "\n",
        "é" * 20,
        GOOD.rpartition(".")[0] + ".é",
        "\ud800." + GOOD,
    ],
)
def test_a_forged_token_is_refused(token: str) -> None:
    with pytest.raises(ServiceError, match="This page is not known"):
        read(SECRET, token)
    reply = SERVICE.answer(request("catalogue", token or "-", language="en"))
    assert reply.kind == "refused"
    assert "This page is not known" in reply.error


@given(st.text(max_size=80))
def test_no_text_is_a_token(token: str) -> None:
    with pytest.raises(ServiceError):
        read(SECRET, token)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_bearer_comes_back(kernel: str, person: str) -> None:
    try:
        kernel.encode()
        person.encode()
    except UnicodeEncodeError:
        return
    assert read(SECRET, mint(SECRET, Bearer(kernel, person))) == Bearer(kernel, person)


WORDS = st.lists(st.sampled_from(["a", "b", " ", "\n", "čau", "👩‍👩‍👧", "\u0301", "x.", "  "]))


@given(WORDS.map("".join), WORDS.map("".join))
def test_a_difference_joins_to_both_texts(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.mark != "del") == after
    assert "".join(piece.text for piece in pieces if piece.mark != "ins") == before
    assert all(piece.text for piece in pieces)


@given(st.text(max_size=60))
def test_the_same_text_has_no_difference(text: str) -> None:
    assert not [piece for piece in difference(text, text) if piece.mark]


def test_difference() -> None:
    pieces = difference("We are sorry. Bye", "We are so sorry. Bye")
    assert [(piece.text, piece.mark) for piece in pieces] == [
        ("We are ", ""),
        ("so ", "ins"),
        ("sorry. Bye", ""),
    ]


@given(st.text(max_size=60))
def test_any_text_can_be_sent(text: str) -> None:
    body = encode(Reply(error=text.encode("utf-8", "replace").decode()))
    assert msgspec.json.decode(body, type=Reply).error == text.encode("utf-8", "replace").decode()
