"""The families of documents, and the monthly index into which a document's own time puts it."""

import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

GENERATION_OF_MAPPINGS: Final = "v1"  # a breaking change of a mapping begins the next one

_NAME = re.compile(r"raimon-(?P<family>[a-z]+)-v[0-9]+-(?P<year>[0-9]{4})\.(?P<month>[0-9]{2})")


class Family(StrEnum):
    """A kind of document with its own mapping, indices and read alias."""

    INVOCATIONS = "invocations"
    FINDINGS = "findings"
    ALARMS = "alarms"
    WINDOWS = "windows"

    @property
    def alias(self) -> str:
        """Return the name under which all months are read."""
        return f"raimon-{self}"

    @property
    def pattern(self) -> str:
        """Return the pattern that the family's index template applies to."""
        return f"raimon-{self}-{GENERATION_OF_MAPPINGS}-*"

    def month_index(self, moment: datetime) -> str:
        """Return the index of a moment's month, counted in UTC wherever the caller lives."""
        month = in_utc(moment)
        return f"raimon-{self}-{GENERATION_OF_MAPPINGS}-{month.year:04}.{month.month:02}"


def in_utc(moment: datetime) -> datetime:
    """Return the moment in UTC; one without a zone is UTC already, as Bedrock writes them."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def timestamp(moment: datetime) -> str:
    """Return the moment as `@timestamp` holds it: UTC, to the millisecond, ending in Z."""
    return in_utc(moment).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def month_of(index: str) -> tuple[Family, int, int] | None:
    """Return family, year and month of an index of ours, and None for any other name."""
    match = _NAME.fullmatch(index)
    if match is None or match["family"] not in set(Family) or not 1 <= int(match["month"]) <= 12:  # noqa: PLR2004 - months of a year
        return None
    return Family(match["family"]), int(match["year"]), int(match["month"])
