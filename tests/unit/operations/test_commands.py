"""Every `aws` command of the documents names an operation and options that AWS's models know."""

import re
from collections.abc import Iterator
from functools import cache

import botocore.session
import pytest
from botocore import xform_name
from botocore.model import ServiceModel

from tests.house.repository import ROOT

PAGES = ("docs/deploy.md", "docs/operations.md", "docs/unproven.md", "docs/governance.md")
_CODE = re.compile(r"```sh\n(.*?)```|`([^`\n]+)`", re.DOTALL)
_COMMAND = re.compile(r"\baws ([a-z0-9]+) ([a-z][a-z0-9-]+)((?:[^\n;|]|\\\n)*)")
_OPTION = re.compile(r"(?<=\s)--([a-z][a-z0-9-]*)")
_GLOBAL = {"query", "output", "region", "profile"}
_SERVICES = {"s3api": "s3"}
# What the command line adds to the services' own operations.
_OF_THE_COMMAND_LINE = {
    ("logs", "tail"): {"since", "filter-pattern", "follow", "format"},
    ("s3", "cp"): {"recursive", "exclude", "include"},
    ("s3", "ls"): {"recursive"},
}


def commands(text: str) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield service, operation and options of every command, those within others too."""
    for block, span in _CODE.findall(text):
        code = (block or span).replace("\\\n", " ")
        for part in re.split(r"\$\(|\)", code):
            for service, operation, rest in _COMMAND.findall(part):
                yield service, operation, frozenset(_OPTION.findall(rest)) - _GLOBAL


@cache
def model(service: str) -> ServiceModel:
    """Return AWS's model of the service."""
    session = botocore.session.get_session()
    return session.get_service_model(_SERVICES.get(service, service))


def unknown(service: str, operation: str, options: frozenset[str]) -> set[str]:
    """Return what of a command AWS doesn't know: the operation, or some of its options."""
    if (service, operation) in _OF_THE_COMMAND_LINE:
        return set(options - _OF_THE_COMMAND_LINE[service, operation])
    names = {xform_name(name, "-"): name for name in model(service).operation_names}
    if operation not in names:
        return {operation}
    shape = model(service).operation_model(names[operation]).input_shape
    known = {xform_name(name, "-") for name in shape.members} if shape else set()
    return {option for option in options if option.removeprefix("no-") not in known}


@pytest.mark.parametrize("page", [*PAGES, "docs/ja/deploy.md", "docs/ja/operations.md"])
def test_commands_are_known(page: str) -> None:
    """No command of a page fails for its own words."""
    found = set(commands((ROOT / page).read_text(encoding="utf-8")))
    assert found
    faults = {(one, two): unknown(one, two, options) for one, two, options in found}
    assert {command: fault for command, fault in faults.items() if fault} == {}


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        pytest.param("aws sqs list-queues --queue-name-prefix x", set(), id="right"),
        pytest.param("aws sqs start-move-task --source-arn x", {"start-move-task"}, id="operation"),
        pytest.param("aws sqs purge-queue --queue x", {"queue"}, id="option"),
        pytest.param("aws s3 cp --forever x y", {"forever"}, id="of the command line"),
        pytest.param("x $(aws kms enable-keys --key-id x)", {"enable-keys"}, id="within another"),
    ],
)
def test_unknown(command: str, fault: set[str]) -> None:
    """An operation or an option that doesn't exist is found."""
    found = [unknown(*each) for each in commands(f"```sh\n{command}\n```")]
    assert found == [fault]
