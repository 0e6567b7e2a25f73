"""What holds for every module: reasons, sizes, first sentences, borders."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.repository import files, lines, modules, text

_WAIVER = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:\s*no cover)(?P<rest>.*)")
_REASON = re.compile(r"\s-\s.{5,}|#\s.{5,}|\([^)]{4,}\)")
_FUNCTION_LINES = 40
_MODULE_LINES = 300
_TEST_LINES = 400
_DRAWERS = {"utils", "util", "helpers", "helper", "common", "shared", "misc", "lib", "constants"}
_UNFINISHED = re.compile(r"\b(?:[T]ODO|[F]IXME|[H]ACK)\b")

# Where everything may be caught: a record, or a message, takes no other down.
BORDERS = {
    "layers/core/raimon/assessing.py": "the record loop",
    "local/raimon_local/assessed_logs.py": "the record loop of the command line",
    "local/raimon_local/pump.py": "Lambda's border: what fails is delivered again",
}


def has_a_reason(line: str) -> bool:
    """Return whether a line that waives a check says why; one without a waiver does."""
    waiver = _WAIVER.search(line)
    return waiver is None or _REASON.search(waiver["rest"]) is not None


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function without its docstring."""
    total = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        total -= (first.end_lineno or 0) - first.lineno + 1
    return total


def swallows_everything(handler: ast.ExceptHandler) -> bool:
    """Return whether the handler takes every exception and doesn't raise it again."""
    names = {"Exception", "BaseException"}
    caught = {ast.unparse(node) for node in ast.walk(handler.type)} if handler.type else names
    raised_again = any(
        isinstance(node, ast.Raise) and node.exc is None for node in ast.walk(handler)
    )
    return bool(caught & names) and not raised_again


def _is_ours(module: str) -> bool:
    return module.split(".", maxsplit=1)[0] in {"functions", "raimon", "raimon_local"}


def _functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for file, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{file}:{node.lineno} {node.name}", node


def test_waivers_have_reasons() -> None:
    """Whoever switches a check off for a line says why in that line."""
    python = (item for item in lines() if item[0].rpartition(":")[0].endswith(".py"))
    assert [place for place, line in python if not has_a_reason(line)] == []


def test_modules_begin_with_a_sentence() -> None:
    """Every module says in its first line what it is for."""
    bare = [
        str(file)
        for file, tree in modules()
        if text(file).strip() and not (ast.get_docstring(tree) or "").split("\n")[0].endswith(".")
    ]
    assert bare == []


def test_functions_are_small() -> None:
    """No function is longer than forty lines."""
    long = [
        f"{place} ({n})"
        for place, node in _functions()
        if (n := code_lines(node)) > _FUNCTION_LINES
    ]
    assert long == []


def test_modules_are_small() -> None:
    """No module is longer than three hundred lines, no test with its tables than four hundred."""
    long = {
        str(file)
        for file, _ in modules()
        if len(text(file).splitlines())
        > (_TEST_LINES if file.name.startswith("test_") else _MODULE_LINES)
    }
    assert long == set()


def test_borders() -> None:
    """Everything is caught at the named borders only."""
    swallowing = {
        str(file)
        for file, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and swallows_everything(node)
    }
    assert swallowing <= set(BORDERS)


def test_no_drawers() -> None:
    """A module is named after its noun; a drawer fills with junk."""
    assert [str(file) for file in files() if file.stem in _DRAWERS and file.suffix == ".py"] == []


def test_packages_export_nothing() -> None:
    """An __init__.py imports nothing of ours: re-exports make cycles."""
    exporting = [
        str(file)
        for file, tree in modules()
        if file.name == "__init__.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.level or _is_ours(node.module or ""))
    ]
    assert exporting == []


def test_nothing_is_left_for_later() -> None:
    """What is unfinished isn't here."""
    assert [place for place, line in lines() if _UNFINISHED.search(line)] == []


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        pytest.param("x = 1", True, id="no waiver"),
        pytest.param("x = 1  # no" + "qa: S101 - a test asserts", True, id="with its reason"),
        pytest.param("x = 1  # type: " + "ignore[misc]  # it has no types", True, id="likewise"),
        pytest.param("x = 1  # no" + "qa: S101", False, id="bare"),
        pytest.param("x = 1  # type: " + "ignore[misc]", False, id="bare, of mypy"),
    ],
)
def test_has_a_reason(
    line: str,
    fits: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """A waiver without a reason is told from one with."""
    assert has_a_reason(line) == fits


@pytest.mark.parametrize(
    ("body", "swallows"),
    [
        pytest.param("except Exception: pass", True, id="swallowed"),
        pytest.param("except (KeyError, Exception): pass", True, id="in a tuple"),
        pytest.param("except: pass", True, id="bare"),
        pytest.param("except BaseException:\n    undo()\n    raise", False, id="raised again"),
        pytest.param("except KeyError: pass", False, id="named"),
    ],
)
def test_swallows_everything(
    body: str,
    swallows: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """Catching everything is told from catching what can be named, and from cleaning up."""
    (tried,) = ast.parse(f"try:\n    work()\n{body}").body
    assert isinstance(tried, ast.Try)
    assert swallows_everything(tried.handlers[0]) == swallows


def test_borders_exist() -> None:
    """The list of borders names no file that is gone."""
    assert {str(file) for file in files()} >= set(BORDERS)
