"""What AWS gets: sizes of layers and functions, and how long each handler's imports take.

usage: python -m tests.performance.packages     (after make build/artefacts/ready)
"""

import ast
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import urllib3

ROOT: Final = Path(__file__).resolve().parents[2]
_ARTEFACTS: Final = ROOT / "build/artefacts"
_ARCHITECTURES: Final = ("arm64", "x86_64")
_LAYERS: Final = ("dependencies", "core")
_RUNTIME: Final = ("boto3", "botocore", "dateutil", "jmespath", "s3transfer", "six.py", "urllib3")
_MEASURES: Final = 3
_MEGABYTE: Final = 1_000_000


def told() -> str:
    """Return the sizes and the import times as Markdown; both layers are built if need be."""
    command = ["make", "--silent", "build/artefacts/ready"]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - our own target
    return "\n".join([*_sizes(), "", *_imports()]) + "\n"


def _sizes() -> Iterator[str]:
    yield "| layer | processor | zip, MB | unzipped, MB | of it bytecode, MB |"
    yield "|---|---|--:|--:|--:|"
    for layer in _LAYERS:
        for architecture in _ARCHITECTURES:
            folder = _ARTEFACTS / architecture / layer
            sizes = (_zipped(folder), _size(folder), _size(folder, "*.pyc"))
            numbers = " | ".join(f"{size / _MEGABYTE:.1f}" for size in sizes)
            yield f"| {layer} | {architecture} | {numbers} |"
    handlers = [_zipped(handler.parent) for handler in _handlers().values()]
    yield ""
    yield f"A function's own zip holds its handler and its README: at most {max(handlers):,} bytes."


def _imports() -> Iterator[str]:
    yield "| function | imports, ms | without bytecode, ms |"
    yield "|---|--:|--:|"
    with tempfile.TemporaryDirectory() as folder:
        compiled, plain = _prepared(Path(folder))
        for name, handler in _handlers().items():
            program = "; ".join(f"import {module}" for module in _modules(handler))
            fast, slow = (_milliseconds(program, path) for path in (compiled, plain))
            yield f"| `{name}` | {fast:.0f} | {slow:.0f} |"
    yield ""
    yield f"Best of {_MEASURES} on this host, in a process of its own, less an empty one."


def _handlers() -> Mapping[str, Path]:
    return {file.parent.name: file for file in sorted(ROOT.glob("functions/*/handler.py"))}


def _modules(handler: Path) -> list[str]:
    """Return what the handler imports: importing itself would want its settings."""
    nodes = list(ast.walk(ast.parse(handler.read_text(encoding="utf-8"))))
    found = [str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)]
    plain = [node.names[0].name for node in nodes if isinstance(node, ast.Import)]
    return plain + found


def _prepared(folder: Path) -> tuple[str, str]:
    """Return two paths to import from: the layers as built, and a copy without bytecode.

    The SDK, which Lambda brings, has its bytecode in both.
    """
    host = "arm64" if os.uname().machine in {"arm64", "aarch64"} else "x86_64"
    built = _ARTEFACTS / host
    bare = folder / "bare"
    shutil.copytree(built, bare, ignore=shutil.ignore_patterns("__pycache__"))
    sdk = folder / "sdk"
    sdk.mkdir()
    installed = Path(urllib3.__file__).parents[1]
    for name in _RUNTIME:
        if (installed / name).is_dir():
            shutil.copytree(installed / name, sdk / name)
        elif (installed / name).exists():
            shutil.copy(installed / name, sdk / name)
    subprocess.run([sys.executable, "-m", "compileall", "-q", "-j", "0", sdk], check=True)  # noqa: S603 - Python's own module
    compiled, plain = (
        os.pathsep.join(
            str(part) for part in (root / "core/python", root / "dependencies/python", sdk)
        )
        for root in (built, bare)
    )
    return compiled, plain


def _milliseconds(program: str, path: str) -> float:
    """Return the shortest time of the program, less that of an empty one."""
    return 1000 * (_shortest(program, path) - _shortest("pass", path))


def _shortest(program: str, path: str) -> float:
    """Return the shortest of some runs, each in a process of its own that writes no bytecode."""
    environment = {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "PATH": os.defpath}
    times = []
    for _ in range(_MEASURES):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-S", "-c", program], env=environment, check=True)  # noqa: S603 - our own program
        times.append(time.perf_counter() - began)
    return min(times)


def _size(folder: Path, pattern: str = "*") -> int:
    return sum(file.stat().st_size for file in folder.rglob(pattern) if file.is_file())


def _zipped(folder: Path) -> int:
    """Return the size of the folder's zip."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(file, file.relative_to(folder))
    return held.tell()


if __name__ == "__main__":
    sys.stdout.write(told())
