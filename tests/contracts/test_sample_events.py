"""The sample events are what AWS sends, and what their function reads."""

import json
from pathlib import Path
from typing import Any, cast

import pytest
from aws_lambda_powertools.utilities.parser.models import SqsModel
from moto.events.models import EventPattern

from raimon.aws import notice
from raimon.aws.audit_messages import read_message
from raimon.aws.notify_messages import read_told
from raimon.errors import RaimonError
from raimon.store import notices
from raimon_local import stack
from tests.contracts.schemas import EVENTS, problems

READERS = {
    "assess": notice.read_notice,
    "audit": read_message,
    "index": notices.read_notice,
    "notify": read_told,
}
SAMPLES = sorted(file for name in READERS for file in (EVENTS / name).glob("*.json"))
POISON = "poison"  # what a function must survive: no event at all

every_sample = pytest.mark.parametrize(
    "sample",
    [file for file in SAMPLES if file.stem != POISON],
    ids=lambda file: f"{file.parent.name}/{file.stem}",
)


def bodies(sample: Path) -> list[str]:
    """Return the bodies of the messages in a sample event."""
    event = json.loads(sample.read_text(encoding="utf-8"))
    return [record["body"] for record in event["Records"]]


def events(sample: Path) -> list[dict[str, Any]]:
    """Return the EventBridge events in a sample event."""
    return [json.loads(body) for body in bodies(sample)]


def test_every_function_has_samples() -> None:
    """`sam local invoke` has something to send to each function, fed by a queue or not."""
    functions = {folder.parent.name for folder in EVENTS.parent.glob("functions/*/handler.py")}
    assert {file.parent.name for file in EVENTS.rglob("*.json")} == functions >= set(READERS)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_shape_of_sqs(sample: Path) -> None:
    """Each sample has the shape in which SQS hands messages to a function."""
    event = SqsModel.model_validate_json(sample.read_text(encoding="utf-8"))
    assert event.Records
    identifiers = [record.messageId for record in event.Records]
    assert len(set(identifiers)) == len(identifiers)


@every_sample
def test_is_read(sample: Path) -> None:
    """Each message is one that its function knows."""
    read = READERS[sample.parent.name]
    for body in bodies(sample):
        assert read(body) is not None


@pytest.mark.parametrize(
    "sample", [file for file in SAMPLES if file.stem == POISON], ids=lambda file: file.parent.name
)
def test_poison_is_refused(sample: Path) -> None:
    """What is no event is refused by name, without what it held."""
    refusals = []
    for body in bodies(sample):
        try:
            READERS[sample.parent.name](body)
        except RaimonError as error:
            refusals.append((body, repr(error)))
    assert refusals
    assert [told for body, told in refusals if body[:20] in told] == []


@every_sample
def test_fits_its_schema(sample: Path) -> None:
    """An event of Raimon's own fits the schema that the repository publishes for it."""
    for event in events(sample):
        if event["source"] == "raimon":
            assert problems(f"events/{event['detail-type']}", event) == []


@every_sample
def test_is_routed(sample: Path) -> None:
    """The rules, which the template has too, bring each event to its function and to no other."""
    if sample.parent.name not in {function for _, function, _ in stack.RULES}:
        pytest.skip("this function isn't part of the stack on one machine")
    for event in events(sample):
        bus = stack.BUS if event["source"] == "raimon" else "default"
        reached = {
            function
            for rule_bus, function, pattern in stack.RULES
            if rule_bus == bus
            and function in READERS
            and EventPattern.load(json.dumps(pattern)).matches_event(cast("Any", event))
        }
        assert reached == {sample.parent.name}
