"""Facts of the case: amounts that the reply states and the case file does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workbench.model import Finding

_CURRENCY = r"(?:€|£|\$|Kč|CZK|euro\w*|EUR|GBP|USD|EGP|zł|Ft|ج\.م|جنيه\w*|ريال\w*|درهم\w*|korun\w*)"
_NUMBER = r"\d{1,3}(?:[  .,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_AMOUNT = re.compile(
    rf"{_CURRENCY}\s?({_NUMBER})|({_NUMBER})\s?(?:,-\s?)?{_CURRENCY}", re.IGNORECASE
)


def amounts_in(text: str) -> Iterator[tuple[float, int, int]]:
    """(value, start, end) of every amount of money, with its currency, in `text`."""
    for match in _AMOUNT.finditer(text):
        yield _value(match.group(1) or match.group(2)), match.start(), match.end()


def _value(number: str) -> float:
    compact = re.sub(r"[  ]", "", number)
    decimals = re.search(r"[.,](\d{1,2})$", compact)
    whole = compact[: decimals.start()] if decimals else compact
    digits = re.sub(r"[.,]", "", whole)
    return float(f"{digits}.{decimals.group(1)}" if decimals else digits)


def wrong_amounts(text: str, amounts: Sequence[str], customer: str) -> Iterator[Finding]:
    """Amounts in the reply that neither the case file nor the customer mentions."""
    known = {value for source in (*amounts, customer) for value, _, _ in amounts_in(source)}
    if not known:
        return
    for value, start, end in amounts_in(text):
        if value not in known:
            yield Finding("case", "amount", start, end)
