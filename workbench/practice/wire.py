"""Messages between page kernels and the practice service: small, typed JSON.

A request names a method of `workbench.practice.round.Practice` and its arguments; both ends
take the types from that interface, so that nothing else can be sent or received.
"""

from __future__ import annotations

import inspect
from typing import Any, get_type_hints

import msgspec

from workbench.practice.protocol import Practice

MAX_REQUEST = 200_000
"""Bytes of a request; a draft is at most 20,000 characters."""


class Request(msgspec.Struct, frozen=True):
    """Who asks (a token), which method, with which arguments."""

    token: str
    method: str
    arguments: dict[str, msgspec.Raw] = {}


class Reply(msgspec.Struct, frozen=True):
    """A result, or an error: `kind` tells whether the page may simply try again."""

    result: msgspec.Raw = msgspec.Raw(b"null")
    error: str = ""
    kind: str = ""


def _methods() -> dict[str, dict[str, Any]]:
    found = {}
    for name, method in inspect.getmembers(Practice, inspect.isfunction):
        if not name.startswith("_"):
            hints = get_type_hints(method)
            found[name] = {key: hints[key] for key in hints}
    return found


METHODS = _methods()
"""Method → argument name → type, with the result under ``return``."""


def encode(value: Any) -> bytes:
    """Any value of the interface as JSON; lone surrogates become question marks."""
    return msgspec.json.encode(value, enc_hook=str)


def arguments(request: Request) -> dict[str, Any]:
    """The request's arguments, typed; raises `msgspec.ValidationError` for anything else."""
    wanted = METHODS.get(request.method)
    if wanted is None or set(request.arguments) != set(wanted) - {"return"}:
        raise msgspec.ValidationError(f"no method {request.method} with these arguments")
    return {
        name: msgspec.json.decode(raw, type=wanted[name], strict=True)
        for name, raw in request.arguments.items()
    }
