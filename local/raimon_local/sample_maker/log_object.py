"""A log object as a bucket holds it: its key, and its lines packed the same way each time."""

import gzip
import json
from collections.abc import Iterable
from datetime import datetime

from raimon_local.sample_maker.envelope import ACCOUNT


def region_prefix(region: str) -> str:
    """Return where the logs of the Region begin."""
    return f"AWSLogs/{ACCOUNT}/BedrockModelInvocationLogs/{region}"


def hourly_key(region: str, moment: datetime, number: int) -> str:
    """Return the key of the one object of that hour; the number tells its writers apart."""
    written = moment.replace(minute=59, second=41)
    name = f"{written:%Y%m%dT%H%M%S}{moment:3%H}Z_{number:04x}{moment:%d%H}"
    return f"{region_prefix(region)}/{moment:%Y/%m/%d/%H}/{name}.json.gz"


def packed(lines: Iterable[str]) -> bytes:
    """Return the lines as an object: the same bytes for the same lines."""
    return gzip.compress("".join(lines).encode(), compresslevel=9, mtime=0)


def line_of(content: object) -> str:
    """Return the content as one line of JSON."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
