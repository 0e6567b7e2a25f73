"""The moment of an invocation, as its record tells it."""

import re
from datetime import UTC, datetime

_DATE_AND_TIME = re.compile(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}[Tt ][0-9].*", re.ASCII)


def read_moment(value: object) -> datetime | None:
    """Return the moment in UTC, or None where the value names none.

    Any ISO 8601 date and time counts, with or without a fraction of a second; without an offset it
    is UTC, as everything in these logs.
    """
    if not isinstance(value, str) or not _DATE_AND_TIME.fullmatch(value.strip()):
        return None
    try:
        moment = datetime.fromisoformat(value.strip().upper())
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
