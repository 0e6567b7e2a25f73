"""Measure how fast Raimon is and where the time goes, and write docs/performance.md.

Every figure is a median of repeats in one run; ratios compare steps of the same repeat, so that
they hold on other machines where the seconds don't.
"""

import argparse
import gc
import gzip
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from raimon.assessing import Assessor
from raimon.bedrock.body_store import NoBodies
from raimon.bedrock.log_key import is_log_key
from raimon.bedrock.log_object import LogLine, read_log
from raimon.bedrock.record import parse_record
from raimon.invocation import Invocation, Source
from raimon.policy import default_policy
from raimon.scorers.evidence import TokenKey
from raimon.scorers.registry import SCORERS
from raimon.scorers.scoring import Scoring, read
from raimon.store.indexer import Message
from raimon_local.node_home import NodeUnavailableError
from tests.performance import fairness, packages, replaying, scanner
from tests.performance.fakes import MemoryLogs, NoBus, NoResults, Results, stored_event
from tests.performance.indexing import Indexing, measure, told
from tests.unit.store.fakes import InMemoryArchive

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "local" / "raimon_local" / "sample_logs"
REPORT = ROOT / "docs" / "performance.md"
LARGE_OBJECT_MB = 200

# A vCPU is 1,769 MB of memory; prices of us-east-1, arm64, without the free tier.
USD_PER_GB_SECOND = 0.0000133334
GB_PER_VCPU = 1.769 * 1000 / 1024
USD_PER_REQUEST = 0.20 / 1_000_000
RECORDS_PER_REQUEST = 10


@dataclass(frozen=True, slots=True)
class Step:
    """One timed step: CPU seconds over all records, a value each repeat."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """Return the median of the repeats."""
        return statistics.median(self.seconds)

    def ratio(self, base: "Step") -> float:
        """Return the median of this step's share of another, repeat by repeat."""
        return statistics.median(
            mine / theirs for mine, theirs in zip(self.seconds, base.seconds, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Logs:
    """The records of a folder of logs, in the forms that the steps start from."""

    objects: Mapping[str, bytes]
    records: int
    characters: int
    invocations: tuple[Invocation, ...] = field(repr=False)

    @property
    def megabytes(self) -> float:
        """Return the size after gunzip, in MB."""
        return self.characters / 1e6


def load(folder: Path) -> Logs:
    """Read the log objects below a folder that is laid out as a log bucket."""
    objects = {
        key: file.read_bytes()
        for file in sorted(folder.glob("AWSLogs/**/*"))
        if file.is_file()
        and is_log_key(key := file.relative_to(folder).as_posix(), file.stat().st_size)
    }
    readable = {key: raw for key, raw in objects.items() if _lines(raw)}
    invocations = tuple(
        parse_record(line.record, Source(bucket="b", key=key, line=line.line), NoBodies())
        for key, raw in readable.items()
        for line in read_log(BytesIO(raw))
        if isinstance(line, LogLine) and "requestId" in line.record
    )
    size = sum(len(gzip.decompress(raw)) for raw in readable.values())
    return Logs(readable, len(invocations), size, invocations)


def _lines(raw: bytes) -> list[object]:
    """Return the records of an object that is well formed throughout, else nothing."""
    try:
        return [json.loads(line) for line in gzip.decompress(raw).splitlines()]
    except (OSError, EOFError, ValueError):
        return []


def timed(work: Callable[[], object]) -> float:
    """Return the CPU seconds of the work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def steps(logs: Logs, repeats: int) -> dict[str, Step]:
    """Time every step, interleaved, so that a slow moment of the machine meets them all."""
    scoring = Scoring(default_policy(), TokenKey(b"a key for the benchmark only, no secret"))
    readings = [read(invocation) for invocation in logs.invocations]
    works: dict[str, Callable[[], object]] = {
        "gunzip and json": lambda: [_lines(raw) for raw in logs.objects.values()],
        "parser": lambda: _parse(logs),
        "language, refusal and outcome": lambda: [read(item) for item in logs.invocations],
    }
    for scorer in SCORERS:
        works[scorer.name] = lambda scorer=scorer: [  # type: ignore[misc] # bound as a default
            scorer.judge(reading, scorer.tuning) for reading in readings
        ]
    works["scoring"] = lambda: [scoring.assess(item) for item in logs.invocations]
    works["assess"] = lambda: _assess(logs, scoring)
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(repeats):
        for name, work in works.items():
            seconds[name].append(timed(work))
    return {name: Step(name, tuple(values)) for name, values in seconds.items()}


def _parse(logs: Logs) -> list[Invocation]:
    return [
        parse_record(line.record, Source(bucket="b", key=key, line=line.line), NoBodies())
        for key, raw in logs.objects.items()
        for line in read_log(BytesIO(raw))
        if isinstance(line, LogLine)
    ]


def _assess(logs: Logs, scoring: Scoring) -> None:
    assessor = Assessor(MemoryLogs(logs.objects), NoBodies(), NoResults(), NoBus(), scoring)
    for key in logs.objects:
        assessor.assess_object("bucket", key)


def indexing(logs: Logs, repeats: int) -> Indexing | None:
    """Measure indexing into the real node; None where Java or Maven is missing."""
    scoring = Scoring(default_policy(), TokenKey(b"a key for the benchmark only, no secret"))
    results = Results()
    assessor = Assessor(MemoryLogs(logs.objects), NoBodies(), results, NoBus(), scoring)
    for key in logs.objects:
        assessor.assess_object("bucket", key)
    archive = InMemoryArchive(results.objects)
    messages = [Message(key, stored_event(archive.bucket, key)) for key in results.objects]
    try:
        return measure(archive, messages, repeats)
    except NodeUnavailableError:
        return None


def peak_memory(logs: Logs, megabytes: int) -> tuple[int, float]:
    """Assess the logs repeated to one object, in a process of its own; return records and MB."""
    plain = b"".join(gzip.decompress(raw) for raw in logs.objects.values())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.json.gz"
        with gzip.open(path, "wb", compresslevel=1) as large:
            for _ in range(1 + megabytes * 1_000_000 // len(plain)):
                large.write(plain)
        answer = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-m", "tests.performance.memory", str(path)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join((".", "layers/core"))},
            check=True,
            capture_output=True,
        ).stdout
    figures = json.loads(answer)
    return figures["records"], figures["peak_mb"]


def usd_per_million(seconds_a_record: float) -> float:
    """Return what a million records cost on Lambda: compute at one vCPU, and requests."""
    compute = seconds_a_record * GB_PER_VCPU * USD_PER_GB_SECOND
    return 1_000_000 * (compute + USD_PER_REQUEST / RECORDS_PER_REQUEST)


def table(logs: Logs, found: Mapping[str, Step]) -> Iterator[str]:
    """Yield the table of steps in Markdown."""
    base = found["gunzip and json"]
    yield "| step | records/s | MB/s | µs a record | times gunzip and JSON |"
    yield "|---|--:|--:|--:|--:|"
    for name, step in found.items():
        a_second = logs.records / step.median
        yield (
            f"| {name} | {a_second:,.0f} | {logs.megabytes / step.median:,.1f} "
            f"| {1e6 / a_second:,.0f} | {step.ratio(base):.2f} |"
        )


PAGE = """\
# Performance

Written by `make bench`; do not edit by hand.
Python {python} on {machine}, one core; CPU time, medians of {repeats} repeats.
Logs: {records:,} records of {megabytes:.1f} MB in {objects} objects.

## Where the time goes

{table}

`scoring` is everything from an invocation to its assessment.
`assess` is the whole way from the gzip object to the gzip of its results.

{scanner}
{fairness}
## Statistics, and a replay

{replaying}

## Indexing into a real node

{indexing}

## Memory

One object of {large_mb} MB after gunzip, {large_records:,} records: peak of resident memory {peak:.0f} MB.

## What ships, and how long it takes to load

{packages}

## Cost

{microseconds:,.0f} µs of CPU a record are USD {usd:.3f} per million invocations,
at USD {gb_second} a GB-second (arm64), {vcpu:.3f} GB a vCPU, and {batch} records a request.
That this machine's core stands for Lambda's is an assumption, and price lists change.
"""  # noqa: E501 - a sentence is a line


def report(logs: Logs, found: Mapping[str, Step], *, repeats: int, large_mb: int) -> str:
    """Return the page."""
    a_record = found["assess"].median / logs.records
    large_records, peak = peak_memory(logs, large_mb)
    return PAGE.format(
        python=platform.python_version(),
        machine=platform.machine(),
        repeats=repeats,
        records=logs.records,
        megabytes=logs.megabytes,
        objects=len(logs.objects),
        table="\n".join(table(logs, found)),
        scanner=scanner.told(repeats),
        fairness=fairness.told(repeats),
        indexing=told(indexing(logs, repeats)),
        replaying=replaying.told(replaying.measure(logs.invocations, repeats)),
        packages=packages.told(),
        large_mb=large_mb,
        large_records=large_records,
        peak=peak,
        microseconds=1e6 * a_record,
        usd=usd_per_million(a_record),
        gb_second=USD_PER_GB_SECOND,
        vcpu=GB_PER_VCPU,
        batch=RECORDS_PER_REQUEST,
    )


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--logs", type=Path, default=SAMPLES, help="a copy of a log bucket")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--large-mb", type=int, default=LARGE_OBJECT_MB)
    parser.add_argument("--no-report", action="store_true", help="print only")
    arguments = parser.parse_args()
    logs = load(arguments.logs)
    gc.freeze()  # what the benchmark itself holds is no work for the collector
    found = steps(logs, arguments.repeats)
    page = report(logs, found, repeats=arguments.repeats, large_mb=arguments.large_mb)
    sys.stdout.write(page)
    if not arguments.no_report:
        REPORT.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
