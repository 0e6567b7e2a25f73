"""Documents name what exists, and say the same in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.repository import ROOT, documents, files, text

_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
_PATH = re.compile(
    r"`((?:docs|events|functions|layers|local|requirements|scripts|tests)/[\w./-]+)`"
)
_MAKE = re.compile(r"\bmake ([a-z][a-z-]*)\b")
_COMMAND = re.compile(r"\braimon ([a-z]+)\b")
_TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def targets() -> set[str]:
    """Return the targets of the Makefile."""
    return set(_TARGET.findall(text(Path("Makefile"))))


def _code(document: Path) -> Iterator[str]:
    """Yield what stands in code spans and code blocks."""
    content = text(document)
    yield from re.findall(r"```.*?```", content, re.DOTALL)
    yield from re.findall(r"`[^`\n]+`", content)


@pytest.mark.parametrize("document", documents(), ids=str)
def test_names_only_what_exists(document: Path) -> None:
    """Every link and every path of the repository leads somewhere."""
    content = text(document)
    linked = [document.parent / target for target in _LINK.findall(content)]
    named = [Path(path) for path in _PATH.findall(content)]
    missing = [str(path) for path in (*linked, *named) if not (ROOT / path).exists()]
    assert missing == []


@pytest.mark.parametrize("document", documents(), ids=str)
def test_commands_exist(document: Path) -> None:
    """Every `make` target that a document names is in the Makefile."""
    named = {target for code in _code(document) for target in _MAKE.findall(code)}
    assert named <= targets()


def test_help_names_every_target_for_people() -> None:
    """`make` tells of every target that people use, and of none that doesn't exist."""
    makefile = text(Path("Makefile"))
    shown = set(re.findall(r"^  make ([a-z-]+)", makefile, re.MULTILINE))
    assert shown <= targets()
    parts_of_check = {"static", "lint", "types", "arrows", "locks", "schemas-fresh", "template"}
    assert targets() - shown == {"help"} | parts_of_check


def test_readme_fits_on_a_screen() -> None:
    """The README says what, for whom and how in one screen, with two commands."""
    readme = text(Path("README.md"))
    assert len(readme.splitlines()) <= 70
    assert {"demo", "test"} <= set(_MAKE.findall(readme))
    assert "docs/ja/README.md" in readme


def test_front_page_in_japanese() -> None:
    """The Japanese front page has the same two commands and is written in Japanese."""
    page = text(Path("docs/ja/README.md"))
    assert {"demo", "test"} <= set(_MAKE.findall(page))
    assert len(_JAPANESE.findall(page)) > 400
    assert "です" in page
    assert "ます" in page


def test_ci_runs_what_the_readme_says() -> None:
    """CI runs the test command of the README after the static part of the check."""
    ci = text(Path(".ci/run"))
    assert "make static\n" in ci
    assert ci.rstrip().endswith("make test")
    assert re.search(r"^check: static test$", text(Path("Makefile")), re.MULTILINE)


def test_decisions_are_numbered_and_listed() -> None:
    """Decisions are numbered without gaps, dated, listed, and say whether the door opens twice."""
    folder = Path("docs/decisions")
    records = sorted(file for file in files() if file.parent == folder and file.name != "README.md")
    numbers = [int(file.name[:4]) for file in records]
    assert numbers == list(range(1, len(numbers) + 1))
    index = text(folder / "README.md")
    for record in records:
        assert f"({record.name})" in index, record
        content = text(record)
        for part in ("Date:", "## Context", "## Decision", "## Consequences", "## Door"):
            assert part in content, (record, part)


def test_changelog_has_the_version() -> None:
    """The version of the package is in the changelog, which has a place for what comes next."""
    (version,) = re.findall(r'^version = "(.+)"$', text(Path("pyproject.toml")), re.MULTILINE)
    changelog = text(Path("CHANGELOG.md"))
    assert f"## [{version}]" in changelog or "## [Unreleased]" in changelog


def test_licence() -> None:
    """The licence is there in full, and the notice beside it."""
    licence = text(Path("LICENSE"))
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    assert "Raimon" in text(Path("NOTICE"))
