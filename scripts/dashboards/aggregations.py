"""What a classic panel counts and what it splits by, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from scripts.dashboards.fields import TIME
from scripts.dashboards.vocabulary import Named, Vocabulary
from scripts.dashboards.words import Language, Words

type Aggregation = dict[str, object]

_TIME: Final = Words("Time", "日時")
_MARKS: Final = 3  # signs, so that a split has at most eight parts
_UNSEEN: Final = str.maketrans("01", "\u200b\u200c")


@dataclass(frozen=True, slots=True)
class Count:
    """How many documents there are."""

    label: Words

    def told(self, identifier: str, language: Language) -> Aggregation:
        """Return the aggregation as the panel's state has it."""
        return _told(identifier, "count", "metric", {"customLabel": self.label.told(language)})


@dataclass(frozen=True, slots=True)
class Measure:
    """One number over a field of the documents."""

    kind: Literal["avg", "cardinality", "max", "min", "sum"]
    field: str
    label: Words

    def told(self, identifier: str, language: Language) -> Aggregation:
        """Return the aggregation as the panel's state has it."""
        params = {"customLabel": self.label.told(language), "field": self.field}
        return _told(identifier, self.kind, "metric", params)


@dataclass(frozen=True, slots=True)
class Percentiles:
    """The values that so many percent of the documents don't exceed."""

    field: str
    label: Words
    percents: tuple[int, ...] = (50, 95)

    def told(self, identifier: str, language: Language) -> Aggregation:
        """Return the aggregation as the panel's state has it."""
        params = {
            "customLabel": self.label.told(language),
            "field": self.field,
            "percents": list(self.percents),
        }
        return _told(identifier, "percentiles", "metric", params)


type Metric = Count | Measure | Percentiles


@dataclass(frozen=True, slots=True)
class Times:
    """Split by time, in steps that fit the chosen span."""

    label: Words = _TIME

    def told(self, identifier: str, schema: str, language: Language) -> Aggregation:
        """Return the aggregation as the panel's state has it."""
        params = {
            "customLabel": self.label.told(language),
            "drop_partials": False,
            "extended_bounds": {},
            "field": TIME,
            "interval": "auto",
            "min_doc_count": 1,
            "scaleMetricValues": False,
            "useNormalizedOpenSearchInterval": True,
        }
        return _told(identifier, "date_histogram", schema, params)


@dataclass(frozen=True, slots=True)
class Terms:
    """Split by the values of a field, the commonest first; the rest may be summed up."""

    field: str
    label: Words
    size: int = 10
    others: bool = False
    missing: Words | None = None  # what people call the documents without a value; None: left out

    def told(self, identifier: str, schema: str, language: Language) -> Aggregation:
        """Return the aggregation as the panel's state has it."""
        params = {
            "customLabel": self.label.told(language),
            "field": self.field,
            "missingBucket": self.missing is not None,
            "missingBucketLabel": (self.missing or Words("Missing", "値なし")).told(language),
            "order": "desc",
            "orderBy": "1",
            "otherBucket": self.others,
            "otherBucketLabel": Words("Others", "その他").told(language),
            "size": self.size,
        }
        return _told(identifier, "terms", schema, params)


@dataclass(frozen=True, slots=True)
class Filters:
    """Split by queries, each with the words that people read; clicking one filters by it."""

    label: Words
    named: tuple[Named, ...]

    def labels(self, language: Language) -> list[str]:
        """Return the words of each part, as the panel has them.

        OpenSearch answers with the parts in order of their names, whatever the request says. Marks
        without width in front of the words keep the order that is meant.
        """
        return [f"{_mark(at)}{each.label.told(language)}" for at, each in enumerate(self.named)]

    def told(self, identifier: str, schema: str, language: Language) -> Aggregation:
        """Return the aggregation as the panel's state has it."""
        filters = [
            {"input": {"language": "lucene", "query": each.query}, "label": label}
            for each, label in zip(self.named, self.labels(language), strict=True)
        ]
        return _told(identifier, "filters", schema, {"filters": filters})


type Bucket = Times | Terms | Filters


def by(vocabulary: Vocabulary, field: str) -> Filters:
    """Return the split of a field by all values that it can have."""
    return Filters(vocabulary.label, vocabulary.of(field))


def _mark(at: int) -> str:
    """Return a number in binary, in signs that have no width; all are equally long."""
    return f"{at:0{_MARKS}b}".translate(_UNSEEN)


def _told(identifier: str, kind: str, schema: str, params: Mapping[str, object]) -> Aggregation:
    return {"enabled": True, "id": identifier, "params": params, "schema": schema, "type": kind}
