"""A wanted change: the approved baseline is rejected, and what came with it becomes usual."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from raimon_local.cli import main
from raimon_local.stack import TABLE
from tests.chain.test_compare import BAD_FROM, NEW, START, Chapter, World, chapter, watched

DAY = timedelta(days=1)
REFUSED = 2  # one in so many, by the version that is wanted


@dataclass(frozen=True, slots=True)
class Story:
    """What is told while a version that refuses more is deployed, accepted, and learned."""

    approved: Mapping[str, str]  # status by baseline
    changed: Chapter
    rejected: Chapter
    listed: str
    later: Chapter
    anew: Mapping[str, str]


@pytest.fixture(scope="module")
def story() -> Story:
    """Play the story once."""
    capture = pytest.MonkeyPatch()
    printed: list[str] = []
    capture.setattr("raimon_local.baselines.command.print_line", printed.append)
    with watched() as world:
        world.compare()
        refusals = _baselines(printed)
        _decide("approve", refusals)
        world.arrive(START + 3 * DAY + timedelta(hours=1), 4)
        world.compare()
        approved = _baselines(printed)
        world.arrive(BAD_FROM, 80, model=NEW, refused=REFUSED)
        changed = chapter(world)
        _decide("reject", refusals)
        rejected = chapter(world)
        listed = _listed(printed)
        _live_on(world)
        later = chapter(world)
        anew = _baselines(printed)
    capture.undo()
    return Story(approved, changed, rejected, listed, later, anew)


def _live_on(world: World) -> None:
    for day in range(4, 9):
        world.arrive(START + timedelta(days=day, hours=7), 80, model=NEW, refused=REFUSED)


def _baselines(printed: list[str]) -> dict[str, str]:
    """Return the status and version of the baselines of refusals by their id."""
    rows = [line.split() for line in _listed(printed).splitlines() if " refusal_rate " in line]
    return {row[0]: f"{row[1]} {row[2]}" for row in rows}


def _listed(printed: list[str]) -> str:
    printed.clear()
    assert main(["baseline", "list", "--table", TABLE]) == 0
    return "\n".join(printed)


def _decide(task: str, baselines: Mapping[str, Any]) -> None:
    for name in baselines:
        assert main(["baseline", task, name, "--table", TABLE, "--by", "haruka"]) == 0


def test_it_was_approved(story: Story) -> None:
    """In both languages the baseline was frozen when the new version came."""
    assert list(story.approved.values()) == ["frozen 1", "frozen 1"]


def test_the_change_is_an_alarm(story: Story) -> None:
    """Nobody has said yet that the change is wanted: it is told."""
    assert {each.finding.rule_id for each in story.changed.findings} == {"robustness.refusal_rate"}
    assert [each["state"] for each in story.changed.documents] == ["open"]


def test_rejecting_ends_the_alarm(story: Story) -> None:
    """Who rejects the baseline ends what was held against it, and the list says who it was."""
    assert (story.rejected.report["decisions"], story.rejected.findings) == (2, [])
    assert [each["state"] for each in story.rejected.documents] == ["resolved"]
    rows = [line for line in story.listed.splitlines() if " refusal_rate " in line]
    assert all("learning" in row and row.endswith("v1 rejected by haruka") for row in rows)


def test_the_change_becomes_usual(story: Story) -> None:
    """It is learned anew, raises nothing meanwhile, and waits for approval as the next version."""
    assert (story.later.findings, story.later.notifications) == ([], [])
    assert list(story.anew.values()) == ["proposed 2", "proposed 2"]
