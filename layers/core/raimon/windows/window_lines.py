"""Closed windows as lines of JSON for dashboards: numbers, names and nothing else."""

import hashlib
import json
from collections.abc import Iterator

from raimon.assessment import iso
from raimon.windows.stream import Row, Stream
from raimon.windows.watch import Watch

SCHEMA = "raimon.window/1"
_DIGITS = 6


def take_lines(watch: Watch) -> Iterator[str]:
    """Give a line for each window that was judged since the last time, and forget it."""
    for stream in watch.streams():
        rows, stream.rows = stream.rows or [], []
        for row in rows:
            yield json.dumps(_line(stream, row, watch), ensure_ascii=False, separators=(",", ":"))


def _line(stream: Stream, row: Row, watch: Watch) -> dict[str, object]:
    held, family, tally = stream.baseline, stream.family, row.tally
    current = watch.current(family)
    place = f"{stream.key.name}/{row.way}/{tally.start.isoformat()}"
    return {
        "schema": SCHEMA,
        "window_id": hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "@timestamp": iso(tally.start),
        "end": iso(tally.end),
        "window": f"PT{(tally.end - tally.start).seconds // 60}M",
        "stream": f"{stream.key.metric}.{row.way}/{stream.key.language}",
        "metric": stream.key.metric,
        "aspect": "robustness",
        "account_id": family.account_id,
        "region": current.region if current else None,
        "model_id": current.model if current else None,
        "application": family.application or f"role/{family.role}",
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
