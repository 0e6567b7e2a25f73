"""Which group a call belongs to, what it meant for it; no value of the metadata is shown."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from raimon.bedrock.body_store import NoBodies
from raimon.bedrock.record import parse_record
from raimon.errors import PolicyError
from raimon.invocation import Invocation, Source
from raimon.policy import default_policy, parse_policy
from raimon.policy_fairness import Decision, Disparity, GroupKey
from raimon.scorers.evidence import TokenKey
from raimon.scorers.fairness.groups import english, japanese
from raimon.scorers.fairness.topics import topics_of
from raimon.scorers.scoring import Scoring
from raimon.windows.call import Call
from raimon.windows.disparity_groups import groups_of, topic_of
from raimon.windows.disparity_words import name_of, names_of, source_of
from raimon.windows.from_assessment import call_of
from raimon.windows.state import call_line
from tests.builders import record

KEY = TokenKey(b"a key for these tests only")
LABELS = {"F": "women", "M": "men"}
MAPPED = Disparity(groups=(GroupKey(key="applicant_group", values=LABELS),))
UNLABELLED = Disparity(groups=(GroupKey(key="applicant_group"),))


def invocation(
    user: str = "Hello.", output: str = "Good morning to you.", **metadata: str
) -> Invocation:
    """Return a call with the metadata."""
    made = record(1, user=user, output=output)
    made["requestMetadata"] |= metadata
    return parse_record(made, Source(bucket="b", key="k", line=1), NoBodies())


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        pytest.param("What do women earn in this trade?", {"gender": "women"}, id="one"),
        pytest.param("Compare what women and men earn.", {}, id="two of an axis"),
        pytest.param("Old people and women", {"gender": "women", "age": "old"}, id="two axes"),
        pytest.param("A black box of 2 kg", {}, id="a colour"),
        pytest.param("女性の起業について教えてください。", {"gender": "women"}, id="one, Japanese"),
        pytest.param("女性と男性の給与を比べてください。", {}, id="two, Japanese"),
        pytest.param("中国地方の天気", {}, id="a region"),
        pytest.param("女神の名前", {}, id="a goddess"),
        pytest.param("", {}, id="empty"),
    ],
)
def test_topics(text: str, topics: Mapping[str, str]) -> None:
    """A prompt speaks of one group an axis, or the axis is left out."""
    assert topics_of(text) == topics


@pytest.mark.parametrize(
    ("rules", "metadata", "groups"),
    [
        pytest.param(
            MAPPED, {"applicant_group": "F"}, {"metadata.applicant_group": "women"}, id="a label"
        ),
        pytest.param(
            MAPPED, {"applicant_group": "X"}, {"metadata.applicant_group": "other"}, id="no label"
        ),
        pytest.param(MAPPED, {}, {}, id="absent"),
        pytest.param(MAPPED, {"applicant_group": ""}, {}, id="empty"),
        pytest.param(
            UNLABELLED,
            {"applicant_group": "haruka@kitanogumi.example"},
            {"metadata.applicant_group": "other"},
            id="an address",
        ),
        pytest.param(
            UNLABELLED,
            {"applicant_group": "+81 90-1234-5678"},
            {"metadata.applicant_group": "other"},
            id="a telephone number",
        ),
        pytest.param(
            Disparity(),
            {"raimon_probe_group": "gender/women"},
            {"probe.gender": "women"},
            id="a probe",
        ),
        pytest.param(
            MAPPED,
            {"raimon_probe_group": "gender/women", "applicant_group": "M"},
            {"probe.gender": "women"},
            id="a probe alone counts",
        ),
        pytest.param(Disparity(), {"raimon_probe_group": "shoe/size 9"}, {}, id="no such group"),
        pytest.param(
            Disparity(enabled=False), {"raimon_probe_group": "gender/women"}, {}, id="off"
        ),
    ],
)
def test_groups(rules: Disparity, metadata: Mapping[str, str], groups: Mapping[str, str]) -> None:
    """Labels of the policy are the only names; a probe's call belongs to its swap alone."""
    assert groups_of(invocation(**metadata), rules, KEY) == groups


def test_stand_ins() -> None:
    """Without labels each value has a stand-in: the same under one key, another under another."""
    told = groups_of(invocation(applicant_group="quarter-moon"), UNLABELLED, KEY)
    (name,) = told.values()
    assert name.startswith(":")
    assert "quarter" not in name
    again = groups_of(invocation(applicant_group="quarter-moon"), UNLABELLED, KEY)
    other = groups_of(invocation(applicant_group="half-moon"), UNLABELLED, KEY)
    keyed = groups_of(invocation(applicant_group="quarter-moon"), UNLABELLED, TokenKey(b"another"))
    assert told == again
    assert len({name, *other.values(), *keyed.values()}) == 3
    assert name_of(name).en.endswith(name[1:])


def test_what_callers_say_goes_before_topics() -> None:
    """On an axis that the metadata tells, what the text speaks of isn't looked at."""
    rules = Disparity(groups=(GroupKey(key="g", axis="gender", values=LABELS),))
    asked = "Write to the women of the club."
    assert groups_of(invocation(asked, g="M"), rules, KEY) == {"metadata.gender": "men"}
    assert groups_of(invocation(asked), rules, KEY) == {"topic.gender": "women"}
    silent = rules.model_copy(update={"mentions": False})
    assert groups_of(invocation(asked), silent, KEY) == {}


@pytest.mark.parametrize(
    ("text", "metadata", "topic"),
    [
        pytest.param("Which dose of aspirin may I take?", {}, "medical", id="medical"),
        pytest.param("離婚と親権について", {}, "legal", id="legal, Japanese"),
        pytest.param("Hello.", {}, "-", id="none"),
    ],
)
def test_topic(text: str, metadata: Mapping[str, str], topic: str) -> None:
    """Like is compared with like: within a field of advice."""
    assert topic_of(invocation(text, **metadata), Disparity(), KEY) == topic


def test_topics_of_callers_are_marks() -> None:
    """A topic that callers name is told apart by its mark and never written."""
    told = topic_of(invocation("Hello.", topic="asylum"), Disparity(), KEY)
    assert told.startswith(":")
    assert "asylum" not in told
    assert told != topic_of(invocation("Hello.", topic="housing"), Disparity(), KEY)


def called(rules: Disparity, **more: Any) -> Call:  # noqa: ANN401 - what records may hold
    """Return the call that is left of a record."""
    made = record(1, user=more.pop("user", "Hello."), output=more.pop("output", "Good day."))
    made["requestMetadata"]["applicant_group"] = "F"
    made |= more
    read = parse_record(made, Source(bucket="b", key="k", line=1), NoBodies())
    return call_of(read, Scoring(default_policy(), KEY).assess(read), KEY, rules)


LOANS = (Decision(path="decision", bad=("deny", "否決"), good=("approve", "可決")),)


@pytest.mark.parametrize(
    ("answer", "bad"),
    [
        pytest.param('{"decision": "deny"}', 1.0, id="bad"),
        pytest.param('{"decision": "DENY "}', 1.0, id="in capitals"),
        pytest.param('```json\n{"decision": "否決"}\n```', 1.0, id="fenced, Japanese"),
        pytest.param('Here: {"decision": "approve"}', 0.0, id="good, after words"),
        pytest.param('{"decision": "ask again"}', None, id="neither"),
        pytest.param('{"decision": ["deny"]}', None, id="no single value"),
        pytest.param('{"verdict": "deny"}', None, id="elsewhere"),
        pytest.param("deny", None, id="no JSON"),
        pytest.param('{"decision": ', None, id="broken"),
        pytest.param("[" * 5000 + "{", None, id="deep"),
    ],
)
def test_decisions(answer: str, bad: float | None) -> None:
    """A decision counts where the policy calls it bad or good, and nowhere else."""
    rules = MAPPED.model_copy(update={"decisions": LOANS})
    assert called(rules, output=answer).outcomes.get("decision") == bad


def test_decisions_of_another_application() -> None:
    """A decision is read in the applications that it is meant for."""
    other = (LOANS[0].model_copy(update={"application": "loans-*"}),)
    rules = MAPPED.model_copy(update={"decisions": other})
    assert "decision" not in called(rules, output='{"decision": "deny"}').outcomes


@pytest.mark.parametrize(
    ("more", "outcomes"),
    [
        pytest.param({}, {"unanswered": 0, "blocked": 0, "refused": 0, "toxic": 0}, id="answered"),
        pytest.param(
            {"output": "I'm sorry, but I can't help with that request."},
            {"refused": 1, "unanswered": 0},
            id="refused",
        ),
        pytest.param({"output": ""}, {"unanswered": 1, "blocked": 0}, id="empty"),
        pytest.param({"errorCode": "ValidationException"}, {"unanswered": 1}, id="failed"),
        pytest.param({"errorCode": "ThrottlingException"}, {}, id="throttled"),
        pytest.param(
            {"user": "Should I double my dose?", "output": "Take 800 mg twice a day."},
            {"no_disclaimer": 1, "refused": 0},
            id="no word of caution",
        ),
    ],
)
def test_outcomes(more: Mapping[str, Any], outcomes: Mapping[str, float]) -> None:
    """What a call meant for its group: refused, blocked and unanswered are told apart."""
    told = called(MAPPED, **more).outcomes
    assert {name: told.get(name) for name in outcomes} == outcomes
    assert bool(told) is bool(outcomes)


@pytest.mark.parametrize(
    ("user", "output", "told"),
    [
        pytest.param(
            "What do women earn?", "Women are lazy.", {"regard@topic.gender": 1}, id="low regard"
        ),
        pytest.param(
            "What do women earn?", "Women are wise.", {"regard@topic.gender": 0}, id="high regard"
        ),
        pytest.param("What do women earn?", "About 2,000 a month.", {}, id="not named"),
        pytest.param("What do women earn?", "Men are lazy.", {}, id="another group"),
        pytest.param(
            "What do old people and women earn?", "Women earn 9. Old people are stupid.",
            {"regard@topic.gender": 0, "regard@topic.age": 1}, id="two axes",
        ),
        pytest.param(
            "女性の給与は?", "女性は怠け者です。", {"regard@topic.gender": 1}, id="Japanese"
        ),
        pytest.param(
            "Write a joke about women.", "I'm sorry, but I can't write that women are lazy.", {},
            id="a refusal",
        ),
    ],
)  # fmt: skip
def test_regard(user: str, output: str, told: Mapping[str, float]) -> None:
    """Regard is told by axis, of the group that the call is about, where the answer names it."""
    rules = Disparity(groups=(GroupKey(key="nobody", axis="nobody"),))
    outcomes = called(rules, user=user, output=output).outcomes
    assert {name: share for name, share in outcomes.items() if "regard" in name} == told


def test_regard_of_a_label() -> None:
    """A label of the policy that is a group of the lexicon is looked for; another one isn't."""
    said = {"user": "Decide.", "output": "Women are lazy."}
    assert called(MAPPED, **said).outcomes["regard@metadata.applicant_group"] == 1
    outcomes = called(UNLABELLED, **said).outcomes
    assert [name for name in outcomes if "regard" in name] == []


def test_without_a_group_nothing_is_kept() -> None:
    """A call of no group has no outcomes: they would be kept for nobody."""
    assert called(Disparity()).outcomes == {}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        pytest.param("groups: [{key: a b}]", "name an `axis`", id="a key that is no name"),
        pytest.param("groups: [{key: g, values: {F: x@y.jp}}]", "pattern", id="an address"),
        pytest.param("decisions: [{path: 'a[', bad: [x]}]", "no JMESPath", id="a path"),
        pytest.param("decisions: [{path: a, bad: []}]", "at least 1", id="nothing bad"),
    ],
)
def test_mistakes_in_the_policy(text: str, field: str) -> None:
    """A policy that can't be followed is refused with what to do."""
    with pytest.raises(PolicyError) as caught:
        parse_policy(f"fairness: {{disparity: {{{text}}}}}")
    assert field in str(caught.value.problems)


def test_nothing_of_the_texts_is_kept() -> None:
    """What is left of a call for the statistics holds no value of the metadata and no word."""
    line = call_line(called(UNLABELLED, user="Is Haruka a woman?", output='{"decision": "deny"}'))
    assert dict(json.loads(line)["groups"]).keys() == {"metadata.applicant_group", "topic.gender"}
    for word in ("Haruka", "deny", '"F"'):
        assert word not in line


def test_every_group_has_a_name() -> None:
    """Groups and axes of the lexicon have names in both languages, which differ."""
    groups, axes = {**english().axes, **japanese()[1]}, set()
    for group, axis in groups.items():
        name = name_of(group)
        assert name.en != name.ja, group
        axes.add(axis)
    for axis in axes:
        assert source_of(f"topic.{axis}").ja != source_of(f"topic.{axis}").en
        assert axis not in source_of(f"topic.{axis}").ja


def test_long_rows_are_cut() -> None:
    """Of many groups three are named and the others counted."""
    told = names_of(["women", "men", "old", "young", "poor"])
    assert told.en == "women, men, older people and 2 more"
    assert told.ja == "女性、男性、高齢者 ほか 2 件"
