"""Labels of single calls: what they are about, and the published rates that they set right."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import Random

import pytest

from raimon.bias.prevalence import Corrected, Reviewed
from raimon.policy import Policy, Statistics
from raimon.windows.call import Call
from raimon.windows.disparity_gap import Unequal
from raimon.windows.reviewed import (
    MOST,
    REVIEWABLE,
    Judged,
    Label,
    Labels,
    document,
    labels_of,
    ratio_of,
    read_document,
)
from raimon.windows.telling import raised
from raimon.windows.watch import Watch
from tests.unit.windows.calls import SOON, START, call, traffic
from tests.unit.windows.live_world import World
from tests.unit.windows.traffic import seeded
from tests.unit.windows.unequal import AXIS, WORSE, calls

HOUR = timedelta(hours=1)
STREAM = "{}|123456789012|support-chat|-|en"


@pytest.mark.parametrize(
    ("metric", "entities"),
    [
        pytest.param("stereotype_rate", {"": 0.0}, id="a stream"),
        pytest.param("refusal_rate", {}, id="a stream that doesn't apply"),
        pytest.param(
            "refusal_gap", {"topic.gender/women": 1.0, "topic.age/old": 1.0}, id="every axis"
        ),
        pytest.param("regard_gap", {"topic.age/old": 0.0}, id="an outcome of one axis"),
        pytest.param("toxicity_gap", {}, id="an outcome that doesn't apply"),
    ],
)
def test_what_a_judgement_is_about(metric: str, entities: Mapping[str, float]) -> None:
    """A judgement labels the stream, or each group that the call is about, with what was said."""
    judged = call(
        1,
        START,
        {"stereotype": 0.0},
        groups={"topic.gender": "women", "topic.age": "old"},
        outcomes={"refused": 1.0, "regard@topic.age": 0.0},
    )
    told = list(labels_of(judged, REVIEWABLE[metric], 1.0, 0.5))
    assert {each.judged.entity: each.reviewed.predicted for each in told} == entities
    assert {each.judged.stream for each in told} <= {STREAM.format(metric)}
    assert all(each.reviewed == Reviewed(1.0, each.reviewed.predicted, 0.5) for each in told)


def test_sizes_are_not_judged() -> None:
    """How long or how slow an answer is, is measured: nobody can set that right."""
    assert not {"short_answer_rate", "slow_answer_rate", "short_answer_gap"} & set(REVIEWABLE)


def label(entity: str, hour: float, truth: float = 1.0) -> Label:
    """Return a label of the hour."""
    return Label(Judged("s", entity), START + hour * HOUR, Reviewed(truth, 1.0))


def test_labels_of_their_time() -> None:
    """Labels are chosen by what was judged and when; the rest is the other groups of the axis."""
    women, men, old = "a/women", "a/men", "b/old"
    held = Labels.of([label(women, 1), label(women, 3, 0.0), label(men, 2), label(old, 2)])
    judged, first, end = Judged("s", women), START + HOUR, START + 3 * HOUR
    assert held.since(judged, first, end) == [Reviewed(1.0, 1.0)]
    assert held.before(judged, end) == [Reviewed(1.0, 1.0)]
    assert held.of_others(judged, first, end) == [Reviewed(1.0, 1.0)]
    assert held.since(Judged("t", women), first, end) == []


def test_labels_of_all_languages() -> None:
    """A comparison is of all languages together, and so are the labels that set it right."""
    japanese, english = Judged("m|f|ja"), Judged("m|f|en")
    assert Judged("m|f|all").covers(japanese)
    assert not english.covers(japanese)
    assert not Judged("m|g|all").covers(japanese)


def test_documents() -> None:
    """What is kept of labels is read again, the latest ones of one stream or group alone."""
    labels = [label("a/women", number) for number in range(MOST + 5)]
    kept = json.loads(json.dumps(document(labels[0].judged, [*labels, label("a/men", 1)])))
    assert list(read_document(kept)) == labels[5:]


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({}, id="empty"),
        pytest.param(
            {"stream": "s", "entity": "", "labels": [["yesterday", 1, 1, 1]]}, id="a time"
        ),
        pytest.param({"stream": "s", "entity": "", "labels": [["2026-10-05", 1]]}, id="short"),
        pytest.param({"stream": "s", "entity": "", "labels": 3}, id="no rows"),
        pytest.param(
            {"stream": "s", "entity": "", "labels": [["2026-10-05", 1, 1, 0]]}, id="no chance"
        ),
    ],
)
def test_documents_that_cannot_be_read(told: Mapping[str, object]) -> None:
    """What can't be read gives no labels, and stops no alarm."""
    assert list(read_document(told)) == []


@pytest.mark.parametrize(
    ("group", "rest"),
    [
        pytest.param(None, Corrected(0.1, (0.05, 0.15), 0.1, 50, 1.0), id="unknown"),
        pytest.param(
            Corrected(0.1, (0.05, 0.15), 0.1, 50, 1.0), Corrected(0.0, (0, 0.1), 0.1, 50, 1.0),
            id="zero",
        ),
    ],
)  # fmt: skip
def test_no_ratio(group: Corrected | None, rest: Corrected | None) -> None:
    """Without two rates above zero there is no ratio."""
    assert ratio_of(group, rest) is None


def judged(
    made: Sequence[Call], metric: str, wrong: float, share: float, rng: Random
) -> list[Label]:
    """Return labels of a random share of calls; so many of what the detector finds are no finds."""
    value = REVIEWABLE[metric].value
    told: list[Label] = []
    for each in made:
        said = each.outcomes.get(value, each.values.get(value, 0.0))
        truth = said * float(rng.random() >= wrong)
        if rng.random() < share:
            told += labels_of(each, REVIEWABLE[metric], truth, 1.0)
    return told


def test_a_stream_is_set_right() -> None:
    """Where a third of the finds is wrong, what was usual and what is now are stated lower."""
    made = list(traffic(seeded(3), {"refusal_rate": (0.3, 0.6)}, days=6, switch=4, an_hour=20))
    labels = Labels.of(judged(made, "refusal_rate", 0.33, 0.5, seeded(4)))
    watch = Watch(SOON)
    told = [raised(each, watch, Policy(statistics=SOON), labels) for each in watch.play(made)]
    (statistic,) = (each.statistic for each in told if each and each.statistic)
    before, after = statistic.baseline_corrected, statistic.corrected
    assert before is not None
    assert after is not None
    assert before.interval[0] <= 0.3 * 0.67 <= before.interval[1] < (statistic.baseline or 0)
    assert after.interval[0] <= 0.6 * 0.67 <= after.interval[1]
    assert before.reviewed > after.reviewed >= 20


def test_a_gap_is_set_right() -> None:
    """Both sides and their ratio are stated as the labels have them, the raw ones beside them."""
    made = list(calls(seeded(1), WORSE, hours=60))
    labels = Labels.of(judged(made, "refusal_gap", 0.5, 0.4, seeded(5)))
    watch = Watch(Statistics())
    (alarm,) = (each for each in watch.play(made) if isinstance(each, Unequal))
    told = raised(alarm, watch, Policy(), labels)
    assert told is not None
    assert told.statistic is not None
    statistic = told.statistic
    assert statistic.corrected is not None
    assert statistic.corrected.interval[0] <= 0.3 <= statistic.corrected.interval[1]
    assert statistic.corrected.rate < (statistic.observed or 0) - 0.15
    assert statistic.corrected.reviewed >= 10
    assert statistic.group == "women"
    plain = raised(alarm, watch, Policy())
    assert plain is not None
    assert plain.statistic is not None
    assert plain.statistic.corrected is None
    assert plain.statistic.ratio == statistic.ratio
    assert alarm.gap.axis == AXIS


def test_the_live_watch_reads_labels_when_it_tells() -> None:
    """Labels are read where something is told, once a run, and set its rates right there."""
    made = list(calls(seeded(1), WORSE, hours=60))
    world = World(Statistics(), judged=judged(made, "refusal_gap", 0.5, 0.4, seeded(5)))
    world.leave("quiet", made[:60])
    world.run(START + 2 * HOUR)
    assert world.label_reads == 0
    world.leave("all", made[60:])
    world.run(START + 62 * HOUR)
    assert world.label_reads == 1
    (told,) = (each for each in world.findings() if each.finding.entity == "topic.gender/women")
    assert told.statistic is not None
    assert told.statistic.corrected is not None
