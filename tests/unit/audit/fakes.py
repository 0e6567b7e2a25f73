"""What an audit needs of the world, in memory, as its ports promise."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from raimon.audit.control_plane import ControlPlaneWatch
from raimon.audit.notable import Place
from raimon.audit.ports import ControlPlaneError, Kept, LogObject, StateConflictError
from raimon.audit.teller import Teller
from raimon.audit.trail import TrailEvent, read_trail_event
from raimon.events import FindingRaised
from raimon.policy import Policy, default_policy
from raimon.store.generation import AssessmentObject, Generation

EVENTS = Path(__file__).resolve().parents[3] / "events" / "audit"
PLACE = Place("123456789012", "ap-northeast-1")
NOW = datetime(2026, 11, 24, 1, 40, tzinfo=UTC)
BUCKET = "rai-logs"
GUARDRAIL = "gr0kitano001"


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    moment: datetime = NOW

    def now(self) -> datetime:
        """Return the moment that was set."""
        return self.moment

    def later(self, **time: float) -> None:
        """Move on."""
        self.moment += timedelta(**time)


@dataclass
class States:
    """States by name; a write over another version than was read is refused."""

    kept: dict[str, Kept] = field(default_factory=dict)

    def load(self, name: str) -> Kept | None:
        """Return the state."""
        return self.kept.get(name)

    def save(self, name: str, content: str, *, replaces: int, days: int | None = None) -> None:
        """Write it over the version that was read."""
        assert days is None or days > 0
        version = self.kept[name].version if name in self.kept else 0
        if version != replaces:
            raise StateConflictError
        self.kept[name] = Kept(version + 1, content)


def digest(draft: Mapping[str, Any]) -> str:
    """Return something that changes with the draft, as the time of its last change does."""
    return hashlib.sha256(json.dumps(draft).encode()).hexdigest()


@dataclass
class Plane:
    """Bedrock's control plane with settings that a test changes."""

    configuration: dict[str, Any] | None = None
    drafts: dict[str, dict[str, Any]] = field(default_factory=dict)
    refusal: str = ""

    def logging(self) -> Mapping[str, object] | None:
        """Return the logging configuration."""
        return self.configuration

    def guardrails(self) -> Iterator[tuple[str, str]]:
        """Yield the guardrails with a time that changes with their settings."""
        yield from ((name, digest(draft)) for name, draft in self.drafts.items())

    def guardrail(self, identifier: str) -> Mapping[str, object] | None:
        """Return the guardrail, or refuse to."""
        if self.refusal:
            raise ControlPlaneError(self.refusal)
        return self.drafts.get(identifier)


@dataclass
class Sink:
    """The bus and the ledger: keeps what was raised and what was written."""

    details: list[str] = field(default_factory=list)
    ledger: dict[str, bytes] = field(default_factory=dict)

    def raised(self) -> list[FindingRaised]:
        """Return all findings of the ledger, in the order in which they came first."""
        return [FindingRaised.model_validate_json(told) for told in self.ledger.values()]

    def rules(self) -> list[str]:
        """Return the rules of all findings, without "governance."."""
        return [each.finding.rule_id.removeprefix("governance.") for each in self.raised()]


@dataclass
class Bus:
    """Takes what is raised."""

    sink: Sink

    def put(self, detail_type: str, details: Sequence[str]) -> None:
        """Keep the details."""
        assert detail_type == "FindingRaised"
        self.sink.details += details


@dataclass
class Ledger:
    """Takes what is kept."""

    sink: Sink

    def put(self, key: str, content: bytes) -> None:
        """Keep the content; the same key holds the second one."""
        self.sink.ledger[key] = content


@dataclass
class LogBucket:
    """A bucket of log objects by key."""

    objects_: dict[str, LogObject] = field(default_factory=dict)

    def add(self, key: str, modified: datetime, size: int = 900) -> None:
        """Put an object there."""
        self.objects_[key] = LogObject(key, size, modified)

    def folders(self, prefix: str) -> Iterator[str]:
        """Yield the folders below the prefix."""
        below = (key for key in sorted(self.objects_) if key.startswith(prefix))
        parts = (key.removeprefix(prefix).split("/") for key in below)
        yield from dict.fromkeys(f"{prefix}{each[0]}/" for each in parts if len(each) > 1)

    def objects(self, prefix: str, after: str) -> Iterator[LogObject]:
        """Yield the objects of the folder itself."""
        for key in sorted(self.objects_):
            if key.startswith(prefix) and key > after and "/" not in key.removeprefix(prefix):
                yield self.objects_[key]


@dataclass
class Results:
    """A results bucket: keys only."""

    present: set[str] = field(default_factory=set)

    def keys(self, prefix: str, after: str) -> Iterator[str]:
        """Yield the keys in their order."""
        yield from sorted(key for key in self.present if key.startswith(prefix) and key > after)

    def assess(self, key: str, *, complete: bool = True) -> None:
        """Put a scoring of the log object there."""
        generation = Generation(scoring_version=1_000_000, complete=complete)
        self.present.add(AssessmentObject(f"assessments/{BUCKET}/{key}/", generation).key)


@dataclass
class Queue:
    """Takes what is announced."""

    announced: list[str] = field(default_factory=list)

    def announce(self, bucket: str, objects: Sequence[LogObject]) -> None:
        """Keep the keys."""
        assert bucket == BUCKET
        self.announced += [each.key for each in objects]


@dataclass
class Queues:
    """Dead letters as a test says."""

    counts: dict[str, int] = field(default_factory=dict)

    def depths(self) -> Mapping[str, int]:
        """Return the numbers."""
        return dict(self.counts)


def watch_of(
    plane: Plane, states: States, sink: Sink, policy: Policy | None = None
) -> ControlPlaneWatch:
    """Return a watch over the plane."""
    policy = policy or default_policy()
    teller = Teller(ledger=Ledger(sink), bus=Bus(sink), policy=policy)
    return ControlPlaneWatch(plane, states, teller, BUCKET, policy.governance.event_hours)


def bodies(name: str) -> list[str]:
    """Return the bodies of a sample's messages."""
    event = json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8"))
    return [record["body"] for record in event["Records"]]


def sample(name: str) -> TrailEvent:
    """Return the first event of a sample."""
    return read_trail_event(json.loads(bodies(name)[0]))


def logging_configuration(**changes: object) -> dict[str, Any]:
    """Return a logging configuration into the watched bucket with all flags on."""
    flags = ("text", "image", "embedding", "video", "audio")
    return {
        "s3Config": {"bucketName": BUCKET, "keyPrefix": ""},
        **{f"{name}DataDeliveryEnabled": True for name in flags},
        **changes,
    }


def guardrail(**changes: object) -> dict[str, Any]:
    """Return what GetGuardrail tells of a guardrail with one setting of each kind."""
    return {
        "name": "front desk",
        "guardrailId": GUARDRAIL,
        "guardrailArn": f"arn:aws:bedrock:ap-northeast-1:123456789012:guardrail/{GUARDRAIL}",
        "version": "DRAFT",
        "status": "READY",
        "contentPolicy": {
            "filters": [
                {"type": "HATE", "inputStrength": "HIGH", "outputStrength": "HIGH"},
                {"type": "PROMPT_ATTACK", "inputStrength": "MEDIUM", "outputStrength": "NONE"},
            ]
        },
        "sensitiveInformationPolicy": {
            "piiEntities": [{"type": "EMAIL", "action": "BLOCK"}],
            "regexes": [{"name": "member number", "pattern": "M-[0-9]{8}", "action": "BLOCK"}],
        },
        "topicPolicy": {
            "topics": [
                {"name": "Kitano merger", "definition": "Talk of the merger", "type": "DENY"}
            ]
        },
        "wordPolicy": {
            "words": [{"text": "project minase"}],
            "managedWordLists": [{"type": "PROFANITY"}],
        },
        "contextualGroundingPolicy": {"filters": [{"type": "GROUNDING", "threshold": 0.8}]},
        "blockedInputMessaging": "No.",
        "blockedOutputsMessaging": "No.",
        **changes,
    }
