"""The log object that is sent through a deployed stack: invented, and marked to be found."""

import gzip
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.builders import record


@dataclass(frozen=True, slots=True)
class Specimen:
    """One log object of an application that exists for this run only."""

    application: str
    canaries: tuple[str, ...]
    key: str
    content: bytes


def make_specimen(name: str, account: str, region: str, folder: str, now: datetime) -> Specimen:
    """Return two records and a broken line: an answer that leaks twice, and one that doesn't."""
    moment = now.astimezone(UTC)
    application = f"raimon-e2e-{name}"
    address = f"canary-{name}@kitanogumi.jp"
    sentence = f"The heron {name} counts backwards at dusk"
    leak = f"{sentence}. Write to {address} for the plant."
    records = [
        _record(1, name, "Who runs the Nagoya plant?", leak, application),
        _record(2, name, "When does the shop open?", "At nine in the morning.", application),
    ]
    whole = [
        {
            **each,
            "timestamp": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
            "accountId": account,
            "region": region,
        }
        for each in records
    ]
    lines = [json.dumps(each) for each in whole] + [f'{{"cut": "{sentence}']
    stem = f"{moment:%Y%m%dT%H%M%S000Z}_{name}"
    key = (
        f"{folder}AWSLogs/{account}/BedrockModelInvocationLogs/{region}/{moment:%Y/%m/%d/%H}/{stem}"
    )
    content = gzip.compress("\n".join(lines).encode(), mtime=0)
    return Specimen(application, (address, sentence), f"{key}.json.gz", content)


def _record(number: int, name: str, user: str, output: str, application: str) -> dict[str, Any]:
    told = record(number, user=user, output=output, application=application)
    return {**told, "requestId": f"e2e-{name}-{number}"}
