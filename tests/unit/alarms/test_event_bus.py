"""Events go out in requests that EventBridge takes, and refused ones go out again."""

import json
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from moto import mock_aws

from raimon.aws.event_bus import MOST_BYTES, EventBus, EventBusError


class RecordingEvents:
    """An EventBridge that keeps requests and refuses the details that it is told to, at first."""

    def __init__(self, *, refusing: str = "", times: int = 0) -> None:
        """Say what is refused, and how often."""
        self.refusing = refusing
        self.times = times
        self.requests: list[list[str]] = []

    def put_events(self, *, Entries: list[dict[str, str]]) -> Any:  # noqa: ANN401, N803 - as boto3 has it
        """Take a request; refuse some of its entries in an answer that is a success as a whole."""
        details = [entry["Detail"] for entry in Entries]
        self.requests.append(details)
        refused = [self.times > 0 and detail == self.refusing for detail in details]
        self.times -= any(refused)
        answers = [
            {"ErrorCode": "ThrottlingException", "ErrorMessage": "slow"} if no else {"EventId": "1"}
            for no in refused
        ]
        return {"FailedEntryCount": sum(refused), "Entries": answers}


def bus_of(events: Any, pauses: list[float] | None = None) -> EventBus:  # noqa: ANN401 - a fake client
    """Return the bus over a fake client."""
    return EventBus(events, "raimon", sleep=(pauses if pauses is not None else []).append)


@pytest.mark.parametrize(
    ("details", "sizes"),
    [
        pytest.param([], [], id="none"),
        pytest.param(["{}"] * 10, [10], id="a full request"),
        pytest.param(["{}"] * 23, [10, 10, 3], id="more than one"),
        pytest.param(["x" * 90_000] * 5, [2, 2, 1], id="by bytes"),
        pytest.param(["あ" * 40_000] * 2, [1, 1], id="Japanese has three bytes a character"),
        pytest.param(["{}", "x" * MOST_BYTES, "{}"], [1, 1, 1], id="a large one goes alone"),
    ],
)
def test_requests(details: list[str], sizes: list[int]) -> None:
    """A request holds at most ten events and 200 KB; the order stays."""
    events = RecordingEvents()
    bus_of(events).put("FindingRaised", details)
    assert [len(request) for request in events.requests] == sizes
    assert [detail for request in events.requests for detail in request] == details


def test_refused_entries_are_sent_again_alone() -> None:
    """A success may hold refused entries: these go out again, the others don't."""
    pauses: list[float] = []
    events = RecordingEvents(refusing="b", times=2)
    bus_of(events, pauses).put("FindingRaised", ["a", "b", "c"])
    assert events.requests == [["a", "b", "c"], ["b"], ["b"]]
    assert pauses == sorted(pauses)
    assert len(pauses) == 2


def test_it_gives_up_in_the_end() -> None:
    """An entry that is always refused is an error that tells its code and not its content."""
    events = RecordingEvents(refusing="secret", times=99)
    with pytest.raises(EventBusError, match="1 events weren't sent: ThrottlingException") as caught:
        bus_of(events).put("FindingRaised", ["a", "secret"])
    assert (caught.value.unsent, caught.value.codes) == (1, ("ThrottlingException",))
    assert "secret" not in str(caught.value)
    assert len(events.requests) == 5


@pytest.mark.parametrize(
    ("error", "code"),
    [
        pytest.param(
            ClientError({"Error": {"Code": "ValidationException", "Message": "secret"}}, "x"),
            "ValidationException",
            id="refused as a whole",
        ),
        pytest.param(
            EndpointConnectionError(endpoint_url="https://secret"),
            "EndpointConnectionError",
            id="not reached",
        ),
    ],
)
def test_errors_of_the_client(error: Exception, code: str) -> None:
    """What the client raises is told by its code alone."""

    class Refusing:
        def put_events(self, **_: object) -> None:
            raise error

    with pytest.raises(EventBusError) as caught:
        bus_of(Refusing()).put("FindingRaised", ["{}"])
    assert caught.value.codes == (code,)
    assert "secret" not in str(caught.value)


def test_what_arrives() -> None:
    """An event arrives with Raimon's source, its type and its detail."""
    with mock_aws():
        events = boto3.client("events", region_name="ap-northeast-1")
        sqs = boto3.client("sqs", region_name="ap-northeast-1")
        events.create_event_bus(Name="raimon")
        url = sqs.create_queue(QueueName="q")["QueueUrl"]
        arn = "arn:aws:sqs:ap-northeast-1:123456789012:q"
        pattern = json.dumps({"source": ["raimon"]})
        events.put_rule(Name="all", EventBusName="raimon", EventPattern=pattern)
        events.put_targets(Rule="all", EventBusName="raimon", Targets=[{"Id": "q", "Arn": arn}])

        EventBus(events, "raimon").put("AlarmOpened", ['{"title": "個人情報"}'])

        (message,) = sqs.receive_message(QueueUrl=url)["Messages"]
        event = json.loads(message["Body"])
        assert (event["source"], event["detail-type"]) == ("raimon", "AlarmOpened")
        assert event["detail"] == {"title": "個人情報"}
