"""Stand-ins for the store's ports, as the ports promise."""

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from raimon.errors import UnreadableObjectError
from raimon.store.bulk import Budget
from raimon.store.errors import AssessmentMissingError
from raimon.store.generation import AssessmentObject, Generation
from raimon.store.verdict import Answer, Item
from tests.unit.store.builders import RESULTS


@dataclass
class InMemoryArchive:
    """Keeps objects in a dictionary, as a bucket keeps them."""

    objects: dict[str, bytes] = field(default_factory=dict)
    bucket: str = RESULTS

    def generations(self, folder: str) -> list[Generation]:
        """Return the scorings that lie in the folder."""
        found = [AssessmentObject.from_key(key) for key in self.objects]
        return [held.generation for held in found if held and held.folder == folder]

    def lines(self, key: str) -> Iterator[bytes]:
        """Return an object's lines."""
        if key not in self.objects:
            raise AssessmentMissingError
        try:
            return iter(gzip.decompress(self.objects[key]).splitlines(keepends=True))
        except gzip.BadGzipFile as error:
            raise UnreadableObjectError(reason="not_gzip") from error

    def put(self, key: str, content: bytes) -> None:
        """Keep a small object."""
        self.objects[key] = content

    def refusals(self) -> dict[str, Any]:
        """Return what was set aside, by key."""
        aside = {key: held for key, held in self.objects.items() if key.startswith("quarantine/")}
        return {key: json.loads(held) for key, held in aside.items()}


@dataclass
class InMemoryOpenSearch:
    """Keeps documents under external versions, as `external_gte` promises."""

    documents: dict[tuple[str, str], tuple[int, dict[str, Any]]] = field(default_factory=dict)
    requests: int = 0

    def send(self, body: bytes, timeout: float) -> Answer:
        """Write the documents of one bulk request."""
        assert timeout > 0
        self.requests += 1
        lines = [json.loads(line) for line in body.splitlines()]
        pairs = zip(lines[::2], lines[1::2], strict=True)
        return Answer(200, items=tuple(self._write(action, content) for action, content in pairs))

    def _write(self, action: dict[str, Any], content: dict[str, Any]) -> Item:
        told = action["index"]
        assert told["version_type"] == "external_gte"
        place, version = (told["_index"], told["_id"]), told["version"]
        known = self.documents.get(place)
        if known and known[0] > version:
            return Item(409, "version_conflict_engine_exception")
        self.documents[place] = (version, content)
        return Item(200 if known else 201)

    def family(self, name: str) -> dict[str, dict[str, Any]]:
        """Return the documents of a family by id."""
        return {
            place[1]: content
            for place, (_, content) in self.documents.items()
            if place[0].startswith(f"raimon-{name}-")
        }


@dataclass
class ScriptedEndpoint:
    """Answers each bulk request as the script says, and keeps what it was sent."""

    script: Callable[[int, Sequence[str]], Answer]
    sent: list[list[str]] = field(default_factory=list)
    timeouts: list[float] = field(default_factory=list)

    def send(self, body: bytes, timeout: float) -> Answer:
        """Answer with the script's next words."""
        actions = [json.loads(line) for line in body.splitlines()[::2]]
        ids = [action["index"]["_id"] for action in actions]
        self.sent.append(ids)
        self.timeouts.append(timeout)
        return self.script(len(self.sent), ids)


@dataclass
class Clock:
    """A clock that runs only while somebody sleeps or a request is sent."""

    left: float = 60.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.left -= seconds

    def budget(self) -> Budget:
        """Return the time that is left, with dice that always fall high."""
        return Budget(remaining=lambda: self.left, sleep=self.sleep, dice=lambda: 1.0)
