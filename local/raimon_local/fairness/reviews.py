"""What people judged of single records: read from CSV or NDJSON, by request id.

`good` says whether the outcome was truly a good one; `probability`, where some records were drawn
for review more often than others, with which chance this one was.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from raimon.windows.reviewed import REVIEWABLE
from raimon_local.errors import UnusableArgumentError

_TRUTH: Final[Mapping[str, bool]] = {
    **dict.fromkeys(("true", "yes", "1", "good"), True),
    **dict.fromkeys(("false", "no", "0", "bad"), False),
}


@dataclass(frozen=True, slots=True)
class Review:
    """What one person says of one record."""

    good: bool
    probability: float = 1.0


def read_reviews(file: Path) -> Mapping[str, Review]:
    """Return the reviews by request id; of two of one record the later one counts.

    Raises:
        UnusableArgumentError: if the file can't be read, or a line says no judgement.

    """
    reviews = {}
    for line, told in _entries(_read_text(file), file):
        review = _review(told)
        if review is None:
            message = (
                f"--reviewed {file}, line {line}: a review needs request_id, good (true or false) "
                "and, if you like, probability (above 0, at most 1)"
            )
            raise UnusableArgumentError(message)
        reviews[str(told["request_id"])] = review
    return reviews


def read_judgements(file: Path) -> Mapping[str, Mapping[str, Review]]:
    """Return what was judged by request id and metric; of two of one the later one counts.

    Raises:
        UnusableArgumentError: if the file can't be read, or a line says no judgement.

    """
    judgements: dict[str, dict[str, Review]] = {}
    for line, told in _entries(_read_text(file), file):
        review, metric = _review(told), str(told.get("metric") or "")
        if review is None or metric not in REVIEWABLE:
            message = (
                f"{file}, line {line}: a judgement needs request_id, metric (one of "
                f"{', '.join(REVIEWABLE)}), good (true or false) and, if you like, probability "
                "(above 0, at most 1)"
            )
            raise UnusableArgumentError(message)
        judgements.setdefault(str(told["request_id"]), {})[metric] = review
    return judgements


def _read_text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"--reviewed {file} can't be read ({type(error).__name__})"
        raise UnusableArgumentError(message) from None


def _entries(text: str, file: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    lines = text.splitlines()
    if not text.lstrip().startswith("{"):
        yield from enumerate(csv.DictReader(lines), start=2)
        return
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield number, _read(line, number, file)


def _read(line: str, number: int, file: Path) -> Mapping[str, object]:
    try:
        told = json.loads(line)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        message = f"--reviewed {file}, line {number}: this is no JSON object"
        raise UnusableArgumentError(message)
    return told


def _review(told: Mapping[str, object]) -> Review | None:
    good = _TRUTH.get(str(told.get("good")).strip().lower())
    if good is None or not told.get("request_id"):
        return None
    try:
        probability = float(str(told.get("probability") or 1.0))
    except ValueError:
        return None
    return Review(good, probability) if 0 < probability <= 1 else None
