"""`raimon replay --explain`: deployments with before and after, streams with their evidence."""

import json
from collections.abc import Iterator, Mapping

from raimon.assessment import iso
from raimon.windows.comparison import Comparison, Difference
from raimon.windows.deployment import Deployments
from raimon.windows.stream import Row, Stream
from raimon.windows.watch import Watch
from raimon_local.disparity_lines import disparity_lines

_DIGITS = 6


def stream_lines(watch: Watch) -> Iterator[str]:
    """Give a line of JSON for each application's deployments and comparisons, stream, and gap."""
    for family, known in sorted(watch.deployments.items()):
        yield _line(_deployments(family, known))
        for comparison in watch.trials[family].told if family in watch.trials else ():
            yield _line(_comparison(family, comparison))
    for stream in watch.streams():
        yield _line(_stream(stream))
    yield from map(_line, disparity_lines(watch))


def _line(content: Mapping[str, object]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _deployments(family: str, known: Deployments) -> dict[str, object]:
    return {
        "schema": "raimon.deployments/1",
        "family": family,
        "state": "full" if known.full else "merged" if known.merged else "separate",
        "fingerprints": len(known.seen),
        "deployments": [
            {"moment": iso(each.moment), "changed": each.changed} for each in known.observed
        ],
    }


def _comparison(family: str, told: Comparison) -> dict[str, object]:
    return {
        "schema": "raimon.comparison/1",
        "family": family,
        "deployed": iso(told.deployment.moment),
        "changed": told.deployment.changed,
        "look": told.look + 1,
        "moment": iso(told.moment),
        "before_n": told.before_n,
        "after_n": told.after_n,
        "worse": [each.check.name for each in told.worse],
        "rows": [_difference(row) for row in told.rows],
    }


def _difference(row: Difference) -> dict[str, object]:
    return {
        "name": row.name,
        "verdict": row.verdict.value,
        "before": round(row.before, _DIGITS),
        "after": round(row.after, _DIGITS),
        "before_n": row.before_n,
        "after_n": row.after_n,
        "test": row.test,
        "effect": round(row.effect, _DIGITS),
        "interval": row.interval and [round(bound, _DIGITS) for bound in row.interval],
        "chance": float(f"{row.chance:.3g}"),
    }


def _stream(stream: Stream) -> dict[str, object]:
    return {
        "schema": "raimon.stream/1",
        "metric": stream.key.metric,
        "rule_id": stream.metric.rule_id(),
        "application": stream.family.application,
        "family": stream.key.family,
        "language": stream.key.language,
        "status": stream.status,
        "alarmed": stream.alarmed,
        "learned": {
            "days": len(stream.learning.days),
            "units": sum(day.units for day in stream.learning.days.values()),
        },
        "baseline": _baseline(stream),
        "windows": [_row(row) for row in stream.rows or ()],
    }


def _baseline(stream: Stream) -> dict[str, object] | None:
    held = stream.baseline
    if held is None:
        return None
    return {
        "n": held.units,
        "k": round(held.count, _DIGITS),
        "days": held.days,
        "highest": round(held.highest, _DIGITS),
        "lowest": round(held.lowest, _DIGITS),
        "of_the_complement": held.inverted,
        "level": None if held.level is None else round(held.level, 3),
    }


def _row(row: Row) -> dict[str, object]:
    return {
        "start": iso(row.tally.start),
        "way": row.way.value,
        "n": row.tally.units,
        "k": round(row.tally.count, _DIGITS),
        "null_mean": None if row.mean is None else round(row.mean, _DIGITS),
        "evidence": round(row.evidence, _DIGITS),
    }
