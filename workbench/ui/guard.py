"""One guard around callbacks: an error never ends in silence.

ipywidgets swallows what a handler raises. The guard shows a sentence on the page and writes
an error id to the kernel's log, so that the two can be brought together.
"""

from __future__ import annotations

import functools
import logging
import uuid
from collections.abc import Callable
from typing import Any

from workbench.errors import DraftError, WorkbenchError
from workbench.i18n import N_
from workbench.practice.client import StaleError

SORRY = N_("Something went wrong on this page (error {number}).")

log = logging.getLogger("workbench.page")


def guarded(tell: Callable[[str], None], say: Callable[[], Callable[[str], str]]) -> Any:
    """A decorator for handlers; `tell` shows a sentence, `say()` is the present translation."""

    def decorate(handler: Callable[..., Any], *, clears: bool = True) -> Callable[..., Any]:
        @functools.wraps(handler)
        def run(*arguments: Any, **named: Any) -> Any:
            try:
                result = handler(*arguments, **named)
                if clears:
                    tell("")
                return result
            except StaleError:
                return None
            except DraftError as error:
                tell(say()(error.template).format(**error.values))
            except WorkbenchError as error:
                tell(say()(str(error)))
            except Exception:
                number = uuid.uuid4().hex[:8]
                log.exception("error %s in %s", number, handler.__name__)
                sentence = say()(SORRY)
                tell(sentence.format(number=number))
            return None

        return run

    return decorate
