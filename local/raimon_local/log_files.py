"""Which logs the arguments name, and where the bodies that belong to them lie."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from raimon.bedrock.log_key import is_log_key
from raimon_local.errors import UnusableArgumentError

BUCKET = "local"  # stands for the bucket as long as nobody says what it is called
STANDARD_INPUT = "-"
_TREE = "AWSLogs"


@dataclass(frozen=True, slots=True)
class LogFile:
    """One log to read: a file, or standard input where there is no path."""

    key: str
    path: Path | None = None

    @property
    def root(self) -> Path | None:
        """Return the folder that stands for the bucket: the one that holds AWSLogs."""
        return None if self.path is None else _root_of(self.path.absolute())

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open the log to be read once; standard input stays open."""
        if self.path is None:
            yield sys.stdin.buffer
            return
        with self.path.open("rb") as stream:
            yield stream


def log_files(arguments: Iterable[str]) -> list[LogFile]:
    """Return the logs that the arguments name, in their order; a folder's in order of their keys.

    Raises:
        UnusableArgumentError: with one sentence for each argument that can't be used.

    """
    files: list[LogFile] = []
    problems: list[str] = []
    for argument in arguments:
        try:
            files += _named_by(argument)
        except UnusableArgumentError as error:
            problems.append(str(error))
    if sum(file.path is None for file in files) > 1:
        problems.append("standard input (-) can be read once only: name it once")
    if problems:
        raise UnusableArgumentError("\nraimon: ".join(problems))
    return files


def _named_by(argument: str) -> list[LogFile]:
    if argument == STANDARD_INPUT:
        return [LogFile(STANDARD_INPUT)]
    path = Path(argument)
    if path.is_dir():
        return _below(path)
    if not path.exists():
        message = f"{argument} isn't there: check the name, or use - to read standard input"
        raise UnusableArgumentError(message)
    if not os.access(path, os.R_OK):
        message = f"{argument} may not be read: allow it (chmod u+r), or name another file"
        raise UnusableArgumentError(message)
    return [LogFile(_key_of(path), path)]


def _below(folder: Path) -> list[LogFile]:
    """Return the log objects in a copy of a log bucket: no bodies, no permission check."""
    keys = {_key_of(path): path for path in folder.rglob("*") if path.is_file()}
    logs = [LogFile(key, path) for key, path in sorted(keys.items()) if is_log_key(key)]
    if not logs:
        message = (
            f"{folder} holds no log object (AWSLogs/<account>/BedrockModelInvocationLogs/"
            "<region>/YYYY/MM/DD/HH/*.json.gz): name the files themselves"
        )
        raise UnusableArgumentError(message)
    return logs


def _key_of(path: Path) -> str:
    """Return the object's key: from AWSLogs on where the path tells it, else the path as given."""
    root = _root_of(path.absolute())
    name = path.absolute().relative_to(root) if root else path
    return os.fsencode(name).decode(errors="replace")


def _root_of(path: Path) -> Path | None:
    """Return the folder that holds the innermost AWSLogs on the path."""
    return next((parent.parent for parent in path.parents if parent.name == _TREE), None)
