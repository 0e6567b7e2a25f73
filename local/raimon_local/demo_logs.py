"""What arrives in the demo's log bucket, in the order in which it would: history, then samples."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Final

from raimon_local.sample_maker import history

LAST_DAYS: Final = datetime(2026, 10, 13, tzinfo=UTC)  # from here on the sample logs tell more
_QUARTER: Final = timedelta(hours=6)
_DELIVERED: Final = timedelta(minutes=20)  # after its end, what happened in an hour has arrived
_HOUR: Final = re.compile(r"/(\d{4}/\d\d/\d\d/\d\d)/")


@dataclass(frozen=True, slots=True)
class Delivery:
    """Objects that arrive before the functions run again, and the time at which they do."""

    moment: datetime
    objects: Mapping[str, bytes]
    compares: bool  # the schedule calls `compare` too: rarely here, every five minutes in AWS


def sample_folder() -> Path:
    """Return the folder of the sample logs, laid out as a log bucket."""
    return Path(str(files("raimon_local").joinpath("sample_logs")))


def deliveries() -> Iterator[Delivery]:
    """Yield all objects: those of the days before at once, those of the last two by and by."""
    waiting = {**history.objects(), **_samples()}
    quarters = (history.ENDS - LAST_DAYS) // _QUARTER
    told = history.DEPLOYED + _QUARTER
    for number in range(quarters + 1):
        moment = LAST_DAYS + number * _QUARTER
        due = [key for key in waiting if _begins(key) < moment]
        arrived = {key: waiting.pop(key) for key in due}
        compares = number == quarters or moment - _QUARTER < told <= moment
        yield Delivery(moment + _DELIVERED, arrived, compares)


def _samples() -> dict[str, bytes]:
    folder = sample_folder()
    found = sorted(path for path in folder.glob("AWSLogs/**/*") if path.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


def _begins(key: str) -> datetime:
    """Return the hour that the key names; what names none is there from the beginning."""
    named = _HOUR.search(key)
    return datetime.strptime(f"{named[1]}+0000", "%Y/%m/%d/%H%z") if named else history.BEGINS
