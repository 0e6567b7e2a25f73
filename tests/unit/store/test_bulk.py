"""The bulk loop against scripted answers: what is repeated, what isn't, and when it ends."""

from collections.abc import Sequence

import pytest

from raimon.store.bulk import Budget, BulkLoop
from raimon.store.documents import Document
from raimon.store.families import Family
from raimon.store.verdict import Answer, Fate, Item
from tests.unit.store.fakes import Clock, ScriptedEndpoint

BUSY = Item(429, "circuit_breaking_exception")
WRITTEN = Item(201)


def make(*names: str) -> list[Document]:
    """Return a document for each id."""
    index = "raimon-findings-v1-2026.10"
    return [Document(Family.FINDINGS, index, name, 1, b"{}", None) for name in names]


def all_of(item: Item) -> ScriptedEndpoint:
    """Return an endpoint that says the same of every document."""
    return ScriptedEndpoint(lambda _, ids: Answer(200, items=(item,) * len(ids)))


def test_mixed_answer() -> None:
    """HTTP 200 says nothing of a document: each is judged alone, only what is busy is repeated."""
    answers = {
        "a": Item(201),
        "b": Item(409, "version_conflict_engine_exception"),
        "c": BUSY,
        "d": Item(400, "strict_dynamic_mapping_exception"),
        "e": Item(503, "unavailable_shards_exception"),
        "f": Item(429, "cluster_block_exception"),
    }

    def script(turn: int, ids: Sequence[str]) -> Answer:
        return Answer(200, items=tuple(answers[name] if turn == 1 else WRITTEN for name in ids))

    endpoint = ScriptedEndpoint(script)
    verdicts = BulkLoop(endpoint).write(make(*answers), Clock().budget())

    assert endpoint.sent == [["a", "b", "c", "d", "e", "f"], ["c", "e"]]
    assert [known.fate for known in verdicts] == [
        Fate.WRITTEN,
        Fate.SUPERSEDED,
        Fate.WRITTEN,
        Fate.REFUSED,
        Fate.WRITTEN,
        Fate.HELD,
    ]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Answer(403, "cluster_block_exception"), id="cluster blocked"),
        pytest.param(Answer(403, "security_exception"), id="no right"),
        pytest.param(Answer(403), id="signature"),
        pytest.param(Answer(404), id="no such address"),
        pytest.param(Answer(400), id="a 400 without a word"),
    ],
)
def test_somebody_must_act(answer: Answer) -> None:
    """What time doesn't heal is tried once and left to the queue."""
    endpoint = ScriptedEndpoint(lambda _, __: answer)
    verdicts = BulkLoop(endpoint).write(make("a", "b"), Clock().budget())
    assert len(endpoint.sent) == 1
    assert {known.fate for known in verdicts} == {Fate.HELD}


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Answer(0), id="no answer"),
        pytest.param(Answer(503), id="unavailable"),
        pytest.param(Answer(429, "circuit_breaking_exception"), id="circuit breaker"),
        pytest.param(Answer(200, items=(WRITTEN,)), id="one answer for two documents"),
    ],
)
def test_busy_until_time_is_up(answer: Answer) -> None:
    """A busy engine is asked again, ever more slowly, and the loop ends before time does."""
    endpoint, clock = ScriptedEndpoint(lambda _, __: answer), Clock(left=20)
    verdicts = BulkLoop(endpoint).write(make("a", "b"), clock.budget())
    assert {known.fate for known in verdicts} == {Fate.BUSY}
    assert clock.slept[:5] == [0.2, 0.4, 0.8, 1.6, 3.2]
    assert max(clock.slept) <= 5
    assert clock.left >= 0
    assert 5 < len(endpoint.sent) < 12


def test_time_of_a_request() -> None:
    """A request may take what its limit allows, and never all of the time that is left."""
    for left, limit, told in [(60.0, 10.0, 10.0), (8.0, 10.0, 5.0)]:
        endpoint = all_of(WRITTEN)
        BulkLoop(endpoint, limit).write(make("a"), Clock(left=left).budget())
        assert endpoint.timeouts == [told]


def test_too_late() -> None:
    """With too little time left nothing is sent, and nothing is lost."""
    endpoint = all_of(WRITTEN)
    verdicts = BulkLoop(endpoint).write(make("a"), Clock(left=3.5).budget())
    assert endpoint.sent == []
    assert verdicts[0].fate is Fate.BUSY


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        pytest.param("x" * 512, True, id="512 bytes"),
        pytest.param("x" * 600, False, id="600 bytes"),
        pytest.param("雷" * 171, False, id="513 bytes of Japanese"),
        pytest.param("", False, id="empty"),
    ],
)
def test_id_that_takes_others_down(name: str, *, sent: bool) -> None:
    """An id for which the node would refuse the whole request is never sent."""
    endpoint = all_of(WRITTEN)
    verdicts = BulkLoop(endpoint).write(make("a", name), Clock().budget())
    assert endpoint.sent == [["a", name] if sent else ["a"]]
    assert verdicts[1].fate is (Fate.WRITTEN if sent else Fate.REFUSED)


@pytest.mark.parametrize(
    ("status", "error_type"),
    [(400, "action_request_validation_exception"), (413, None)],
)
def test_one_takes_the_request_down(status: int, error_type: str | None) -> None:
    """Where the request is refused as a whole, the one to blame is found, the rest written."""

    def script(_: int, ids: Sequence[str]) -> Answer:
        if "bad" in ids:
            return Answer(status, error_type)
        return Answer(200, items=(WRITTEN,) * len(ids))

    documents = make("a", "b", "bad", "c", "d")
    verdicts = BulkLoop(ScriptedEndpoint(script)).write(documents, Clock().budget())
    refused = [
        document.id
        for document, known in zip(documents, verdicts, strict=True)
        if known.fate is Fate.REFUSED
    ]
    assert refused == ["bad"]


def test_full_jitter() -> None:
    """A pause lies anywhere between nothing and its longest, so that writers spread out."""
    slept: list[float] = []
    throws = iter([0.0, 0.5, 1.0])
    budget = Budget(remaining=lambda: 60.0, sleep=slept.append, dice=lambda: next(throws))
    for attempt in range(3):
        budget.pause(attempt)
    assert slept == [0.0, 0.2, 0.8]
