"""Raimon's own event bus: events go out in requests that EventBridge takes, refused ones again."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from raimon.errors import RaimonError
from raimon.events import SOURCE

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_events.type_defs import PutEventsRequestEntryTypeDef

MOST_ENTRIES = 10
MOST_BYTES = 200_000  # EventBridge takes 256 KB a request, counted with what surrounds the details
_PAUSES = (0.1, 0.3, 0.9, 2.7)  # seconds between the attempts


class EventBusError(RaimonError):
    """Events couldn't be sent: the work that raised them is done again, with the same events."""

    def __init__(self, *, unsent: int, codes: tuple[str, ...]) -> None:
        """Remember how many, and why by code; what was in them isn't told."""
        super().__init__(f"{unsent} events weren't sent: {', '.join(codes)}")
        self.unsent = unsent
        self.codes = codes


@dataclass(frozen=True, slots=True)
class EventBus:
    """One bus, by name or ARN."""

    events: "EventBridgeClient"
    name: str
    sleep: Callable[[float], None] = time.sleep

    def put(self, detail_type: str, details: Sequence[str]) -> None:
        """Send events of one type; the details are JSON.

        Raises:
            EventBusError: if some were still refused after several attempts.

        """
        entries = [self._entry(detail_type, detail) for detail in details]
        for request in _requests(entries):
            self._send(request)

    def _entry(self, detail_type: str, detail: str) -> "PutEventsRequestEntryTypeDef":
        return {
            "Source": SOURCE,
            "DetailType": detail_type,
            "Detail": detail,
            "EventBusName": self.name,
        }

    def _send(self, entries: list["PutEventsRequestEntryTypeDef"]) -> None:
        for pause in (*_PAUSES, None):
            entries, codes = self._attempt(entries)
            if not entries:
                return
            if pause is None:
                raise EventBusError(unsent=len(entries), codes=codes)
            self.sleep(pause)

    def _attempt(
        self, entries: list["PutEventsRequestEntryTypeDef"]
    ) -> tuple[list["PutEventsRequestEntryTypeDef"], tuple[str, ...]]:
        """Send once; return what was refused, and the codes that say why."""
        try:
            answers = self.events.put_events(Entries=entries)["Entries"]
        except ClientError as error:
            raise EventBusError(unsent=len(entries), codes=(_code(error),)) from None
        except BotoCoreError as error:
            raise EventBusError(unsent=len(entries), codes=(type(error).__name__,)) from None
        refused = [
            (entry, answer["ErrorCode"])
            for entry, answer in zip(entries, answers, strict=True)
            if answer.get("ErrorCode")
        ]
        return [entry for entry, _ in refused], tuple(sorted({code for _, code in refused}))


def _requests(
    entries: Sequence["PutEventsRequestEntryTypeDef"],
) -> Iterator[list["PutEventsRequestEntryTypeDef"]]:
    """Give the entries in their order, in groups that fit one request each."""
    request: list[PutEventsRequestEntryTypeDef] = []
    size = 0
    for entry in entries:
        weight = sum(len(entry[part].encode()) for part in ("Source", "DetailType", "Detail"))
        if request and (len(request) == MOST_ENTRIES or size + weight > MOST_BYTES):
            yield request
            request, size = [], 0
        request.append(entry)
        size += weight
    if request:
        yield request


def _code(error: ClientError) -> str:
    return error.response.get("Error", {}).get("Code", "unknown")
