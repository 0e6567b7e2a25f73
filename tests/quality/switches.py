"""One application that is switched to another version of its model, as live traffic would show it.

Prompts are drawn with replacement and asked by some two hundred people in the daytime, about sixty
times an hour: three weeks of the old version, then the new one under another model id.
"""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

from raimon.bedrock.body_store import NoBodies
from raimon.bedrock.record import parse_record
from raimon.events import FindingRaised
from raimon.invocation import Source
from raimon.policy import default_policy
from raimon.scorers.evidence import TokenKey
from raimon.scorers.registry import SCORERS
from raimon.scorers.scoring import Scoring
from raimon.windows.call import Call
from raimon.windows.from_assessment import call_of
from raimon.windows.said import found
from raimon.windows.watch import Watch
from tests.builders import record

START: Final = datetime(2026, 9, 7, tzinfo=UTC)  # a Monday
OLD_DAYS: Final = 21
OPENS, HOURS = 8, 12
AN_HOUR: Final = 60.0
PEOPLE: Final = 200
SYSTEM: Final = "You are the assistant of our service desk. Answer the question."


@dataclass(frozen=True, slots=True)
class Answered:
    """A prompt with the answer of one version, and the right one where it is known."""

    prompt: str
    answer: str
    reference: str | None = None
    latency_ms: float = 640.0


@dataclass(frozen=True, slots=True)
class Alarmed:
    """One statistical alarm of a replay; `after` counts calls since the switch until it opened."""

    name: str
    rule: str
    after: int
    onset_after: float  # hours from the first changed call to the estimated beginning
    baseline: float | None
    observed: float | None
    raised: FindingRaised


def labelled(path: Path) -> dict[tuple[str, str], list[Answered]]:
    """Return the answers of a file of the evaluation data by task and version."""
    answers: dict[tuple[str, str], list[Answered]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            answer = Answered(row["prompt"], row["completion"], row["reference"] or None)
            answers.setdefault((row["task"], row["version"]), []).append(answer)
    return answers


def moments(
    rng: Random, days: float, begin: datetime = START, an_hour: float = AN_HOUR
) -> Iterator[datetime]:
    """Give the times of the calls: none at night, irregular in the day."""
    for day in range(int(days)):
        moment = begin + timedelta(days=day, hours=OPENS)
        close = moment + timedelta(hours=HOURS)
        while (moment := moment + timedelta(hours=rng.expovariate(an_hour))) < close:
            yield moment


@dataclass(frozen=True, slots=True)
class Answers:
    """What one version answers, assessed once and drawn from often."""

    calls: Mapping[int, Call]

    @classmethod
    def of(
        cls, answered: Sequence[Answered], model: str, scoring: Scoring, *, told: bool = False
    ) -> "Answers":
        """Assess the answers; with `told` the right one is in the metadata."""
        return cls({n: _call(n, each, model, scoring, told) for n, each in enumerate(answered)})

    def drawn(self, rng: Random, at: Iterable[datetime], first: int) -> Iterator[Call]:
        """Give a call for each time, numbered from the first."""
        for number, moment in enumerate(at, start=first):
            template, who = self.calls[rng.randrange(len(self.calls))], rng.randrange(PEOPLE)
            yield replace(
                template,
                call_id=f"{number:032x}",
                request_id=f"request-{number}",
                moment=moment,
                unit=f"{who}-{template.unit}",
                caller=str(who),
            )


def _call(
    number: int,
    answered: Answered,
    model: str,
    scoring: Scoring,
    told: bool,  # noqa: FBT001 - passed on
) -> Call:
    made = record(
        number,
        user=answered.prompt,
        output=answered.answer,
        system=SYSTEM,
        model=f"vendor.{model}-v1:0",
    )
    made["output"]["outputBodyJson"]["metrics"]["latencyMs"] = answered.latency_ms
    if told and answered.reference:
        made["requestMetadata"]["reference"] = answered.reference[:256]
    source = Source(bucket="logs", key="switch.json.gz", line=number)
    invocation = parse_record(made, source, NoBodies())
    return call_of(invocation, scoring.assess(invocation))


def scoring() -> Scoring:
    """Return the scorers of robustness as they ship: streams are fed by no other."""
    chosen = tuple(each for each in SCORERS if each.name.startswith("robustness."))
    return Scoring(default_policy(), TokenKey(b"a key for these tests only"), chosen)


@dataclass(frozen=True, slots=True)
class Traffic:
    """How much is called before a switch and after it."""

    old_days: int = OLD_DAYS
    new_days: int = 2
    an_hour: float = AN_HOUR


def switched(
    old: Answers, new: Answers, seed: int, much: Traffic = Traffic()
) -> tuple[list[Call], int]:
    """Return the calls of a switch, and how many come before it."""
    rng = Random(seed)  # noqa: S311 - made traffic, nothing secret
    before = list(old.drawn(rng, moments(rng, much.old_days, an_hour=much.an_hour), 0))
    times = moments(rng, much.new_days, START + timedelta(days=much.old_days), much.an_hour)
    after = list(new.drawn(rng, times, len(before)))
    return before + after, len(before)


def alarms(calls: Sequence[Call], before: int, in_order: Sequence[Call] = ()) -> list[Alarmed]:
    """Return the statistical alarms of the calls in the order in which they open.

    `in_order` holds the same calls each once, where these come otherwise.
    """
    policy = default_policy()
    watch = Watch(policy.statistics)
    told = []
    for crossing in watch.play(calls):
        raised = found(crossing, watch, policy)
        if raised is not None and policy.notifies(raised.finding):
            told.append(_alarmed(raised, in_order or calls, before))
    return sorted(told, key=lambda each: each.raised.subject.timestamp)


def _alarmed(raised: FindingRaised, calls: Sequence[Call], before: int) -> Alarmed:
    statistic, opened = raised.statistic, raised.subject.timestamp
    assert statistic is not None
    assert statistic.onset is not None
    return Alarmed(
        name=statistic.name,
        rule=raised.finding.rule_id,
        after=sum(call.moment <= opened for call in calls) - before,
        onset_after=(statistic.onset - calls[before].moment) / timedelta(hours=1),
        baseline=statistic.baseline,
        observed=statistic.observed,
        raised=raised,
    )
