"""Messages are read leniently where time may bring something new, and strictly otherwise."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from raimon.aws.notify_messages import METRIC_NAMES, NotAFindingError, NotifyMessages, read_told
from tests.unit.alarms.builders import raised
from tests.unit.alarms.watched import Steps, World, fail

CANARY = "haruka.minase@kitanogumi.jp"
DETAIL = json.loads(raised(1).model_dump_json())


def body_of(**changes: object) -> str:
    """Return the body of a message, with changes at its top."""
    event = {"source": "raimon", "detail-type": "FindingRaised", "detail": DETAIL}
    return json.dumps(event | changes)


def changed(part: str, **changes: object) -> dict[str, Any]:
    """Return the detail with changes in one of its parts."""
    return {**DETAIL, part: {**DETAIL[part], **changes}}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(body_of(), id="as sent"),
        pytest.param(body_of(**{"replay-name": "october", "id": "1"}), id="replayed"),
        pytest.param(body_of(detail=changed("finding", added=1)), id="a newer finding"),
        pytest.param(body_of(detail=changed("subject", added=[1])), id="a newer subject"),
        pytest.param(body_of(detail={**DETAIL, "added": {}}), id="a newer detail"),
    ],
)
def test_read(body: str) -> None:
    """A finding is read as it was raised, whatever stands beside it."""
    assert read_told(body) == raised(1)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="empty"),
        pytest.param(CANARY, id="no JSON"),
        pytest.param(f'"{CANARY}"', id="no object"),
        pytest.param("[" * 100_000, id="nested deep"),
        pytest.param(body_of(source="aws.s3"), id="somebody else's event"),
        pytest.param(body_of(**{"detail-type": "AlarmOpened"}), id="another event of ours"),
        pytest.param(body_of(detail=CANARY), id="no detail"),
        pytest.param(body_of(detail={"finding": DETAIL["finding"]}), id="no subject"),
        pytest.param(body_of(detail=changed("finding", severity=CANARY)), id="no such severity"),
        pytest.param(body_of(detail=changed("finding", finding_id=CANARY)), id="no such id"),
        pytest.param(body_of(detail=changed("finding", confidence=2)), id="no confidence"),
        pytest.param(body_of(detail=changed("subject", timestamp=CANARY)), id="no time"),
    ],
)
def test_refused(body: str) -> None:
    """What is no finding is refused, and the error remembers nothing of it."""
    with pytest.raises(NotAFindingError) as caught:
        read_told(body)
    error = caught.value
    assert CANARY not in f"{error!r}{error.args}{error.__cause__}"
    assert error.__suppress_context__


@dataclass
class Told:
    """Takes what is logged and measured."""

    metrics: dict[str, float] = field(default_factory=dict)
    lines: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)

    def add_metric(self, *, name: str, unit: str, value: float) -> None:
        """Take a metric."""
        assert unit == "Count"
        self.metrics[name] = value

    def warning(self, message: str, *, extra: Mapping[str, object]) -> None:
        """Take a line of the log."""
        self.lines.append((message, extra))


def batch(*bodies: str) -> list[dict[str, str]]:
    """Return messages with these bodies."""
    return [{"messageId": f"m{number}", "body": body} for number, body in enumerate(bodies)]


def handled(world: World, steps: Steps, *bodies: str) -> tuple[list[str], Told]:
    """Return the ids of the messages that come again, and what was told."""
    told = Told()
    messages = NotifyMessages(world.notifier(steps), told, told)  # type: ignore[arg-type] # a fake logger
    answer = messages.handle(batch(*bodies))
    return [str(each["itemIdentifier"]) for each in answer["batchItemFailures"]], told


def test_counts() -> None:
    """Everything that came is counted once, and nothing is logged when all went well."""
    again, told = handled(World(), Steps(), body_of(), body_of())
    assert again == []
    assert told.lines == []
    assert told.metrics == {
        **dict.fromkeys(METRIC_NAMES.values(), 1),
        "FindingsReceived": 2,
        "FindingsBelowFloor": 0,
        "AlarmsResolved": 0,
        "MessagesFailed": 0,
    }


def test_failures_are_told_by_kind() -> None:
    """The log names the kinds of failures and how many, and nothing of the messages."""
    again, told = handled(World(), Steps(1, "before", fail), body_of(), CANARY)
    assert sorted(again) == ["m0", "m1"]
    assert told.metrics["MessagesFailed"] == 2
    causes = {"no_finding": 1, "failed": 1, "causes": ["FailedError"]}
    assert told.lines == [("messages come again", causes)]
