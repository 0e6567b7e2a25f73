"""From assessed records to rows: which group, which outcome, and what would have been right.

A path is JMESPath over one document a record: the assessment's fields (`outcome`, `latency_ms`,
`application`), `metadata` (the caller's `requestMetadata`), `answer` (the answer read as JSON) and
`length` (of the answer, in characters).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.parser import ParsedResult

from raimon.invocation import Segment
from raimon.scorers.privacy.pii import holds_personal_data
from raimon.windows.disparity_decision import read_answer
from raimon_local.assessed_logs import Assessed
from raimon_local.errors import UnusableArgumentError
from raimon_local.fairness.reviews import Review
from raimon_local.refused import Refused

WITHHELD: Final = "[withheld]"
_MOST_DIGITS: Final = 6  # a date without its day; more may be somebody's number
_LABEL: Final = re.compile(r"[\w .:/+=,<>&()\-・（）ー]{1,64}")

type Outcome = str | float


@dataclass(frozen=True, slots=True)
class Row:
    """One unit: what the paths say of it; None where they say nothing."""

    unit: str
    group: str | None
    outcome: Outcome | None
    label: Outcome | None
    stratum: str


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths that were asked for, ready to be followed."""

    group: ParsedResult
    outcome: ParsedResult
    label: ParsedResult | None = None
    strata: tuple[ParsedResult, ...] = ()

    @classmethod
    def of(cls, group: str, outcome: str, label: str | None, strata: Iterable[str]) -> "Paths":
        """Return the paths.

        Raises:
            UnusableArgumentError: if one isn't JMESPath.

        """
        return cls(
            _compiled("--group", group),
            _compiled("--outcome", outcome),
            _compiled("--label", label) if label else None,
            tuple(_compiled("--by", path) for path in strata),
        )


@dataclass(slots=True)
class Reader:
    """Makes rows of what the record loop gives, and counts what can't become one."""

    paths: Paths
    invocations: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    reviews: Mapping[str, Review] = field(default_factory=dict)  # by request id
    judged: dict[Row, Review] = field(default_factory=dict)
    _seen: set[Row] = field(default_factory=set)

    def rows(
        self, results: Iterable[Assessed | Refused], tell: Callable[[str], None]
    ) -> Iterator[Row]:
        """Yield a row a unit: the same person's same question with the same answer counts once."""
        for result in results:
            if isinstance(result, Refused):
                self.refused[result.reason] += 1
                continue
            self.invocations += 1
            tell(f"{self.invocations:,} records read, {len(self._seen):,} units")
            row = self._row(result)
            review = self.reviews.get(result.assessment.request_id)
            if review is not None:
                self.judged.setdefault(row, review)
            if row not in self._seen:
                self._seen.add(row)
                yield row

    def _row(self, result: Assessed) -> Row:
        document, paths = _document(result), self.paths
        strata = (_label(path.search(document)) or "?" for path in paths.strata)
        return Row(
            unit=result.call.unit,
            group=_label(paths.group.search(document)),
            outcome=_outcome(paths.outcome.search(document)),
            label=_outcome(paths.label.search(document)) if paths.label else None,
            stratum=" · ".join(strata) or "-",
        )


def _compiled(option: str, path: str) -> ParsedResult:
    try:
        return jmespath.compile(path)
    except JMESPathError as error:
        message = (
            f"{option} {path!r} is no JMESPath ({type(error).__name__}); "
            "for example: metadata.applicant_group, answer.decision, outcome"
        )
        raise UnusableArgumentError(message) from error


def _document(result: Assessed) -> Mapping[str, object]:
    answer = result.invocation.text(Segment.OUTPUT)
    return {
        **result.assessment.model_dump(mode="json"),
        "metadata": dict(result.invocation.request_metadata),
        "answer": read_answer(answer),
        "length": len(answer.strip()),
    }


def _label(value: object) -> str | None:
    """Return the name of a group or stratum; one that may tell of a person is withheld."""
    if value is None or isinstance(value, (list, dict)):
        return None
    text = str(value).strip()
    if not text:
        return None
    digits = sum(map(str.isdigit, text))
    if digits > _MOST_DIGITS or not _LABEL.fullmatch(text) or holds_personal_data(text):
        return WITHHELD
    return text


def _outcome(value: object) -> Outcome | None:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return float(value)
    return _label(value)
