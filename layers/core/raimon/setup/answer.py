"""The answer to CloudFormation: one a request, small enough, whatever happens."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from raimon.setup.request import ResourceRequest

_REASON_BYTES: Final = 1500  # CloudFormation takes 4096 for the whole answer
_DATA_BYTES: Final = 1500

type Data = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the request; without a reason it went well."""

    data: Data = field(default_factory=dict)
    reason: str = ""

    @property
    def status(self) -> str:
        """Return the word that CloudFormation knows for it."""
        return "FAILED" if self.reason else "SUCCESS"


@dataclass(slots=True)
class Answer:
    """Answers once: whoever comes first, the work or the watchdog, has the word."""

    request: ResourceRequest
    name: str  # the resource's constant id: another would have CloudFormation delete the old one
    send: Callable[[str, bytes], None]
    _given: bool = False
    _lock: Lock = field(default_factory=Lock, repr=False)

    def give(self, outcome: Outcome) -> bool:
        """Send the answer; False if there was one already."""
        with self._lock:
            if self._given:
                return False
            self.send(self.request.response_url, self._body(outcome))
            self._given = True
            return True

    def _body(self, outcome: Outcome) -> bytes:
        request = self.request
        told: dict[str, object] = {
            "Status": outcome.status,
            "Reason": _cut(outcome.reason, _REASON_BYTES) or "done",
            "PhysicalResourceId": request.physical_resource_id or self.name,
            "StackId": request.stack_id,
            "RequestId": request.request_id,
            "LogicalResourceId": request.logical_resource_id,
            "Data": {name: _cut(value, _DATA_BYTES) for name, value in outcome.data.items()},
        }
        return json.dumps(told).encode()


def _cut(text: str, size: int) -> str:
    """Return as much of the text as fits, counted as JSON escapes it."""
    while len(json.dumps(text)) > size:
        text = text[: len(text) * 9 // 10]
    return text
