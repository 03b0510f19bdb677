"""Keeps one child process alive: the practice service.

A child that dies is started again at once; one that dies again and again waits longer each
time, so that a broken service costs neither processor nor log. The child's standard input
is a pipe that closes when this process ends, however it ends: a service that reads end of
file there knows that nobody watches it any more.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Self

SERVICE = (sys.executable, "-m", "workbench.practice.service")
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 30.0
STABLE_AFTER = 60.0
"""Seconds after which a child counts as healthy and its next death as the first one."""
PATIENCE = 5.0
"""Seconds that a child gets to end by itself when asked to."""

log = logging.getLogger(__name__)


class Supervisor:
    """Starts `command`, restarts it when it dies, ends it with `stop`; use as a context."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._command = tuple(command)
        self._environment = dict(environment)
        self._stopping = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._watcher = threading.Thread(target=self._watch, name="supervisor", daemon=True)

    def __enter__(self) -> Self:
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def pid(self) -> int | None:
        """Process id of the running child, or None while there is none."""
        child = self._child
        return child.pid if child is not None and child.poll() is None else None

    def stop(self) -> None:
        """Ask the child to end, wait `PATIENCE` seconds, then end it."""
        with self._lock:
            self._stopping.set()
            child = self._child
        if child is not None and child.poll() is None:
            child.terminate()
            try:
                child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                log.warning("The practice service did not stop when asked; ending it.")
                child.kill()
        if self._watcher.is_alive():
            self._watcher.join(PATIENCE)

    def _watch(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            started = time.monotonic()
            ended = self._run()
            if self._stopping.is_set():
                return
            if time.monotonic() - started > STABLE_AFTER:
                pause = FIRST_PAUSE
            log.warning("The practice service %s; starting it again in %.1f s.", ended, pause)
            self._stopping.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _run(self) -> str:
        """Run the child to its end; returns how it ended, for the log."""
        with self._lock:
            if self._stopping.is_set():
                return "was not started"
            try:
                child = subprocess.Popen(
                    self._command,
                    env=self._environment,
                    stdin=subprocess.PIPE,
                    start_new_session=True,  # Ctrl+C reaches us only; we end the child in order
                )
            except OSError as error:
                return f"could not be started ({error.strerror})"
            self._child = child
        with child:
            return f"ended with code {child.wait()}"
