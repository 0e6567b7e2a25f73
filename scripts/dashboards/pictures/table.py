"""What an answer says, in the order and the words in which a classic panel shows it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scripts.dashboards.check.search import MISSING, Search, Split

type Bucket = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One combination of values: the key and the words of each split, and each metric's value."""

    keys: tuple[object, ...]
    labels: tuple[str, ...]
    values: tuple[tuple[str, float | None], ...]


def rows(
    search: Search, state: Mapping[str, Any], answer: Mapping[str, Any], rest: Bucket | None = None
) -> list[Row]:
    """Return the rows of a panel; those of the other bucket, where there is one, come last."""
    metrics = [each for each in state["aggs"] if each["schema"] == "metric"]
    aggregations = answer.get("aggregations", {})
    if not search.splits:
        whole = {**aggregations, "doc_count": answer["hits"]["total"]["value"]}
        return [Row((), (), tuple(_values(metrics, whole)))]
    found = list(_rows(search.splits, metrics, aggregations, (), ()))
    if rest is not None and rest["doc_count"]:
        label = search.splits[0].params["otherBucketLabel"]
        found += _deeper(search.splits[1:], metrics, rest, ("__other__",), (label,))
    return found


def _rows(
    splits: Sequence[Split],
    metrics: Sequence[Mapping[str, Any]],
    here: Bucket,
    keys: tuple[object, ...],
    labels: tuple[str, ...],
) -> Iterator[Row]:
    split = splits[0]
    for key, bucket in _keyed(here[split.id]["buckets"]):
        label = split.params["missingBucketLabel"] if key == MISSING else str(key)
        yield from _deeper(splits[1:], metrics, bucket, (*keys, key), (*labels, label))


def _deeper(
    splits: Sequence[Split],
    metrics: Sequence[Mapping[str, Any]],
    bucket: Bucket,
    keys: tuple[object, ...],
    labels: tuple[str, ...],
) -> Iterator[Row]:
    if splits:
        yield from _rows(splits, metrics, bucket, keys, labels)
    else:
        yield Row(keys, labels, tuple(_values(metrics, bucket)))


def _keyed(buckets: Any) -> Iterator[tuple[object, Bucket]]:  # noqa: ANN401 - a list, or named
    if isinstance(buckets, Mapping):
        yield from buckets.items()
    else:
        yield from ((bucket["key"], bucket) for bucket in buckets)


def _values(
    metrics: Sequence[Mapping[str, Any]], bucket: Bucket
) -> Iterator[tuple[str, float | None]]:
    for metric in metrics:
        label = metric["params"]["customLabel"]
        if metric["type"] == "count":
            yield label, bucket["doc_count"]
        elif metric["type"] == "percentiles":
            for percent, value in bucket[metric["id"]]["values"].items():
                yield f"{float(percent):g}th percentile of {label}", value
        else:
            yield label, bucket[metric["id"]]["value"]
