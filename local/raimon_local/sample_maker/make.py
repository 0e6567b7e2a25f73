"""Write the sample logs as a bucket would hold them: python -m raimon_local.sample_maker.make.

As in real buckets, records come late or twice, bodies lie beside the log, a line is cut off, and
one object can't be read at all. The same seed gives the same bytes.
"""

import json
import shutil
import sys
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from raimon_local.sample_maker.envelope import Record
from raimon_local.sample_maker.log_object import hourly_key, line_of, packed, region_prefix
from raimon_local.sample_maker.plan import Place, Plan, Planned

BUCKET = "raimon-local-logs"
SEED = 20261013
HONEST = 290  # conversations in which nothing is planted, in each Region
PLACES = (
    Place(region="us-east-1", language="en", opens_at=13, number=1),
    Place(region="ap-northeast-1", language="ja", opens_at=0, number=2),
)
_LATE_EVERY = 41
_TWICE_EVERY = 97
_OFFLOADED_EVERY = 89
_CUT_AFTER = 40  # bytes of the object that broke off


def make(folder: Path) -> int:
    """Write all sample logs below the folder, anew; return how many invocations they hold."""
    shutil.rmtree(folder / "AWSLogs", ignore_errors=True)
    truths = [truth for place in PLACES for truth in _Region(folder, place).write()]
    lines = (json.dumps(truth, ensure_ascii=False) + "\n" for truth in truths)
    (folder / "truth.jsonl").write_text("".join(lines), encoding="utf-8")
    return len(truths)


class _Region:
    """The part of the bucket that belongs to one Region."""

    def __init__(self, bucket: Path, place: Place) -> None:
        self.bucket = bucket
        self.place = place
        self.random = Random(SEED + place.number)  # noqa: S311 - invented data, not a secret
        self.prefix = region_prefix(place.region)
        self.objects: dict[str, list[str]] = defaultdict(list)

    def write(self) -> list[dict[str, Any]]:
        """Write the Region's objects and return the truth about its records."""
        planned = Plan(self.place, self.random).records(HONEST)
        truths = [self._place(number, each) for number, each in enumerate(planned, start=1)]
        self._damage()
        for key, lines in self.objects.items():
            self._put(key, packed(f"{line}\n" for line in lines))
        self._put(f"{self.prefix}/amazon-bedrock-logs-permission-check", b"")
        return truths

    def _place(self, number: int, planned: Planned) -> dict[str, Any]:
        """Put the record into the object of its hour, or as buckets do: late, twice, in parts."""
        record, late = planned.record, number % _LATE_EVERY == 0
        offloaded = number % _OFFLOADED_EVERY == 0 and "output" in record
        if offloaded:
            record = self._offload(planned.moment, record)
        key = self._key(planned.moment + timedelta(hours=late))
        self.objects[key].append(line_of(record))
        truth = planned.truth | {"key": key, "line": len(self.objects[key])}
        if offloaded:
            truth["offloaded"] = True
        if number % _TWICE_EVERY == 0:
            again = self._key(planned.moment + timedelta(hours=1))
            self.objects[again].append(line_of(record))
            truth["also_delivered"] = again
        return truth

    def _offload(self, moment: datetime, record: Record) -> Record:
        """Put the response body beside the log and leave its address in the record."""
        folder = f"{self.prefix}/{moment:%Y/%m/%d/%H}/data"
        key = f"{folder}/{record['requestId']}_output.json.gz"
        output = dict(record["output"])
        self._put(key, packed([line_of(output.pop("outputBodyJson"))]))
        return record | {"output": output | {"outputBodyS3Path": f"s3://{BUCKET}/{key}"}}

    def _key(self, moment: datetime) -> str:
        """Return the key of the one object of that hour."""
        return hourly_key(self.place.region, moment, self.place.number)

    def _damage(self) -> None:
        """Cut one line off in its middle, and add an object of which only the beginning arrived."""
        first, last = min(self.objects), max(self.objects)
        line = self.objects[first][0]
        self.objects[first].append(line[: len(line) // 2])
        if self.place.language == "ja":
            folder = last.rpartition("/")[0]
            self._put(f"{folder}/20261014T093000000Z_cut.json.gz", packed([line])[:_CUT_AFTER])

    def _put(self, key: str, content: bytes) -> None:
        file = self.bucket / key
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


if __name__ == "__main__":
    count = make(Path(__file__).parents[1] / "sample_logs")
    sys.stdout.write(f"{count} invocations\n")
