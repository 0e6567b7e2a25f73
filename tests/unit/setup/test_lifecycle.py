"""CloudFormation gets exactly one answer, whatever happens, and it holds no secret."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from raimon.setup.answer import Data
from raimon.setup.errors import AnswerNotSentError, SetupFailedError, UnanswerableRequestError
from raimon.setup.lifecycle import Lifecycle
from raimon.setup.request import ResourceRequest
from raimon.setup.time_left import TimeLeft
from tests.unit.setup.fakes import RESPONSE_URL, FastClock, Journal, make_event

TYPE = "Custom::OpenSearchSetup"


@dataclass
class Doing:
    """A resource that does what the test says."""

    work: Callable[[], Data] = dict
    deleted: int = 0
    name: str = "raimon-opensearch"

    def put(self, request: ResourceRequest, time: TimeLeft) -> Data:
        """Do it."""
        assert request.request_type != "Delete"
        assert time
        return self.work()

    def delete(self, request: ResourceRequest, time: TimeLeft) -> Data:
        """Count."""
        assert request.request_type == "Delete"
        assert time
        self.deleted += 1
        return {}


@dataclass
class Mailbox:
    """Takes answers."""

    answers: list[dict[str, Any]] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    def __call__(self, url: str, body: bytes) -> None:
        """Take one."""
        assert url == RESPONSE_URL
        self.answers.append(json.loads(body))
        self.sizes.append(len(body))


def serve(
    resource: Doing, event: dict[str, Any], *, journal: Journal | None = None
) -> dict[str, Any]:
    """Serve one event and return the only answer."""
    mailbox = Mailbox()
    Lifecycle({TYPE: resource}, mailbox, journal or Journal()).serve(event, FastClock().time_left())
    (answer,) = mailbox.answers
    return answer


def fail() -> Data:
    """Fail as a step does."""
    raise SetupFailedError(step="templates", reason="status 400, no such field", advice="Mend it")


def test_done() -> None:
    """What went well is a SUCCESS with what was changed, under the constant id."""
    told = serve(Doing(lambda: {"Roles": "unchanged"}), make_event())
    assert told["Status"] == "SUCCESS"
    assert told["PhysicalResourceId"] == "raimon-opensearch"
    assert told["Data"] == {"Roles": "unchanged"}
    asked = make_event()
    names = ("StackId", "RequestId", "LogicalResourceId")
    assert {name: told[name] for name in names} == {name: asked[name] for name in names}


def test_id_stays() -> None:
    """An update and a delete keep the id they were asked with: a new one would mean Delete."""
    for kind in ("Update", "Delete"):
        told = serve(Doing(), make_event(kind, PhysicalResourceId="2026/10/13/[$LATEST]0123"))
        assert told["PhysicalResourceId"] == "2026/10/13/[$LATEST]0123"


def test_failed() -> None:
    """A step that can't be done fails the stack with its reason and what helps."""
    told = serve(Doing(fail), make_event())
    assert told["Status"] == "FAILED"
    assert told["Reason"] == "templates: status 400, no such field. Mend it"


def test_delete() -> None:
    """Delete is passed on, and never does the work of Create."""
    resource = Doing(fail)
    assert serve(resource, make_event("Delete"))["Status"] == "SUCCESS"
    assert resource.deleted == 1


@pytest.mark.parametrize(
    ("kind", "status"), [("Create", "FAILED"), ("Update", "FAILED"), ("Delete", "SUCCESS")]
)
def test_unknown_type(kind: str, status: str) -> None:
    """Another type is refused, but can be taken away again."""
    told = serve(Doing(), make_event(kind, ResourceType="Custom::Other"))
    assert told["Status"] == status


def test_unexpected() -> None:
    """An error that nobody knows is answered first and goes on, so that it is seen."""
    secret = "a-secret-" + "of-nobody"

    def stumble() -> Data:
        raise KeyError(secret)

    mailbox, journal = Mailbox(), Journal()
    with pytest.raises(KeyError):
        Lifecycle({TYPE: Doing(stumble)}, mailbox, journal).serve(
            make_event(), FastClock().time_left()
        )
    (answer,) = mailbox.answers
    assert answer["Status"] == "FAILED"
    assert "log" in answer["Reason"]
    assert secret not in json.dumps(answer) + str(journal.lines)


def test_watchdog() -> None:
    """Work that hangs past the time is answered for, and its own end answers no second time."""
    mailbox, freed = Mailbox(), threading.Event()
    end = time.monotonic() + 0.4

    def hang() -> Data:
        assert freed.wait(10)
        return {}

    def let_go() -> None:
        while not mailbox.answers and time.monotonic() < end + 10:
            time.sleep(0.01)
        freed.set()

    watching = threading.Thread(target=let_go)
    watching.start()
    left = TimeLeft(lambda: end - time.monotonic())
    Lifecycle({TYPE: Doing(hang)}, mailbox, Journal(), watchdog_seconds=0.2).serve(
        make_event(), left
    )
    watching.join()
    (answer,) = mailbox.answers
    assert answer["Status"] == "FAILED"
    assert "time" in answer["Reason"]


def test_no_time_at_all() -> None:
    """A function that starts with no time left still answers."""
    mailbox = Mailbox()
    Lifecycle({TYPE: Doing()}, mailbox, Journal()).serve(make_event(), TimeLeft(lambda: 0.5))
    assert len(mailbox.answers) == 1


def test_answer_is_small() -> None:
    """However long a reason or what was changed, CloudFormation takes the answer: 4096 bytes."""
    mailbox = Mailbox()

    def fail_at_length() -> Data:
        raise SetupFailedError(step="templates", reason="理由" * 5000)

    for work in (fail_at_length, lambda: {"Roles": "役" * 5000}):
        Lifecycle({TYPE: Doing(work)}, mailbox, Journal()).serve(
            make_event(), FastClock().time_left()
        )
    assert max(mailbox.sizes) <= 4096
    assert [told["Status"] for told in mailbox.answers] == ["FAILED", "SUCCESS"]


@pytest.mark.parametrize(
    "event",
    [
        pytest.param({}, id="empty"),
        pytest.param({**make_event(), "ResponseURL": ""}, id="no address"),
        pytest.param({**make_event(), "RequestType": "Drop"}, id="another request"),
    ],
)
def test_not_cloudformation(event: dict[str, Any]) -> None:
    """An event with nowhere to answer to is an error that names the field and quotes nothing."""
    with pytest.raises(UnanswerableRequestError) as caught:
        Lifecycle({}, Mailbox(), Journal()).serve(event, FastClock().time_left())
    assert "signature" not in str(caught.value)


def test_answer_not_taken() -> None:
    """An answer that can't be delivered is an error, so that Lambda counts it."""

    def refuse(_url: str, _body: bytes) -> None:
        raise AnswerNotSentError(503)

    with pytest.raises(AnswerNotSentError, match="503"):
        Lifecycle({TYPE: Doing()}, refuse, Journal()).serve(make_event(), FastClock().time_left())


@pytest.mark.parametrize("work", [dict, fail], ids=["done", "failed"])
def test_nothing_secret(work: Callable[[], Data]) -> None:
    """The address, with which anybody may answer, is in no log, no answer and no repr."""
    journal = Journal()
    event = make_event(ResourceProperties={"Canary": "a-canary-of-nobody"})
    answer = serve(Doing(work), event, journal=journal)
    told = json.dumps(answer) + str(journal.lines) + repr(ResourceRequest.from_event(event))
    assert "signature" not in told
    assert journal.lines
    assert "a-canary-of-nobody" not in json.dumps(answer) + str(journal.lines)
