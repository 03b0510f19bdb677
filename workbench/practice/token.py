"""Who is speaking to the practice service: a signed token per page kernel.

``workbench serve`` makes one secret at start, keeps it in its own memory and that of the
practice service, and puts a token into the environment of each page kernel. A token names
the kernel and the person who opened the page; it is worth nothing for anyone else.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from workbench.errors import ServiceError
from workbench.i18n import N_


@dataclass(frozen=True, slots=True)
class Bearer:
    """The page kernel that speaks, and the person whose work it may touch."""

    kernel: str
    person: str


def mint(secret: bytes, bearer: Bearer) -> str:
    """A token for `bearer`: both names in base64 and their HMAC-SHA256."""
    named = f"{_packed(bearer.kernel)}.{_packed(bearer.person)}"
    return f"{named}.{_signature(secret, named)}"


def read(secret: bytes, token: str) -> Bearer:
    """The bearer of a token; `ServiceError` if it was not minted with this secret."""
    named, _, signature = token.rpartition(".")
    wanted = _signature(secret, named)
    if not named or not hmac.compare_digest(_bytes(signature), _bytes(wanted)):
        raise ServiceError(N_("This page is not known to the practice service. Reload the page."))
    kernel, _, person = named.partition(".")
    return Bearer(_unpacked(kernel), _unpacked(person))


def _signature(secret: bytes, named: str) -> str:
    return hmac.new(secret, _bytes(named), hashlib.sha256).hexdigest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _packed(name: str) -> str:
    return urlsafe_b64encode(name.encode()).decode().rstrip("=")


def _unpacked(name: str) -> str:
    return urlsafe_b64decode(name + "=" * (-len(name) % 4)).decode()
