"""What OpenSearch's answer to a document means: by the error's type first, then by status."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Fate(StrEnum):
    """What became of a document."""

    WRITTEN = "written"
    SUPERSEDED = "superseded"  # the same or a newer version lies there: as good as written
    REFUSED = "refused"  # this document, today and tomorrow
    BUSY = "busy"  # the engine has too much to do, or didn't answer: worth another try at once
    HELD = "held"  # somebody must act first: trying again at once only adds load


@dataclass(frozen=True, slots=True)
class Verdict:
    """A fate and its cause, which is a fixed word or the type of the error, never its reason."""

    fate: Fate
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """The answer to one document; of an error only its type, because its reason quotes values."""

    status: int
    error_type: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a bulk request: an item for each document, or an error for all of them."""

    status: int  # 0: there was no answer
    error_type: str | None = None
    items: tuple[Item, ...] | None = None


WRITTEN: Final = Verdict(Fate.WRITTEN)
SUPERSEDED: Final = Verdict(Fate.SUPERSEDED)
UNANSWERED: Final = Verdict(Fate.BUSY, "unanswered")
DISK_FULL: Final = Verdict(Fate.HELD, "disk_full")
WRITES_BLOCKED: Final = Verdict(Fate.HELD, "writes_blocked")
NO_RIGHT: Final = Verdict(Fate.HELD, "no_right")
SIGNATURE: Final = Verdict(Fate.HELD, "signature")

_BY_TYPE: Final = {
    "circuit_breaking_exception": Verdict(Fate.BUSY, "circuit_breaker"),
    "index_closed_exception": Verdict(Fate.HELD, "index_closed"),
    "index_create_block_exception": WRITES_BLOCKED,
    "index_not_found_exception": Verdict(Fate.HELD, "index_missing"),
    "resource_already_exists_exception": Verdict(Fate.BUSY, "index_race"),  # two made the month
    "security_exception": NO_RIGHT,
    "validation_exception": Verdict(Fate.HELD, "too_many_shards"),
    "version_conflict_engine_exception": SUPERSEDED,
}


def verdict(status: int, error_type: str | None) -> Verdict:
    """Return what a status and the type of an error mean for the document."""
    if error_type == "cluster_block_exception":
        return DISK_FULL if status == 429 else WRITES_BLOCKED  # noqa: PLR2004 - Too Many Requests
    if error_type in _BY_TYPE:
        return _BY_TYPE[error_type]
    return _by_status(status, error_type)


def _by_status(status: int, error_type: str | None) -> Verdict:
    match status:
        case 0:
            return UNANSWERED
        case 200 | 201:
            return WRITTEN
        case 400 | 413 | 422:
            return Verdict(Fate.REFUSED, error_type or f"http_{status}")
        case 401 | 403:
            return NO_RIGHT if error_type else SIGNATURE  # AWS itself answers without a type
        case 409 | 429 | 500 | 502 | 503 | 504:
            return Verdict(Fate.BUSY, error_type or f"http_{status}")
        case _:
            return Verdict(Fate.HELD, error_type or f"http_{status}")
