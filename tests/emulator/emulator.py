"""One function under AWS's own runtime interface emulator: the real start, the real handler."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

import urllib3

ROOT: Final = Path(__file__).resolve().parents[2]
EMULATOR: Final = ROOT / "build/rie/aws-lambda-rie"
# What Lambda brings beside the layers: its SDK and the client of its runtime.
RUNTIME: Final = (
    "awslambdaric",
    "boto3",
    "botocore",
    "dateutil",
    "jmespath",
    "s3transfer",
    "simplejson",
    "six.py",
    "snapshot_restore_py",
    "urllib3",
)
_INVOKE: Final = "/2015-03-31/functions/function/invocations"
_INIT: Final = re.compile(r"INIT REPORT\(durationMs: ([0-9.]+)\)")
_LISTENING_SECONDS: Final = 20


def runtime_folder(target: Path) -> Path:
    """Fill a folder with what the Lambda runtime brings, out of this environment."""
    target.mkdir(parents=True, exist_ok=True)
    installed = Path(str(sys.modules["urllib3"].__file__)).parents[1]
    found = {path.name: path for path in installed.iterdir()}
    # a module of C lies beside its package
    names = {*RUNTIME, *(name for name in found if name.startswith("runtime_client."))}
    for name in sorted(names & set(found)):
        (target / name).symlink_to(found[name])
    return target


@dataclass
class Function:
    """A function that runs; each call is one event."""

    address: str
    log_file: Path

    def invoke(self, event: Mapping[str, Any]) -> Any:  # noqa: ANN401 - what the function returns
        """Return the function's answer; an error is a dictionary with errorType."""
        body = json.dumps(event).encode()
        told = urllib3.request(
            "POST", f"http://{self.address}{_INVOKE}", body=body, timeout=60, retries=False
        )
        return json.loads(told.data or b"null")

    @property
    def log(self) -> str:
        """Return everything that the function and its runtime printed."""
        return self.log_file.read_text(encoding="utf-8")

    @property
    def init_milliseconds(self) -> float:
        """Return how long the start took before the first event, as the emulator measured it."""
        found = _INIT.search(self.log)
        if found is None:
            message = "the emulator reported no start"
            raise LookupError(message)
        return float(found[1])


@contextmanager
def running(
    folder: Path, handler: str, path: Sequence[Path], environment: Mapping[str, str], log: Path
) -> Iterator[Function]:
    """Start the function in its folder with only these folders to import from."""
    address, api = _free_address(), _free_address()
    told = {
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1769",
        "AWS_LAMBDA_FUNCTION_NAME": folder.name,
        "AWS_LAMBDA_FUNCTION_TIMEOUT": "50",
        "LAMBDA_TASK_ROOT": str(folder),
        "PATH": os.defpath,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": os.pathsep.join(map(str, path)),
        **environment,
    }
    options = ["--runtime-interface-emulator-address", address, "--runtime-api-address", api]
    command = [str(EMULATOR), *options, sys.executable, "-S", "-m", "awslambdaric", handler]
    with log.open("wb") as file, _process(command, folder, told, file):
        _await_listening(address)
        yield Function(address, log)


@contextmanager
def _process(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], log: BinaryIO
) -> Iterator[None]:
    """Run the emulator, and end it together with the runtime that it has started."""
    process = subprocess.Popen(  # noqa: S603 - our own build of AWS's emulator
        command,
        cwd=folder,
        env=dict(environment),
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def _await_listening(address: str) -> None:
    host, _, port = address.partition(":")
    end = time.monotonic() + _LISTENING_SECONDS
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex((host, int(port))) == 0:
                return
        time.sleep(0.05)
    message = "the emulator doesn't listen"
    raise TimeoutError(message)
