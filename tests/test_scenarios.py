"""Every scenario loads, its sample replies score in order, and broken files name the place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from places import SCENARIO_IDS, SCENARIOS

from workbench.bench import Bench
from workbench.errors import ContentError
from workbench.model import Assessment, Check, Gate, Score
from workbench.practice.branching import next_turn, said
from workbench.scenarios import OPENING, OTHERWISE, Scenario, read_scenarios

LEAST_IN_ORDER = 0.9


def test_every_file_is_loaded(bench: Bench) -> None:
    assert sorted(bench.scenarios) == SCENARIO_IDS
    assert len(SCENARIO_IDS) >= 9


@pytest.mark.parametrize("name", SCENARIO_IDS)
def test_scenario(bench: Bench, name: str) -> None:
    scenario = bench.scenarios[name]
    variant = scenario.variant
    assert scenario.twin == name.rpartition("/")[0]
    assert variant.brand.signature
    assert len(set(variant.hints)) == 3
    assert len({reply.text for reply in variant.replies}) == len(variant.replies)
    limit = bench.playbook.channel(variant.channel).limit
    best = [reply.text for reply in variant.replies if reply.quality == "excellent"]
    assert all(len(text) <= limit for text in best)
    assert {turn.ending for turn in variant.turns} >= {"resolved"}


@pytest.mark.parametrize("name", SCENARIO_IDS)
def test_languages_are_told(bench: Bench, name: str) -> None:
    """Complaint and sample replies are in the scenario's language, as the detector sees it."""
    variant = bench.scenarios[name].variant
    for text in (variant.complaint, *(reply.text for reply in variant.replies)):
        assert bench.analyzer.analyze(bench.draft(text)).guess.language == variant.language


@pytest.mark.parametrize("name", SCENARIO_IDS)
def test_excellent_replies_pass_the_gates(bench: Bench, name: str) -> None:
    for reply in bench.scenarios[name].variant.replies:
        if reply.quality == "excellent":
            assessment = bench.assess(reply.text, scenario=name, advice=False)
            fired = {k: g.reason for k, g in assessment.gates.items() if g.state == "fired"}
            assert not fired


@pytest.fixture(scope="module")
def overall(bench: Bench) -> dict[str, list[tuple[str, float]]]:
    """Per scenario (quality, overall score) of its sample replies."""
    return {
        name: [
            (reply.quality, bench.assess(reply.text, scenario=name, advice=False).overall or 0.0)
            for reply in scenario.variant.replies
        ]
        for name, scenario in bench.scenarios.items()
    }


@pytest.mark.parametrize("name", SCENARIO_IDS)
def test_weak_scores_below_excellent(
    overall: dict[str, list[tuple[str, float]]], name: str
) -> None:
    weak = [score for quality, score in overall[name] if quality == "weak"]
    excellent = [score for quality, score in overall[name] if quality == "excellent"]
    assert max(weak) < min(excellent)


def test_most_comparisons_are_in_order(overall: dict[str, list[tuple[str, float]]]) -> None:
    order = {"weak": 0, "good": 1, "excellent": 2}
    compared = [
        better > worse
        for scored in overall.values()
        for quality, worse in scored
        for other, better in scored
        if order[quality] < order[other]
    ]
    assert len(compared) >= 5 * len(SCENARIO_IDS)
    assert sum(compared) / len(compared) >= LEAST_IN_ORDER


# --- branching --------------------------------------------------------------------------


def assessed(level: int, *, fired: bool = False) -> Assessment:
    """An assessment in which everything has `level` and every gate fired or none."""
    score = Score(score=(level - 1) * 25.0, state="hint")
    names = [
        "acknowledge",
        "feeling",
        "ownership",
        "personal",
        "main_point",
        "next_step",
        "easy_to_read",
    ]
    names += ["fits_channel", "terms", "officialese"]
    every = {f"{d}.{n}": score for d in ("empathy", "clarity", "jargon") for n in names}
    gate = Gate(state="fired" if fired else "clear")
    gates = dict.fromkeys(("privacy", "promise", "blame", "escalation", "language"), gate)
    return Assessment(
        language="en",
        overall=score.score,
        sendable=not fired,
        dimensions=dict.fromkeys(("empathy", "clarity", "jargon"), score),
        criteria=every,
        gates=gates,
        checks={"channel.switch": Check(state="pass")},
    )


@pytest.mark.parametrize("name", SCENARIO_IDS)
def test_every_turn_leads_to_an_ending(bench: Bench, name: str) -> None:
    scenario = bench.scenarios[name]
    for assessment in (assessed(1), assessed(3), assessed(5), assessed(5, fired=True)):
        at, seen = OPENING, set()
        while True:
            turn = next_turn(scenario, at, assessment)
            assert said(scenario, turn.id) == turn.says
            assert turn.id not in seen
            seen.add(turn.id)
            if turn.ending is not None:
                break
            at = turn.id
    assert said(scenario, OPENING) == scenario.variant.complaint


@pytest.mark.parametrize("name", SCENARIO_IDS)
def test_good_work_resolves_and_harm_does_not(bench: Bench, name: str) -> None:
    scenario = bench.scenarios[name]
    assert next_turn(scenario, OPENING, assessed(5)).ending == "resolved"
    assert next_turn(scenario, OPENING, assessed(5, fired=True)).ending != "resolved"
    assert next_turn(scenario, OPENING, assessed(1)).ending != "resolved"


# --- broken files -----------------------------------------------------------------------


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """One incident in a folder of its own; returns the path of its English file."""
    shutil.copytree(SCENARIOS / "core" / "late_parcel", tmp_path / "core" / "late_parcel")
    return tmp_path / "core" / "late_parcel" / "en.yml"


def line_of(text: str, start: str) -> int:
    return next(i for i, row in enumerate(text.splitlines(), 1) if row.lstrip().startswith(start))


Change = Callable[[str], str]


def swap(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    ("change", "near", "says"),
    [
        (swap("channel: public_post", "channel: pigeon"), "channel:", "not 'pigeon'"),
        (swap("channel: public_post", "chanel: public_post"), "chanel:", "unknown key “chanel”"),
        (swap("target_minutes: 60", "target_minutes: 0"), "target_minutes:", "greater than or"),
        (swap("language: en", "language: cs"), "language:", "is written for cs"),
        (swap("  follow_up:", "  follow_upp:"), "follow_upp:", "unknown element “follow_upp”"),
        (swap("quality: excellent", "quality: superb"), "- quality: superb", "not 'superb'"),
        (swap("after: unsure", "after: unsur"), "after: unsur", "nothing is open after “unsur”"),
        (swap("- id: gone", "- id: settled"), "- id: settled", "stands here a second time"),
        (swap("empathy.level >= 4 and", "empathy.levl >= 4 and"), 'when: "empathy.levl', "must"),
        (swap("gate.privacy.fired or", "import os or"), 'when: "import', "is not a condition"),
        (swap("persona:\n", "persona: &p\n"), "persona:", "anchors"),
        (swap("  gender: female", "  gender: robot"), "gender: robot", "not 'robot'"),
    ],
)
def test_a_broken_file_names_its_place(copy: Path, change: Change, near: str, says: str) -> None:
    text = change(copy.read_text("utf-8"))
    copy.write_text(text, "utf-8")
    with pytest.raises(ContentError) as caught:
        read_scenarios(copy.parents[2])
    found = [problem for problem in caught.value.problems if says in problem.message]
    assert found, str(caught.value)
    place = found[-1]
    assert place.path == copy
    lines = [i for i, row in enumerate(text.splitlines(), 1) if row.lstrip().startswith(near)]
    assert place.line in lines
    row = text.splitlines()[place.line - 1]
    assert 1 <= place.column <= len(row) + 1


def test_the_last_turn_must_catch_everything(copy: Path) -> None:
    text = copy.read_text("utf-8").replace(f'when: "{OTHERWISE}"', 'when: "gate.blame.fired"')
    copy.write_text(text, "utf-8")
    with pytest.raises(ContentError) as caught:
        read_scenarios(copy.parents[2])
    messages = [problem.message for problem in caught.value.problems]
    assert "the last turn after “opening” must say when: otherwise" in messages
    assert "the last turn after “unsure” must say when: otherwise" in messages
    assert all(problem.line > 100 for problem in caught.value.problems)


def test_a_turn_without_end_needs_a_follower(copy: Path) -> None:
    text = copy.read_text("utf-8")
    copy.write_text(text.replace("    ending: lost\n", "", 1), "utf-8")
    with pytest.raises(ContentError, match="no turn follows “gone”"):
        read_scenarios(copy.parents[2])


def test_the_complaint_must_not_tell_a_secret(copy: Path) -> None:
    text = copy.read_text("utf-8")
    copy.write_text(text.replace("complaint: |\n  ", "complaint: |\n  MB-482917 ", 1), "utf-8")
    with pytest.raises(ContentError, match="gives away the secret “MB-482917”") as caught:
        read_scenarios(copy.parents[2])
    assert caught.value.problems[0].line == line_of(text, "complaint:")


def test_the_incident(copy: Path) -> None:
    path = copy.with_name("incident.yml")
    text = path.read_text("utf-8").replace("voice.empathy:", "voice.sympathy:")
    path.write_text(text.replace("incident: late_parcel", "incident: later_parcel"), "utf-8")
    with pytest.raises(ContentError) as caught:
        read_scenarios(copy.parents[2])
    text = str(caught.value)
    assert "unknown practice “voice.sympathy”" in text
    assert "is named “later_parcel” in another folder" in text


def test_all_files_at_once(copy: Path) -> None:
    for name in ("en.yml", "cs.yml", "ar.yml"):
        path = copy.with_name(name)
        path.write_text(path.read_text("utf-8").replace("debrief:", "debreif:"), "utf-8")
    with pytest.raises(ContentError) as caught:
        read_scenarios(copy.parents[2])
    assert {problem.path.name for problem in caught.value.problems} == {
        "en.yml",
        "cs.yml",
        "ar.yml",
    }


def test_the_digest_follows_both_files(copy: Path) -> None:
    def digest() -> str:
        found: dict[str, Scenario] = read_scenarios(copy.parents[2])
        return found["core/late_parcel/en"].digest

    before = digest()
    incident = copy.with_name("incident.yml")
    incident.write_text(incident.read_text("utf-8") + "# changed\n", "utf-8")
    assert digest() != before
