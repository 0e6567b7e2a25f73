"""The functions as they are deployed, over the built layers alone."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from raimon_local.stack import LocalStack
from tests.emulator.emulator import EMULATOR, ROOT, Function, running, runtime_folder
from tests.emulator.world import aws, bedrock, environment, functions

type Start = Callable[..., AbstractContextManager[Function]]


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the folders that a function imports from: its layers, then Lambda's own."""
    if sys.platform != "linux" or sys.version_info[:2] != (3, 13):
        pytest.skip("the layers are for Linux and Python 3.13, as Lambda has them")
    if not EMULATOR.exists() and shutil.which("go") is None:
        pytest.skip("AWS's runtime interface emulator is built with go, which isn't on PATH")
    told = {name: value for name, value in os.environ.items() if name != "MAKEFLAGS"}
    targets = ["build/layers/ready", "build/rie/aws-lambda-rie"]
    subprocess.run(["make", "--silent", *targets], cwd=ROOT, env=told, check=True, timeout=300)  # noqa: S603, S607 - our own targets
    runtime = runtime_folder(tmp_path_factory.mktemp("runtime"))
    layers = ROOT / "build/layers"
    return [layers / "core/python", layers / "dependencies/python", runtime]


@pytest.fixture
def stack(path: list[Path]) -> Iterator[LocalStack]:
    """Give the stack in an AWS outside this process, which the functions share."""
    assert path
    with (
        aws() as endpoint,
        LocalStack("http://127.0.0.1:9", io.StringIO(), aws_endpoint=endpoint) as made,
    ):
        yield made


@pytest.fixture
def start(stack: LocalStack, path: list[Path], tmp_path: Path) -> Iterator[Start]:
    """Return a function that starts one of ours, by the handler that the template names."""
    with bedrock() as endpoint:

        def start(name: str, **settings: str) -> AbstractContextManager[Function]:
            told = functions()[name]
            handler = settings.pop("handler", told["Handler"])
            return running(
                ROOT / told["CodeUri"],
                handler,
                path,
                environment(name, stack, endpoint, **settings),
                tmp_path / f"{name}.log",
            )

        yield start
