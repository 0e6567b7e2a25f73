"""Presidio in an environment of its own, where `make presidio` has made one."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PYTHON: Final = ROOT / "build/presidio/bin/python"


@dataclass(frozen=True, slots=True)
class Found:
    """What Presidio found in a text."""

    entity: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Analysed:
    """What Presidio found in each text, and how long that took."""

    found: tuple[tuple[Found, ...], ...]
    seconds: float


def is_there() -> bool:
    """Return whether Presidio is installed."""
    return (ROOT / "build/presidio/ready").exists()


def analysed(texts: Sequence[str]) -> Analysed:
    """Return what Presidio's English patterns find in the texts, and its CPU seconds."""
    lines = subprocess.run(  # noqa: S603 - our own script
        [PYTHON, ROOT / "tests/performance/presidio_patterns.py"],
        input="\n".join(map(json.dumps, texts)),
        capture_output=True,
        check=True,
        text=True,
    ).stdout.splitlines()
    found = tuple(tuple(Found(*one) for one in json.loads(line)) for line in lines[:-1])
    return Analysed(found, float(lines[-1]))
