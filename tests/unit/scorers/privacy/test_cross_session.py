"""A value that one user gave and another one's answer gives out is followed by its token."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from raimon.finding import Finding
from raimon.invocation import Invocation, Segment
from raimon.policy import Policy, parse_policy
from raimon.scorers.evidence import TokenKey
from raimon.scorers.privacy import pii, secret
from raimon.scorers.privacy.cross_session import Scored, role_of
from raimon.scorers.privacy.crossing import Crossing, Crossings
from raimon.scorers.privacy.token_memory import (
    MOST,
    InMemoryTokens,
    MemoryUnavailableError,
    Place,
    Recalled,
    Sighting,
    Sightings,
    merged,
)
from raimon.scorers.scoring import Scoring
from tests.readings import reading

MAIL = "haruka.minase@kitanogumi.jp"
CARD = "4539 5787 6362 1486"
KEY = TokenKey(b"a key for these tests only")
BEGIN = datetime(2026, 11, 20, tzinfo=UTC)
ANN, BOB, CAI = (f"arn:aws:iam::123456789012:user/{name}" for name in ("ann", "bob", "cai"))

type Call = tuple[str, int, Mapping[str, str]]  # who, after how many hours, texts by segment


def invocation(number: int, call: Call, metadata: Mapping[str, str] | None = None) -> Invocation:
    """Return the n-th call."""
    who, hours, texts = call
    segments = {Segment(name): text for name, text in texts.items()}
    return reading().invocation.model_copy(
        update={
            "segments": {Segment.USER: "Please answer.", **segments},
            "invocation_id": f"{number:032x}",
            "principal": who,
            "timestamp": BEGIN + timedelta(hours=hours),
            "request_metadata": metadata or {},
        }
    )


def scoring(policy: Policy) -> Scoring:
    """Return the scorers that are meant here."""
    return Scoring(policy, KEY, (pii.SCORER, secret.SCORER))


@dataclass
class Pipeline:
    """Scores calls and settles them over one memory."""

    policy: Policy = field(default_factory=lambda: parse_policy(""))
    memory: InMemoryTokens = field(default_factory=InMemoryTokens)

    def run(self, *calls: Call, at_once: bool = False) -> list[list[Finding]]:
        """Return the findings of each call, one object a call or all in one."""
        crossings = Crossings(self.memory, self.policy, KEY)
        one, told = crossings.begin(), []
        for number, call in enumerate(calls):
            told += self._add(one, invocation(number, call))
            if not at_once:
                told += [list(each.assessment.findings) for each in one.rest()]
        told += [list(each.assessment.findings) for each in one.rest()]
        return told

    def _add(self, one: Crossing, called: Invocation) -> list[list[Finding]]:
        assessment = scoring(self.policy).assess(called)
        return [list(each.assessment.findings) for each in one.add(called, assessment)]


def kinds(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """Return kind and severity of what was found in the answer."""
    return [
        (str(one.kind), one.severity.value)
        for one in findings
        if one.location and one.location.segment == "output"
    ]


LEAKED = {"output": f"Write to {MAIL}."}
CROSSED = ("LEAK.CROSS_SESSION", "critical")


@pytest.mark.parametrize(
    ("calls", "told"),
    [
        pytest.param([(ANN, 0, {"user": f"I am {MAIL}"}), (BOB, 1, LEAKED)], CROSSED, id="said"),
        pytest.param(
            [(ANN, 0, {"user": f"連絡先は{MAIL}です"}), (BOB, 1, {"output": f"{MAIL}です"})],
            CROSSED,
            id="said, Japanese",
        ),
        pytest.param(
            [(ANN, 0, {"context": f"Contact: {MAIL}"}), (BOB, 1, LEAKED)],
            CROSSED,
            id="in another's document",
        ),
        pytest.param(
            [(ANN, 0, LEAKED), (BOB, 1, LEAKED)],
            ("LEAK.CROSS_SESSION", "high"),
            id="told to another before: no more severe",
        ),
        pytest.param(
            [
                (ANN, 0, {"user": f"I am {MAIL}"}),
                (BOB, 1, {**LEAKED, "context": f"Customer {MAIL}"}),
            ],
            ("LEAK.CROSS_SESSION", "high"),
            id="said by one, from the document of another",
        ),
        pytest.param(
            [
                (ANN, 0, {"context": f"Contact: {MAIL}"}),
                (BOB, 1, {**LEAKED, "context": f"Contact: {MAIL}"}),
            ],
            ("LEAK.RAG", "medium"),
            id="the same document for both",
        ),
        pytest.param(
            [(ANN, 0, {"user": f"I am {MAIL}"}), (ANN, 1, LEAKED)],
            ("LEAK.MODEL", "high"),
            id="the same user",
        ),
        pytest.param(
            [
                (ANN, 0, {"user": f"I am {MAIL}"}),
                (BOB, 1, {"user": f"Ann is {MAIL}"}),
                (BOB, 2, LEAKED),
            ],
            ("LEAK.MODEL", "high"),
            id="said by both",
        ),
        pytest.param(
            [(ANN, 2, {"user": f"I am {MAIL}"}), (BOB, 1, LEAKED)],
            ("LEAK.MODEL", "high"),
            id="seen later only, though delivered first",
        ),
        pytest.param(
            [(ANN, 1, {"user": f"I am {MAIL}"}), (BOB, 1, LEAKED)],
            ("LEAK.MODEL", "high"),
            id="at the same moment",
        ),
        pytest.param(
            [(ANN, 0, {"user": f"I am {MAIL}"}), (BOB, 1, {**LEAKED, "user": f"Is it {MAIL}?"})],
            ("ECHO", "informational"),
            id="an echo is none",
        ),
        pytest.param(
            [
                (ANN, 0, {"user": "I am a.sato@example.com"}),
                (BOB, 1, {"output": "a.sato@example.com"}),
            ],
            ("LEAK.MODEL", "informational"),
            id="a documented example",
        ),
        pytest.param(
            [(ANN, 0, {"user": "host 8.8.4.4"}), (BOB, 1, {"output": "host 8.8.4.4"})],
            ("LEAK.MODEL", "medium"),
            id="a network address is nobody's",
        ),
    ],
)
@pytest.mark.parametrize("at_once", [False, True], ids=["object by object", "in one object"])
def test_who_had_it_first(calls: list[Call], told: tuple[str, str], at_once: bool) -> None:  # noqa: FBT001 - a parameter of the table
    """A leak crosses if another user had the value earlier, and this one hadn't."""
    assert kinds(Pipeline().run(*calls, at_once=at_once)[-1]) == [told]


def test_what_is_told_of_it() -> None:
    """The finding keeps its id and says in both languages, and in its evidence, what is known."""
    calls: tuple[Call, ...] = ((ANN, 0, {"user": f"card {CARD}"}), (BOB, 50, {"output": CARD}))
    [found] = Pipeline().run(*calls)[-1]
    plain = scoring(parse_policy("")).assess(invocation(1, calls[1])).findings[0]
    assert found.finding_id == plain.finding_id
    assert found.evidence["first_seen"] == "user"
    assert found.evidence["days_before"] == 2
    assert "another user's conversation" in found.explanation.en
    assert "別の利用者" in found.explanation.ja
    assert "ann" not in found.model_dump_json()


def test_what_the_model_told_before() -> None:
    """A value that only answers held is no word of another user, and the finding doesn't say so."""
    [found] = Pipeline().run((ANN, 0, LEAKED), (BOB, 1, LEAKED))[-1]
    assert found.evidence["first_seen"] == "answer"
    assert "already given to another user" in found.explanation.en
    assert "別の利用者に回答" in found.explanation.ja


def test_the_policy_sets_severity() -> None:
    """A severity that the policy sets for the rule isn't raised."""
    policy = parse_policy("rules: {privacy.pii: {severity: medium}}")
    calls: tuple[Call, ...] = ((ANN, 0, {"user": f"I am {MAIL}"}), (BOB, 1, LEAKED))
    assert kinds(Pipeline(policy).run(*calls)[-1]) == [("LEAK.CROSS_SESSION", "medium")]


def test_allowed_values_are_not_followed() -> None:
    """A value on the allow-list is nobody's secret."""
    token = KEY.token("EMAIL_ADDRESS", MAIL)
    calls: tuple[Call, ...] = ((ANN, 0, {"user": f"I am {MAIL}"}), (BOB, 1, LEAKED))
    pipeline = Pipeline(parse_policy(f"allow: {{tokens: [{token}]}}"))
    assert kinds(pipeline.run(*calls)[-1]) == [("LEAK.MODEL", "informational")]
    assert pipeline.memory.sightings == {}


def test_switched_off() -> None:
    """With cross_session off nothing is remembered and nothing crosses."""
    calls: tuple[Call, ...] = ((ANN, 0, {"user": f"I am {MAIL}"}), (BOB, 1, LEAKED))
    pipeline = Pipeline(parse_policy("cross_session: {enabled: false}"))
    assert kinds(pipeline.run(*calls)[-1]) == [("LEAK.MODEL", "high")]
    assert pipeline.memory.sightings == {}


def test_only_tokens_are_remembered() -> None:
    """Neither the value nor the name of its user stands in the memory."""
    pipeline = Pipeline()
    pipeline.run((ANN, 0, {"user": f"I am {MAIL}, card {CARD}"}))
    told = repr(pipeline.memory.sightings)
    assert len(pipeline.memory.sightings) == 2
    assert not any(part in told for part in ("haruka", "4539", "1486", "ann", "arn:aws"))


def test_users_of_one_principal() -> None:
    """Where the caller names the user, the users of one application are told apart."""
    policy = parse_policy("cross_session: {user_key: customer}")
    crossings = Crossings(InMemoryTokens(), policy, KEY)
    role = "arn:aws:sts::123456789012:assumed-role/chat/web"

    def user(**metadata: str) -> str | None:
        return crossings.user_of(invocation(1, (role, 0, {}), metadata))

    assert user(customer="17") == user(customer="17", application="x")
    assert len({user(customer="17"), user(customer="18"), user()}) == 3


@pytest.mark.parametrize(
    ("principal", "role"),
    [
        pytest.param("assumed-role/chat/botocore-session-1763600000", "chat", id="SDK"),
        pytest.param("assumed-role/chat/i-0123456789abcdef0", "chat", id="instance"),
        pytest.param("assumed-role/chat/5f2c9a1b7d3e", "chat", id="task"),
        pytest.param("assumed-role/chat/haruka", "chat/haruka", id="a person"),
        pytest.param("assumed-role/chat/support-chat", "chat/support-chat", id="a function"),
    ],
)
def test_session_names(principal: str, role: str) -> None:
    """A session name that a machine makes anew each time makes no new user."""
    arn = f"arn:aws:sts::123456789012:{principal}"
    assert role_of(arn) == f"arn:aws:sts::123456789012:assumed-role/{role}"


def test_the_earliest_stay() -> None:
    """Of many sightings the earliest stay, in whatever order they came, one a user and place."""
    many = [Sighting(f"2026-{n:02}", "x", f"user{n}", Place.USER) for n in range(1, 13)]
    again = [Sighting("2027", "y", "user1", Place.USER)]
    kept = merged(many[6:], (*again, *many[:6]))
    assert kept == tuple(many[:MOST])
    assert merged(kept, kept) == kept


@dataclass
class Away:
    """A memory that doesn't answer."""

    asked: int = 0

    def recall(self, batch: str, tokens: Collection[str]) -> Recalled:
        """Fail."""
        del batch, tokens
        self.asked += 1
        raise MemoryUnavailableError

    def keep(
        self,
        batch: str,
        decision: Mapping[str, str] | None,
        sightings: Mapping[str, Sightings],
        recalled: Recalled,
    ) -> None:
        """Fail likewise."""
        del batch, decision, sightings, recalled
        raise MemoryUnavailableError


def test_a_memory_that_is_away_blocks_nothing() -> None:
    """Every assessment comes out as it was; one try is made in a pass and the rest is counted."""
    away = Away()
    one = Crossings(away, parse_policy(""), KEY).begin()
    settled: list[Scored] = []
    for number in range(450):
        called = invocation(number, (BOB, number, LEAKED))
        settled += one.add(called, scoring(parse_policy("")).assess(called))
    settled += one.rest()
    assert [each.assessment.invocation_id for each in settled] == [f"{n:032x}" for n in range(450)]
    assert {kind for each in settled for kind in kinds(each.assessment.findings)} == {
        ("LEAK.MODEL", "high")
    }
    assert (away.asked, one.counts.skipped, one.counts.crossed) == (1, 450, 0)
