"""The history of the demo: reproducible, in both languages, and its bad deployment is found."""

import gzip
import json
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from raimon.aws.clock import SystemClock
from raimon.events import FindingRaised
from raimon.policy import default_policy
from raimon.scorers.registry import SCORERS
from raimon.scorers.scoring import Scoring
from raimon_local.assessed_logs import Assessed, AssessedLogs
from raimon_local.demo_clock import event_time
from raimon_local.demo_logs import deliveries, sample_folder
from raimon_local.log_files import log_files
from raimon_local.sample_maker import history
from raimon_local.streams.drawing import Scene, scene
from raimon_local.streams.watched import watched, windows_of
from raimon_local.watched_calls import WatchedCalls

FEW = frozenset({"robustness.refusal", "robustness.schema_invalid"})  # that feed these two rates
_REFUSED, _BROKEN = "refusal_rate.rise", "schema_invalid_rate.rise"


@pytest.fixture(scope="module")
def objects() -> Mapping[str, bytes]:
    """Return the log objects of the history."""
    return history.objects()


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[FindingRaised], Scene]:
    """Return what people are told of the history, and its drawings."""
    folder = tmp_path_factory.mktemp("history")
    assert history.write(folder) > 0
    calls = WatchedCalls(default_policy(), explaining=True)
    scoring = Scoring(default_policy(), None, tuple(each for each in SCORERS if each.name in FEW))
    for each in AssessedLogs(scoring).read(log_files([str(folder)])):
        assert isinstance(each, Assessed)
        calls.take(each.call)
    told = list(calls.raised())
    return told, scene(watched(calls.watch, windows_of(calls.watch), told))


def records(objects: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """Return all records."""
    lines = (line for content in objects.values() for line in gzip.decompress(content).splitlines())
    return [json.loads(line) for line in lines]


def test_same_seed_same_bytes(objects: Mapping[str, bytes]) -> None:
    """The history is the same each time, and small."""
    assert history.objects() == objects
    assert sum(map(len, objects.values())) < 500_000


def test_records(objects: Mapping[str, bytes]) -> None:
    """Each record lies in an object of its day that is written after it; ids are its own."""
    made = records(objects)
    assert len({each["requestId"] for each in made}) == len(made) >= 2_000
    models = Counter(each["modelId"] for each in made)
    assert set(models) == {history.BEFORE.model, history.AFTER.model}
    for key, content in objects.items():
        days = {
            json.loads(line)["timestamp"][:10] for line in gzip.decompress(content).splitlines()
        }
        assert days == {"-".join(key.split("/")[4:7])}


def test_the_bad_deployment_is_told(played: tuple[list[FindingRaised], Scene]) -> None:
    """Refusals and broken JSON are told within hours, put down to the model, and nothing before."""
    told, _ = played
    names = {each.statistic.name for each in told if each.statistic}
    assert {_REFUSED, _BROKEN} <= names
    assert all(each.subject.timestamp > history.DEPLOYED for each in told)
    first = min(told, key=lambda each: each.subject.timestamp)
    assert first.subject.timestamp < history.DEPLOYED + timedelta(hours=3)
    assert first.statistic is not None
    assert first.statistic.changed == ("model",)
    assert len({each.incident for each in told}) == 1


def test_both_languages_are_drawn(played: tuple[list[FindingRaised], Scene]) -> None:
    """Both rates are drawn as worse in both languages, from the deployment on."""
    _, drawn = played
    bad = {(each.stream.key.metric, each.stream.key.language): each for each in drawn.alarmed}
    for metric in ("refusal_rate", "schema_invalid_rate"):
        for language in ("en", "ja"):
            one = bad[metric, language]
            assert one.bad is not None
            assert len(one.beyond) >= 8
            assert min(x for x, _ in one.beyond) >= one.bad[0] - 3
            assert one.now is not None
            assert one.now > 0.25


def test_deliveries_are_whole_and_in_time(objects: Mapping[str, bytes]) -> None:
    """Everything arrives once, after its hour, and `compare` runs last when all is there."""
    every = list(deliveries())
    keys = [key for each in every for key in each.objects]
    samples = sum(1 for path in sample_folder().glob("AWSLogs/**/*") if path.is_file())
    assert len(keys) == len(set(keys)) == len(objects) + samples
    assert [each.moment for each in every] == sorted(each.moment for each in every)
    assert [each.compares for each in every].count(True) == 2
    assert every[-1].compares
    for each in every:
        named = [key.split("/")[4:8] for key in each.objects if "/2026/" in key]
        assert all("/".join(name) < f"{each.moment:%Y/%m/%d/%H}" for name in named)


def test_the_clock_of_the_demo() -> None:
    """Inside, the functions' clock stands where the demo puts it, and never goes back."""
    with event_time(history.BEGINS) as clock:
        assert SystemClock().now() == history.BEGINS
        clock.set(history.ENDS)
        clock.set(history.BEGINS)
        assert SystemClock().now() == history.ENDS
    assert SystemClock().now() != history.ENDS


def test_no_word_leaves(
    played: tuple[list[FindingRaised], Scene], objects: Mapping[str, bytes]
) -> None:
    """What is told holds no word of a guest or of an answer."""
    told, _ = played
    text = "".join(each.model_dump_json() for each in told)
    answers = [each["output"]["outputBodyJson"] for each in records(objects)]
    said = {each["output"]["message"]["content"][0]["text"][:40] for each in answers}
    assert not [words for words in said if words in text]
