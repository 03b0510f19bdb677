"""Messages in the interface language, through gettext catalogues in ``workbench/locale``.

English is the source. A message without translation is shown in English.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from functools import cache

from workbench.settings import PACKAGE

INTERFACES = ("en", "cs", "ar")
RTL = frozenset({"ar"})
Translate = Callable[[str], str]


def N_(message: str) -> str:  # noqa: N802 (the name that gettext tools look for)
    """Mark a message for the catalogues and return it."""
    return message


@cache
def translator(language: str) -> Translate:
    """A function that turns English messages into `language`, or leaves them as they are."""
    if language == "en":
        return str
    found = gettext.translation(
        "workbench", PACKAGE / "locale", languages=[language], fallback=True
    )
    return found.gettext


def localised(texts: Mapping[str, str], language: str) -> str:
    """A text of the rubric in `language`, else in English, visibly marked as such."""
    if language in texts:
        return texts[language]
    return f"{texts['en']} (en)"


def direction(language: str) -> str:
    """``rtl`` or ``ltr``."""
    return "rtl" if language in RTL else "ltr"
