"""The indexer as a whole: any order, any repetition, one state; trouble stays with its message."""

import gzip
import json
import random
from collections.abc import Sequence
from itertools import permutations
from typing import Any

import pytest

from raimon.invocation import Source
from raimon.store.bulk import BulkLoop
from raimon.store.families import Family
from raimon.store.indexer import Indexer, Message, Report
from raimon.store.verdict import Answer, Fate, Item
from tests.unit.store.builders import (
    LOGS,
    alarm_event,
    event,
    make_alarm,
    make_assessment,
    packed,
    scoring,
    stored_event,
)
from tests.unit.store.fakes import Clock, InMemoryArchive, InMemoryOpenSearch, ScriptedEndpoint

# Three scorings of one record: each raises other findings.
HISTORY = {
    scoring(1_000_001): ["email", "phone", "name"],
    scoring(1_000_002, complete=False): ["email", "card"],
    scoring(1_000_002): ["email", "phone"],
}
FINAL = {"EMAIL": False, "PHONE": False, "NAME": True, "CARD": True}


def run(archive: InMemoryArchive, opensearch: InMemoryOpenSearch, *bodies: str) -> Report:
    """Index a batch with a message for each body."""
    messages = [Message(f"m{at}", body) for at, body in enumerate(bodies)]
    return Indexer(archive, BulkLoop(opensearch)).index(messages, Clock().budget())


def state(opensearch: InMemoryOpenSearch) -> dict[str, bool]:
    """Return which findings are withdrawn, by entity."""
    findings = opensearch.family("findings").values()
    return {told["entity"]: told["withdrawn"] for told in findings}


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_all_there_any_order(order: Sequence[int]) -> None:
    """With all scorings in the bucket, their messages in any order leave the newest one's view."""
    archive, opensearch = InMemoryArchive(), InMemoryOpenSearch()
    for held, names in HISTORY.items():
        archive.objects[held.key] = packed([make_assessment(findings=names)])
    scorings = list(HISTORY)
    for at in order:
        assert run(archive, opensearch, stored_event(scorings[at].key)).failed == {}
    assert state(opensearch) == FINAL


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
@pytest.mark.parametrize("late", [False, True], ids=["at once", "all late"])
def test_written_in_any_order(order: Sequence[int], *, late: bool) -> None:
    """Scorings may even be written in any order, announced at once or all at the end."""
    archive, opensearch = InMemoryArchive(), InMemoryOpenSearch()
    scorings = [list(HISTORY)[at] for at in order]
    for held in scorings:
        archive.objects[held.key] = packed([make_assessment(findings=HISTORY[held])])
        if not late:
            run(archive, opensearch, stored_event(held.key))
    if late:
        run(archive, opensearch, *(stored_event(held.key) for held in reversed(scorings)))
    assert state(opensearch) == FINAL


def test_withdrawn_tells_the_newest_words() -> None:
    """A withdrawn finding keeps the words of the last scoring that raised it, in any order."""
    outcomes = set()
    for order in permutations([1, 2, 3]):
        archive, opensearch = InMemoryArchive(), InMemoryOpenSearch()
        for version in (1, 2, 3):
            names = ["email"] if version < 3 else []
            told = make_assessment(findings=names, version=version)
            archive.objects[scoring(version).key] = packed([told])
        for version in order:
            run(archive, opensearch, stored_event(scoring(version).key))
        (document,) = opensearch.family("findings").values()
        outcomes.add((document["scoring_version"], document["withdrawn_by"]))
    assert outcomes == {(2, "000000000003-1")}


def test_duplicates_and_shuffles(seed: int) -> None:
    """Everything twice and in random order, in batches of any size, leaves the same documents."""
    dice, states = random.Random(seed), []  # noqa: S311 - no secret
    archive = InMemoryArchive()
    bodies = [alarm_event(make_alarm(revision)) for revision in (1, 2, 3)]
    for log in range(4):
        source = Source(bucket=LOGS, key=f"{log}.json.gz", line=0)
        for version, names in [(1, ["email", "phone"]), (2, ["email"])]:
            held = scoring(version, log=source.key)
            told = make_assessment(f"r-{log // 2}", names, source=source, version=version)
            archive.objects[held.key] = packed([told])
            bodies.append(stored_event(held.key))
    for _ in range(8):
        opensearch, twice = InMemoryOpenSearch(), bodies * 2
        dice.shuffle(twice)
        while twice:
            size = dice.randint(1, 10)
            run(archive, opensearch, *twice[:size])
            del twice[:size]
        states.append(opensearch.documents)
    assert all(reached == states[0] for reached in states)
    assert len(states[0]) == 2 + 4 + 1


def test_one_request_for_a_batch() -> None:
    """Messages of a batch share a bulk request."""
    archive, opensearch = InMemoryArchive(), InMemoryOpenSearch()
    alarms = [alarm_event(make_alarm(alarm_id=f"{at:032}")) for at in range(10)]
    report = run(archive, opensearch, *alarms)
    assert opensearch.requests == 1
    assert report.counts[Family.ALARMS, Fate.WRITTEN] == 10


def test_large_object() -> None:
    """A large object goes out in several requests, and every document arrives."""
    archive, opensearch = InMemoryArchive(), InMemoryOpenSearch()
    many = [make_assessment(f"r-{at}", ["email"]) for at in range(1200)]
    archive.objects[scoring().key] = packed(many)
    report = run(archive, opensearch, stored_event(scoring().key))
    assert opensearch.requests == 5
    assert report.counts[Family.INVOCATIONS, Fate.WRITTEN] == 1200
    assert report.counts[Family.FINDINGS, Fate.WRITTEN] == 1200


ANSWERS = {
    "a": Item(201),
    "b": Item(409, "version_conflict_engine_exception"),
    "c": Item(429, "circuit_breaking_exception"),
    "d": Item(400, "strict_dynamic_mapping_exception"),
    "e": Item(503, "unavailable_shards_exception"),
}


def test_partial_failure() -> None:
    """Done, done, busy, refused, busy: only the busy ones' messages come again."""
    endpoint = ScriptedEndpoint(
        lambda _, ids: Answer(200, items=tuple(ANSWERS[name] for name in ids))
    )
    archive = InMemoryArchive()
    messages = [Message(name, alarm_event(make_alarm(alarm_id=name))) for name in ANSWERS]
    report = Indexer(archive, BulkLoop(endpoint)).index(messages, Clock().budget())

    assert list(report.failed) == ["c", "e"]
    assert report.counts == {
        (Family.ALARMS, Fate.WRITTEN): 1,
        (Family.ALARMS, Fate.SUPERSEDED): 1,
        (Family.ALARMS, Fate.BUSY): 2,
        (Family.ALARMS, Fate.REFUSED): 1,
    }
    assert archive.refusals() == {
        "quarantine/index/alarms/d.json": {
            "schema": "raimon.refusal/1",
            "family": "alarms",
            "id": "d",
            "index": "raimon-alarms-v1-2026.10",
            "error_type": "strict_dynamic_mapping_exception",
            "source": None,
        }
    }
    assert all(names == ["c", "e"] for names in endpoint.sent[1:])


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("no JSON", id="no JSON"),
        pytest.param("[]", id="no event"),
        pytest.param(event("aws.s3", "Object Created", {}), id="no object"),
        pytest.param(event("raimon", "FindingRaised", {}), id="an event for somebody else"),
        pytest.param(stored_event(scoring(9).key), id="a scoring that is gone"),
        pytest.param(stored_event(scoring().key, bucket="elsewhere"), id="another bucket"),
        pytest.param(alarm_event({"alarm_id": "x"}), id="no alarm"),
    ],
)
def test_poison(body: str) -> None:
    """A message that announces nothing fails alone; its neighbours are written."""
    archive, opensearch = InMemoryArchive(), InMemoryOpenSearch()
    archive.objects[scoring().key] = packed([make_assessment()])
    report = run(archive, opensearch, body, stored_event(scoring().key))
    assert list(report.failed) == ["m0"]
    assert len(opensearch.family("invocations")) == 1


@pytest.mark.parametrize("key", ["quarantine/assess/x.ndjson.gz", "assessments/readme.txt"])
def test_other_objects(key: str) -> None:
    """An object that is no scoring is nobody's work: its message is done."""
    archive, opensearch = InMemoryArchive(), InMemoryOpenSearch()
    assert run(archive, opensearch, stored_event(key)) == Report()
    assert opensearch.requests == 0


def test_line_that_is_no_assessment() -> None:
    """A line that can't be read is set aside with a pointer; the lines around it are written."""
    archive, opensearch = InMemoryArchive(), InMemoryOpenSearch()
    good = [packed([make_assessment(f"r-{at}")]) for at in range(2)]
    secret = packed([]) + gzip.compress(b'{"canary": "taro@example.jp"}\n')
    archive.objects[scoring().key] = good[0] + secret + good[1]
    report = run(archive, opensearch, stored_event(scoring().key))
    assert report.failed == {}
    assert len(opensearch.family("invocations")) == 2
    ((key, told),) = archive.refusals().items()
    assert key.startswith("quarantine/index/assessments/")
    assert told["source"] == {"bucket": archive.bucket, "key": scoring().key, "line": 1}
    assert told["error_type"] == "not_an_assessment"
    assert "taro" not in str(told)


def test_field_of_tomorrow() -> None:
    """A line of a newer `assess` is read, without what this version doesn't know."""
    archive, opensearch = InMemoryArchive(), InMemoryOpenSearch()
    told = json.loads(make_assessment(findings=["email"]).to_json())
    told |= {"novelty": 1, "usage": {**told["usage"], "novelty": 2}}
    told["findings"][0]["novelty"] = 3
    archive.objects[scoring().key] = gzip.compress(json.dumps(told).encode())
    assert run(archive, opensearch, stored_event(scoring().key)).failed == {}
    assert archive.refusals() == {}
    assert len(opensearch.family("findings")) == 1
    assert "novelty" not in str(opensearch.documents)


@pytest.mark.parametrize("content", [b"no gzip", gzip.compress(b"no assessment\n", mtime=0)])
def test_newer_scoring_unreadable(content: bytes) -> None:
    """Nothing is withdrawn in the name of a newer scoring that can't be read."""
    archive, opensearch = InMemoryArchive(), InMemoryOpenSearch()
    archive.objects[scoring(1).key] = packed([make_assessment(findings=["email"])])
    archive.objects[scoring(2).key] = content
    assert list(run(archive, opensearch, stored_event(scoring(1).key)).failed) == ["m0"]
    assert opensearch.family("findings") == {}


@pytest.mark.parametrize("log", ["a b+c%20.json.gz", "日本語/ログ.json.gz"])
def test_encoded_key(log: str) -> None:
    """A key is found as it is written, and also where the event encoded it."""
    from urllib.parse import quote_plus  # noqa: PLC0415 - the one test that needs it

    archive, opensearch = InMemoryArchive(), InMemoryOpenSearch()
    key = scoring(log=log).key
    archive.objects[key] = packed([make_assessment()])
    report = run(archive, opensearch, stored_event(key), stored_event(quote_plus(key, safe="/")))
    assert report.failed == {}
    assert len(opensearch.family("invocations")) == 1


def test_away() -> None:
    """While OpenSearch is away every message comes again, and nothing is set aside."""
    endpoint, archive = ScriptedEndpoint(lambda _, __: Answer(0)), InMemoryArchive()
    archive.objects[scoring().key] = packed([make_assessment(f"r-{at}") for at in range(2000)])
    messages = [
        Message("big", stored_event(scoring().key)),
        Message("m", alarm_event(make_alarm())),
    ]
    clock = Clock(left=15)
    report = Indexer(archive, BulkLoop(endpoint)).index(messages, clock.budget())
    assert set(report.failed) == {"big", "m"}
    assert archive.refusals() == {}
    assert clock.left >= 0


def test_obstructed_index() -> None:
    """An index that takes nothing isn't asked for every document; the others go on."""

    def script(_: int, ids: Sequence[str]) -> Answer:
        held = Item(429, "cluster_block_exception")
        return Answer(200, items=tuple(Item(201) if "a" * 32 in name else held for name in ids))

    endpoint, archive = ScriptedEndpoint(script), InMemoryArchive()
    archive.objects[scoring().key] = packed([make_assessment(f"r-{at}") for at in range(5000)])
    messages = [
        Message("big", stored_event(scoring().key)),
        Message("m", alarm_event(make_alarm())),
    ]
    report = Indexer(archive, BulkLoop(endpoint)).index(messages, Clock().budget())
    assert list(report.failed) == ["big"]
    assert report.failed["big"] == "disk_full"
    assert len(endpoint.sent) <= 3
    assert report.counts[Family.INVOCATIONS, Fate.HELD] == 5000
    assert report.counts[Family.ALARMS, Fate.WRITTEN] == 1


def test_canary() -> None:
    """What a refused document holds reaches neither the report nor the quarantine."""
    canary: Any = "hanako@example.co.jp"
    endpoint = ScriptedEndpoint(
        lambda _, ids: Answer(200, items=(Item(400, "mapper_parsing_exception"),) * len(ids))
    )
    archive = InMemoryArchive()
    told = make_alarm(alarm_id=f"id of {canary}", runbook=canary)
    report = Indexer(archive, BulkLoop(endpoint)).index(
        [Message("m", alarm_event(told))], Clock().budget()
    )
    assert len(archive.refusals()) == 1
    assert canary not in f"{archive.objects}{report}"
