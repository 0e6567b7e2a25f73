"""Measure the scanner alone: with RE2, without it, and against one loop over the same patterns.

usage: PYTHONPATH=. .venv/bin/python -m tests.performance.scanner [--repeats N]

Texts come from the sample logs, or from the folder that RAIMON_EVAL_DATA names, where each set is
measured by itself. Personal data and credentials are looked for together, names of people are not:
those have speeds of their own.
"""

import argparse
import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest

from raimon.bedrock.body_store import NoBodies
from raimon.bedrock.record import parse_record
from raimon.invocation import Source
from raimon.scorers.language import language_of
from raimon.scorers.privacy import recognisers, scanner
from raimon.scorers.privacy.entities_en import ENGLISH
from raimon.scorers.privacy.entities_ja import JAPANESE
from raimon.scorers.privacy.entities_world import WORLD
from raimon.scorers.privacy.keys import KEYS
from raimon.scorers.privacy.people import PERSON
from raimon.scorers.privacy.people_ja import JAPANESE_NAME
from raimon.scorers.privacy.providers import FORMS
from tests.performance import presidio

ROOT: Final = Path(__file__).resolve().parents[2]
SAMPLES: Final = ROOT / "local/raimon_local/sample_logs"
RECORD: Final = 2000  # characters
_MOST: Final = 300  # records of a set
_BY_LOOP: Final = 40  # of them, for what takes long
_NAMES: Final = (PERSON.find, JAPANESE_NAME.find)
_SETS: Final = {
    "answers, English": "pii-en/decodingtrust_pii.jsonl.gz",
    "answers, Japanese": "pii-ja/ja_outputs.jsonl.gz",
}
_HEAD: Final = """\
## The scanner of personal data and credentials

Records of 2,000 characters, names of people left out.
`unseen`: every other record, read once after the rest; RE2 builds its automaton while it reads.
`loop` looks for each of the same patterns by itself, as most scanners do.
"""
_COLD: Final = """
import sys, time
def resident():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * 4096 / 1e6
before, start = resident(), time.process_time()
from raimon.scorers.privacy import scanner
def scan(text):
    page = scanner.read(text)
    finding = scanner.finding_personal(page.opened_folded, frozenset())
    found = [one for find in finding if "name" not in find.__name__ and find.__name__ !=
             "find_person" for one in find(page.folded)]
    return [*found, *scanner.credentials(page)]
assert scan("Call me at 03-3210-9876, or k.mori@kita-shop.jp; password: Xk9#mQ2v!z")
first, after = time.process_time() - start, resident()
for text in sys.stdin.read().split(chr(0)):
    scan(text)
print(1000 * first, after - before, resident() - before)
"""


def text_sets() -> Mapping[str, Sequence[str]]:
    """Return records of each set of texts, by what it is called."""
    folder = os.environ.get("RAIMON_EVAL_DATA")
    if not folder:
        return _by_language(_logged(SAMPLES))
    sets = {name: records(_answers(Path(folder, file))) for name, file in _SETS.items()}
    for language in ("en", "ja"):
        sets |= _by_language(_logged(Path(folder, f"logs-{language}")))
    return sets


def _answers(file: Path) -> Iterator[str]:
    """Yield the texts of a file of labelled texts."""
    for line in gzip.decompress(file.read_bytes()).splitlines():
        yield json.loads(line)["text"]


def _by_language(texts: Iterable[str]) -> dict[str, Sequence[str]]:
    known = sorted(set(texts))
    named = {"en": "logs, English", "ja": "logs, Japanese"}
    by_name = {
        name: records(text for text in known if language_of(text) == code)
        for code, name in named.items()
    }
    return {name: found for name, found in by_name.items() if len(found) > 1}


def _logged(folder: Path) -> Iterator[str]:
    """Yield the texts of all readable invocations below a folder of logs."""
    for file in sorted(folder.rglob("*.json.gz")):
        try:
            lines = [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]
        except (OSError, EOFError, ValueError):
            continue
        for number, line in enumerate(lines, start=1):
            if isinstance(line, dict) and "requestId" in line:
                source = Source(bucket="b", key=file.name, line=number)
                yield from parse_record(line, source, NoBodies()).segments.values()


def records(texts: Iterable[str]) -> Sequence[str]:
    """Return the texts, one after the other, as records of one length."""
    whole = "\n".join(texts)[: RECORD * _MOST]
    return [whole[start : start + RECORD] for start in range(0, len(whole), RECORD)]


def scan(text: str) -> int:
    """Return how many values both scans find, names of people left out."""
    page = scanner.read(text)
    found = 0
    for find in scanner.finding_personal(page.opened_folded, frozenset()):
        if find not in _NAMES:
            found += sum(1 for _ in find(page.folded))
    return found + sum(1 for _ in scanner.credentials(page))


def loop() -> Callable[[str], int]:
    """Return what looks for each of the scanner's patterns by itself, as most scanners do."""
    detectors = (*ENGLISH, *JAPANESE, *(local.detector for local in WORLD))
    found_by = {one.find for one in (*ENGLISH, *JAPANESE, *WORLD, *KEYS)}
    others = (
        one
        for one in (*(each for _, each in recognisers.PERSONAL), *recognisers.CREDENTIALS)
        if one.find not in found_by and one.find not in _NAMES
    )
    patterns = {
        *(detector.pattern.pattern for detector in detectors),
        *(key.pattern.pattern for key in KEYS),
        *(re.escape(form.prefix) + form.rest for form in FORMS),
        *(form for one in others for form in one.forms),
    }
    compiled = [re.compile(pattern) for pattern in sorted(patterns)]
    return lambda text: sum(1 for pattern in compiled for _ in pattern.finditer(text))


def speed(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return the MB of UTF-8 a second of CPU."""
    scanner.kept.cache_clear()
    start = time.process_time()
    for text in texts:
        work(text)
    return _megabytes(texts) / (time.process_time() - start)


def _megabytes(texts: Sequence[str]) -> float:
    return sum(len(text.encode("utf-8", "replace")) for text in texts) / 1e6


def table(repeats: int) -> Iterator[str]:
    """Yield the table of speeds in Markdown."""
    looped = loop()
    head = [
        "texts",
        "records",
        "RE2, MB/s",
        "unseen, MB/s",
        "`re` alone, MB/s",
        "loop, MB/s",
        "times the loop",
    ]
    if presidio.is_there():
        head += ["Presidio's patterns, MB/s", "times Presidio"]
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'--:|' * (len(head) - 1)}"
    for name, texts in text_sets().items():
        speed(scan, texts[::2])  # what RE2 learns of such texts it keeps
        unseen = speed(scan, texts[1::2])
        rows = [_measured(texts, looped) for _ in range(repeats)]
        figures = [statistics.median(column) for column in zip(*rows, strict=True)]
        if presidio.is_there():
            few = texts[:_BY_LOOP]
            theirs = _megabytes(few) / presidio.analysed(few).seconds
            figures += [theirs, figures[0] / theirs]
        figures.insert(1, unseen)
        told = " | ".join(f"{figure:.{1 if figure < 10 else 0}f}" for figure in figures)
        yield f"| {name} | {len(texts)} | {told} |"


def _measured(texts: Sequence[str], looped: Callable[[str], int]) -> tuple[float, ...]:
    """Return one repeat: all ways in turn, so that a slow moment meets them all."""
    few = texts[:_BY_LOOP]
    gated = speed(scan, texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanner.GATE, "match", None)
        alone = speed(scan, few)
    by_loop = speed(looped, few)
    return gated, alone, by_loop, speed(scan, few) / by_loop


def cold(repeats: int) -> str:
    """Return how long import, set-up and first scan take in a process of its own; its memory."""
    texts = "\0".join(text for found in text_sets().values() for text in found[:100])
    with tempfile.TemporaryDirectory() as bytecode:  # as the layer has it; the first run writes it
        runs = [_cold_run(texts, bytecode) for _ in range(repeats + 1)][1:]
    first, memory, warm = (statistics.median(column) for column in zip(*runs, strict=True))
    return (
        f"Import, set-up and first scan: {first:.0f} ms and {memory:.0f} MB;"
        f" {warm:.0f} MB after {texts.count(chr(0)) + 1} records (medians, a process each)."
    )


def _cold_run(texts: str, bytecode: str) -> list[float]:
    answer = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", _COLD],
        input=texts.encode("utf-8", "replace"),
        env={
            "PATH": os.defpath,
            "PYTHONPATH": str(ROOT / "layers/core"),
            "PYTHONPYCACHEPREFIX": bytecode,
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        check=True,
    ).stdout
    return [float(part) for part in answer.split()]


def told(repeats: int) -> str:
    """Return the figures as Markdown."""
    return "\n".join([_HEAD, *table(repeats), "", cold(repeats)]) + "\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    sys.stdout.write(told(parser.parse_args().repeats))


if __name__ == "__main__":
    main()
