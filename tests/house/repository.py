"""The repository's own files, as git sees them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_MOST_BYTES = 2 << 20
_MADE = frozenset(
    {
        ".aws-sam",
        ".git",
        ".hypothesis",
        ".import_linter_cache",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
        ".tools",
        ".venv",
        "__pycache__",
        "build",
        "dist",
    }
)


@cache
def files() -> tuple[Path, ...]:
    """Return every file that git tracks or would track, relative to the root."""
    names = (Path(name) for name in _listed() if name)
    return tuple(sorted(name for name in names if (ROOT / name).is_file()))


def _listed() -> list[str]:
    """Return git's own list; where this is no checkout, whatever lies here that isn't made."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)  # noqa: S603 - no input
    if listing.returncode == 0:
        return listing.stdout.decode().split("\0")
    return [
        str(file.relative_to(ROOT))
        for top in ROOT.iterdir()
        if top.name not in _MADE
        for file in (top.rglob("*") if top.is_dir() else (top,))
        if _MADE.isdisjoint(file.parts)
    ]


@cache
def text(file: Path) -> str:
    """Return the file's text, empty where it is binary or too large to be a source."""
    content = (ROOT / file).read_bytes()
    if b"\0" in content[:4096] or len(content) > _MOST_BYTES:
        return ""
    return content.decode("utf-8", "replace")


def lines() -> Iterator[tuple[str, str]]:
    """Yield place and text of every line of every file."""
    for file in files():
        for number, line in enumerate(text(file).splitlines(), start=1):
            yield f"{file}:{number}", line


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """Yield every Python module with its syntax tree."""
    for file in files():
        if file.suffix == ".py":
            yield file, ast.parse(text(file), filename=str(file))


def documents() -> list[Path]:
    """Return every document for people."""
    return [file for file in files() if file.suffix == ".md"]
