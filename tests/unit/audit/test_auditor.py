"""The hourly look as a whole: its checks don't stop each other, and repeat without repeating."""

from datetime import timedelta

import pytest

from raimon.audit.auditor import Auditor, ChecksFailedError
from raimon.audit.coverage import Coverage, Pass
from raimon.audit.ports import Kept
from raimon.audit.silence import Gaps
from raimon.audit.teller import Teller
from raimon.policy import default_policy
from tests.builders import log_key
from tests.unit.audit.fakes import (
    BUCKET,
    NOW,
    PLACE,
    Bus,
    Clock,
    Ledger,
    LogBucket,
    Plane,
    Queue,
    Queues,
    Results,
    Sink,
    States,
    guardrail,
    logging_configuration,
    watch_of,
)

POLICY = default_policy()


class World:
    """Everything that an audit looks at."""

    def __init__(self) -> None:
        """Begin with all well."""
        self.plane, self.states, self.sink = Plane(logging_configuration()), States(), Sink()
        self.logs, self.results, self.queue = LogBucket(), Results(), Queue()
        self.queues, self.clock = Queues({"assess-dead": 0}), Clock()

    def look(self) -> None:
        """Make the hourly checks."""
        teller = Teller(ledger=Ledger(self.sink), bus=Bus(self.sink), policy=POLICY)
        Auditor(
            watch=watch_of(self.plane, self.states, self.sink),
            coverage=Coverage(
                logs=self.logs,
                results=self.results,
                queue=self.queue,
                states=self.states,
                clock=self.clock,
                bucket=BUCKET,
                prefix="",
                grace=timedelta(minutes=60),
            ),
            dead_letters=self.queues,
            states=self.states,
            teller=teller,
            clock=self.clock,
            place=PLACE,
            governance=POLICY.governance,
        ).look(lambda: True)


def test_all_is_well() -> None:
    """Where all is well nothing is told, hour after hour."""
    world = World()
    for _ in range(5):
        world.look()
        world.clock.later(hours=1)
    assert world.sink.ledger == {}


def test_missing_logs() -> None:
    """An object that stays without results is a finding with its numbers, in both languages."""
    world = World()
    world.logs.add(log_key("a", hour="2026/11/23/22"), NOW - timedelta(hours=3))
    for _ in range(3):
        world.look()
        world.clock.later(minutes=61)
    first = world.sink.raised()[0]
    assert set(world.sink.rules()) == {"scoring_coverage"}
    assert first.finding.evidence == {"missing": 1, "logged": 1, "overdue": 1, "hours": 24}
    assert "1 of 1 log objects of the last 24 hours" in first.finding.explanation.en
    assert "直近 24 時間のログオブジェクト 1 個のうち 1 個" in first.finding.explanation.ja
    assert first.subject.resource == BUCKET


def test_dead_letters() -> None:
    """Dead letters are told once, under their queue's name, and once more when they double."""
    world = World()
    for count in (0, 1, 1, 2, 3, 0, 1):
        world.queues.counts["assess-dead"] = count
        world.look()
    assert world.sink.rules() == ["dead_letters"] * 3
    assert {each.subject.resource for each in world.sink.raised()} == {"assess-dead"}


def test_quarantine() -> None:
    """Quarantine that grows beyond the policy's number is told."""
    world = World()
    for number in range(POLICY.governance.quarantined_objects):
        key = log_key(f"{number}", hour="2026/11/23/22")
        world.logs.add(key, NOW - timedelta(hours=3))
        world.results.assess(key)
        world.results.present.add(f"quarantine/assess/{BUCKET}/{key}.ndjson.gz")
    world.look()
    world.look()
    assert world.sink.rules() == ["quarantine"]


def test_silence() -> None:
    """Silence in an hour that is never silent is told once."""
    world = World()
    slots = {str(slot): (30, 30) for slot in range(168)}
    last = NOW - timedelta(hours=4)
    gaps = Gaps(last=last, learned_until=NOW.replace(minute=0), minutes=slots)
    world.states.kept["ARRIVALS"] = Kept(1, gaps.model_dump_json())
    for _ in range(3):
        world.look()
        world.clock.later(hours=1)
    (raised,) = world.sink.raised()
    assert raised.finding.rule_id == "governance.silence"
    assert raised.finding.evidence == {"minutes": 240, "usual": 30}


def test_one_check_that_fails() -> None:
    """A check that can't be made is named at the end; the others were made."""
    world = World()
    world.plane.drafts["gr0kitano001"] = guardrail()
    world.plane.refusal = "AccessDeniedException"
    world.queues.counts["assess-dead"] = 3
    with pytest.raises(ChecksFailedError) as told:
        world.look()
    assert told.value.failed == ("control_plane: ControlPlaneError AccessDeniedException",)
    assert world.sink.rules() == ["dead_letters"]
    assert Pass.model_validate_json(world.states.kept["COVERAGE"].content) == Pass()
