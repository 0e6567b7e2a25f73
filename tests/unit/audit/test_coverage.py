"""Completeness: every log object has results, is queued again once, or is told of."""

from datetime import datetime, timedelta

import pytest

from raimon.audit.coverage import Coverage, Pass
from tests.builders import log_key
from tests.unit.audit.fakes import BUCKET, NOW, Clock, LogBucket, Queue, Results, States

GRACE = timedelta(minutes=60)
OLD = NOW - timedelta(hours=3)
HOUR = "2026/11/23/22"


class World:
    """A log bucket, its results and what an audit does about them."""

    def __init__(self, prefix: str = "") -> None:
        """Begin without objects."""
        self.logs, self.results, self.queue = LogBucket(), Results(), Queue()
        self.states, self.clock, self.prefix = States(), Clock(), prefix

    def add(self, name: str, modified: datetime = OLD, *, hour: str = HOUR) -> str:
        """Put a log object there and return its key."""
        key = log_key(name, hour=hour, prefix=self.prefix)
        self.logs.add(key, modified)
        return key

    def run(self, *, steps: int = 1_000_000) -> Pass | None:
        """Advance the audit by so many looks at the clock."""
        left = iter(range(steps))
        coverage = Coverage(
            logs=self.logs,
            results=self.results,
            queue=self.queue,
            states=self.states,
            clock=self.clock,
            bucket=BUCKET,
            prefix=self.prefix,
            grace=GRACE,
        )
        return coverage.advance(24, lambda: next(left, None) is not None)


@pytest.mark.parametrize("prefix", ["", "bedrock/", "監査/ログ/"])
def test_all_assessed(prefix: str) -> None:
    """Where everything has results nothing is queued, whatever stands before AWSLogs/."""
    world = World(prefix)
    for name in ("a", "b", "c"):
        world.results.assess(world.add(name))
    done = world.run()
    assert done is not None
    assert (done.tally.logged, done.tally.assessed, done.tally.overdue) == (3, 3, 0)
    assert world.queue.announced == []


def test_missing_is_queued_once_then_told() -> None:
    """What is overdue is queued again, may wait once more, and then counts as missing."""
    world = World()
    world.results.assess(world.add("a"))
    lost = world.add("b")
    first = world.run()
    world.clock.later(minutes=30)
    second = world.run()
    world.clock.later(minutes=31)
    third = world.run()
    assert first
    assert second
    assert third
    assert world.queue.announced == [lost]
    assert [each.tally.missing for each in (first, second, third)] == [0, 0, 1]
    assert [each.tally.requeued for each in (first, second, third)] == [1, 0, 0]


def test_results_that_come_late() -> None:
    """An object that got its results after it was queued again isn't missing."""
    world = World()
    lost = world.add("b")
    world.run()
    world.results.assess(lost)
    world.clock.later(hours=2)
    done = world.run()
    assert done is not None
    assert (done.tally.assessed, done.tally.missing) == (1, 0)


def test_a_scoring_that_waited_for_a_body() -> None:
    """Results without a body that never came aren't the last word: the object is queued again."""
    world = World()
    waiting, read_later = world.add("a"), world.add("b")
    for key in (waiting, read_later):
        world.results.assess(key, complete=False)
    world.results.assess(read_later)
    done = world.run()
    assert done is not None
    assert (done.tally.assessed, done.tally.overdue) == (1, 1)
    assert world.queue.announced == [waiting]


def test_the_young_may_wait() -> None:
    """An object younger than the grace time is counted as waiting, also one from the future."""
    world = World()
    world.add("a", NOW - timedelta(minutes=59), hour="2026/11/24/00")
    world.add("b", NOW + timedelta(minutes=5), hour="2026/11/24/01")
    done = world.run()
    assert done is not None
    assert (done.tally.waiting, done.tally.overdue) == (2, 0)


def test_what_is_no_log_is_no_loss() -> None:
    """Bodies, permission checks, empty objects and hours beyond the look-back aren't counted."""
    world = World()
    folder = log_key("x", hour=HOUR).rpartition("/")[0]
    for name in ("data/1_input.json.gz", "1_output.json.gz", "readme.txt"):
        world.logs.add(f"{folder}/{name}", OLD)
    world.logs.add(f"{folder}/amazon-bedrock-logs-permission-check.json.gz", OLD)
    world.logs.add(log_key("empty", hour=HOUR), OLD, size=0)
    world.add("old", NOW - timedelta(days=4), hour="2026/11/20/01")
    done = world.run()
    assert done is not None
    assert done.tally.logged == 0
    assert world.queue.announced == []


def test_keys_of_which_one_begins_like_another() -> None:
    """The order of folders differs from that of keys there, and still nothing is missed."""
    world = World()
    folder = log_key("x", hour=HOUR).rpartition("/")[0]
    for name in ("a.json", "a.json.gz", "b.json"):
        world.logs.add(f"{folder}/{name}", OLD)
        world.results.assess(f"{folder}/{name}")
    done = world.run()
    assert done is not None
    assert (done.tally.assessed, done.tally.overdue) == (3, 0)


def test_a_pass_that_is_interrupted() -> None:
    """A pass without time goes on where it stopped, and its numbers are those of one in one go."""
    whole, parts = World(), World()
    for world in (whole, parts):
        for hour in ("2026/11/23/20", "2026/11/23/21", HOUR):
            for number in range(1200):
                key = world.add(f"{number:05}", hour=hour)
                if number % 100:
                    world.results.assess(key)
        world.results.present.add(f"quarantine/assess/{BUCKET}/{key}.ndjson.gz")
    expected = whole.run()
    runs = 0
    done = None
    while done is None:
        done, runs = parts.run(steps=1), runs + 1
        parts.clock.later(minutes=1)
    assert expected is not None
    assert runs > 5
    assert done.tally == expected.tally
    assert done.arrivals == expected.arrivals
    assert done.tally.quarantined == 1
    assert sorted(parts.queue.announced) == sorted(whole.queue.announced)
    assert len(parts.queue.announced) == 36


def test_every_account_and_region() -> None:
    """Logs of all accounts and Regions in the bucket are looked at."""
    world = World()
    key = world.add("a")
    world.logs.add(key.replace("ap-northeast-1", "us-east-1"), OLD)
    world.logs.add(key.replace("123456789012", "210987654321"), OLD)
    done = world.run()
    assert done is not None
    assert done.tally.logged == 3


def test_an_outage() -> None:
    """After an outage a run queues what time allows, and the next ones go on until all are."""
    world = World()
    for number in range(1000):
        world.add(f"{number:05}")
    assert world.run(steps=24) is None
    assert 0 < len(world.queue.announced) < 1000
    done = world.run()
    assert done is not None
    assert (done.tally.overdue, done.tally.requeued, done.tally.missing) == (1000, 1000, 0)
    assert len(set(world.queue.announced)) == len(world.queue.announced) == 1000


def test_memory_does_not_grow_with_the_bucket() -> None:
    """What is remembered of a pass is a number a minute and a place, however many objects lie."""
    world = World()
    for number in range(3000):
        world.results.assess(world.add(f"{number:05}", OLD + timedelta(milliseconds=number)))
    assert world.run(steps=25) is None
    assert len(world.states.kept["COVERAGE"].content) < 1000
