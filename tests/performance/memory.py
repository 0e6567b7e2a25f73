"""Assess one log object of a given size in this process, and print the peak of resident memory.

usage: python tests/performance/memory.py OBJECT.json.gz     (prints {"records": n, "peak_mb": m})
"""

import json
import resource
import sys
from pathlib import Path
from typing import BinaryIO

from raimon.assessing import Assessor
from raimon.bedrock.body_store import NoBodies
from raimon.policy import default_policy
from raimon.scorers.evidence import TokenKey
from raimon.scorers.scoring import Scoring
from tests.performance.fakes import NoBus, NoResults


class FileLogs:
    """A log store of files: the key is the path."""

    def open(self, bucket: str, key: str) -> BinaryIO:
        """Open the file; the bucket doesn't matter."""
        del bucket
        return Path(key).open("rb")


def main(path: str) -> None:
    """Assess the object and print the figures."""
    scoring = Scoring(default_policy(), TokenKey(b"a key for the benchmark only, no secret"))
    assessor = Assessor(FileLogs(), NoBodies(), NoResults(), NoBus(), scoring)
    counts = assessor.assess_object("bucket", path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kB on Linux
    json.dump({"records": counts.seen, "peak_mb": round(peak, 1)}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
