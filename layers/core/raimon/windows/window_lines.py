"""Closed windows as lines of JSON for dashboards: numbers, names and nothing else."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from raimon.assessment import iso
from raimon.finding import Aspect
from raimon.windows.call import Family
from raimon.windows.disparity_gap import GapRow
from raimon.windows.group import Group
from raimon.windows.stream import Row, Stream
from raimon.windows.watch import Watch

SCHEMA = "raimon.window/1"
_DIGITS = 6


def take_lines(watch: Watch) -> Iterator[str]:
    """Give a line for each window that was judged since the last time, and forget it."""
    for stream in watch.streams():
        rows, stream.rows = stream.rows or [], []
        for row in rows:
            yield _written(_line(stream, row, watch))
    for _, group in sorted(watch.groups.items()):
        gaps, group.disparity.rows = group.disparity.rows, []
        for gap in gaps:
            yield _written(_gap_line(group, gap, watch))


def _written(line: Mapping[str, object]) -> str:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def _line(stream: Stream, row: Row, watch: Watch) -> dict[str, object]:
    held, tally = stream.baseline, row.tally
    return {
        **_place(f"{stream.key.name}/{row.way}", stream.family, (tally.start, tally.end), watch),
        "stream": f"{stream.key.metric}.{row.way}/{stream.key.language}",
        "metric": stream.key.metric,
        "aspect": stream.metric.aspect.value,
        "language": stream.key.language,
        "n": tally.units,
        "sum": round(tally.count, _DIGITS),
        "mean": round(tally.count / tally.units, _DIGITS) if tally.units else None,
        "baseline": round(held.rate, _DIGITS) if held else None,
        "highest": None if row.mean is None else round(row.mean, _DIGITS),
        "statistic": round(row.evidence, _DIGITS),
        "threshold": None if row.threshold is None else round(row.threshold, _DIGITS),
        "status": held.status if held else "learning",
        "closed": True,
        "revision": 1,
    }


def _gap_line(group: Group, row: GapRow, watch: Watch) -> dict[str, object]:
    (units, bad), (rest_units, rest_bad) = row.cell.group, row.cell.rest
    name = f"{row.key.metric}|{group.family.key}|{group.language}|{row.key.entity}"
    return {
        **_place(name, group.family, (row.start, row.end), watch),
        "stream": f"{row.key.metric}/{group.language}",
        "metric": row.key.metric,
        "aspect": Aspect.FAIRNESS.value,
        "group": row.key.entity,
        "language": group.language,
        "n": round(units),
        "sum": round(bad, _DIGITS),
        "mean": round(bad / units, _DIGITS) if units else None,
        "baseline": round(rest_bad / rest_units, _DIGITS) if rest_units else None,
        "baseline_n": round(rest_units),
        "highest": None if row.mean is None else round(row.mean, _DIGITS),
        "statistic": round(row.evidence, _DIGITS),
        "stronger": round(row.stronger, _DIGITS),
        "threshold": round(row.threshold, _DIGITS),
        "status": "watching" if row.mean is not None else "learning",
        "closed": True,
        "revision": 1,
    }


def _place(
    name: str, family: Family, window: tuple[datetime, datetime], watch: Watch
) -> dict[str, object]:
    (start, end), current = window, watch.current(family)
    place = f"{name}/{start.isoformat()}"
    return {
        "schema": SCHEMA,
        "window_id": hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "@timestamp": iso(start),
        "end": iso(end),
        "window": f"PT{(end - start).seconds // 60}M",
        "account_id": family.account_id,
        "region": current.region if current else None,
        "model_id": current.model if current else None,
        "application": family.application or f"role/{family.role}",
    }
