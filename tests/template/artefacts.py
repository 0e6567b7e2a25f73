"""What is wrong with built layers: read from the files themselves, whoever has built them.

usage: python -m tests.template.artefacts FOLDER arm64|x86_64
"""

import marshal
import struct
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

MACHINES: Final[Mapping[str, int]] = {"arm64": 0xB7, "x86_64": 0x3E}
TAG: Final = "cpython-313"
# opensearch-py names grpc and aiohttp and imports neither; a tracer would bring botocore, which the
# runtime has.
UNWANTED: Final = ("aiohttp", "aws_xray_sdk", "boto3", "botocore", "google", "grpc", "pip", "tests")
_ELF: Final = b"\x7fELF"
_UNCHECKED_HASH: Final = 1  # the flags of bytecode that is never compared with its source
_HEADER: Final = 16


def faults(folder: Path, architecture: str) -> list[str]:
    """Return a sentence for everything that would fail, or be slow, on Lambda only."""
    found = [*_of_shared_objects(folder, architecture), *_of_bytecode(folder)]
    unwanted = [f"{name} ships" for name in UNWANTED if any(folder.glob(f"**/python/{name}"))]
    return found + unwanted


def _of_shared_objects(folder: Path, architecture: str) -> Iterator[str]:
    """Compare the machine in each ELF header, and Python in each name, with what is meant."""
    objects = sorted(folder.rglob("*.so*"))
    if not objects and any(folder.rglob("pydantic_core")):
        yield "pydantic_core has no shared object"
    for file in objects:
        header = file.read_bytes()[:20]
        machine = struct.unpack_from("<H", header, 18)[0] if header.startswith(_ELF) else None
        if machine != MACHINES[architecture]:
            yield f"{file.name} is for another processor than {architecture}"
        if "cpython-" in file.name and TAG not in file.name:
            yield f"{file.name} is for another Python than {TAG}"


def _of_bytecode(folder: Path) -> Iterator[str]:
    """Look for each module's bytecode, its validation, and the path that it tells."""
    for module in sorted(folder.rglob("*.py")):
        compiled = module.parent / "__pycache__" / f"{module.stem}.{TAG}.pyc"
        if not compiled.exists():
            yield f"{module.name} has no bytecode"
            continue
        content = compiled.read_bytes()
        if struct.unpack_from("<I", content, 4)[0] != _UNCHECKED_HASH:
            yield f"{compiled.name} is compared with a source whose time a zip changes"
        elif b"/opt/python/" not in content:
            yield f"{compiled.name} tells another path than Lambda's"


def path_in(compiled: Path) -> str:
    """Return the path that bytecode of this very Python tells in a traceback."""
    return str(marshal.loads(compiled.read_bytes()[_HEADER:]).co_filename)  # noqa: S302 - our own build


def main(arguments: list[str]) -> int:
    """Print what is wrong; return 1 if anything is."""
    folder, architecture = arguments
    found = faults(Path(folder), architecture)
    print(*found, sep="\n", end="\n" if found else "")  # noqa: T201 - a command speaks to its terminal
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
