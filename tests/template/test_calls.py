"""Roles against code: what the functions call while their tests run is what their roles allow."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.template.cloudformation import Template, as_list, statements
from tests.template.conftest import ROOT
from tests.template.test_functions import STAGES

# Statements that somebody else uses in the function's name, or that the tests can't reach.
NOT_CALLED: Mapping[str, str] = {
    "WriteItsLog": "Lambda writes what the function prints",
    "TakeMessages": "Lambda takes messages from the queue for the function",
    "UseTheDataKey": "S3, SNS, DynamoDB and Secrets Manager use the key in the function's name",
    "UseTheLogsKey": "likewise, S3 for the log bucket",
    "TellMissingFromForbidden": "S3 asks for it before it calls a key missing",
    "StandInTheVpc": "Lambda makes the network interfaces",
    "LeaveDeadLetters": "Lambda leaves what failed for good",
    "LeaveDeliveryToCloudWatch": "Bedrock asks for it where another delivery has a role",
    "SwitchLoggingOff": "tests/unit/setup deletes; with the function's samples logging stays on",
    "ReadThePolicy": "tests bring policies by other ways than the bucket",
}
# Operations that need the right of another name.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "s3:ListObjectsV2": ("s3:ListBucket",),
    "s3:DeleteObjects": ("s3:DeleteObject",),
    "sqs:SendMessageBatch": ("sqs:SendMessage",),
    "dynamodb:TransactWriteItems": ("dynamodb:PutItem",),  # each of them a Put
    "es:GET": ("es:ESHttpGet",),
    "es:POST": ("es:ESHttpPost",),
    "es:PUT": ("es:ESHttpPut",),
    "es:DELETE": ("es:ESHttpDelete",),
}


@pytest.fixture(scope="module")
def called(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, set[str]]:
    """Return the rights that each function's calls need, recorded while its tests run."""
    target = tmp_path_factory.mktemp("calls") / "calls.json"
    options = ["-q", "-p", "no:randomly", "-p", "tests.template.recorded_calls"]
    command = [sys.executable, "-m", "pytest", *options, "-m", "not opensearch", "tests/functions"]
    told = {**os.environ, "RECORD_CALLS_TO": str(target)}
    subprocess.run(command, cwd=ROOT, env=told, check=True, timeout=300, stdout=subprocess.DEVNULL)  # noqa: S603 - our own tests
    found: dict[str, set[str]] = {}
    for function, service, operation in json.loads(Path(target).read_text(encoding="utf-8")):
        action = f"{service}:{operation}"
        found.setdefault(function.title(), set()).update(NEEDS.get(action, (action,)))
    return found


def _allowed(template: Template, stage: str) -> Mapping[str, set[str]]:
    """Return the actions of each statement of a function's role; of OpenSearch, the domain's."""
    owners = {f"{stage}Role", *(["SetupReachesOpenSearch"] if stage == "Setup" else [])}
    return {
        f"{statement['Sid']} {as_list(statement['Action'])[0].split(':')[0]}": set(
            as_list(statement["Action"])
        )
        for owner, statement in statements(template)
        if owner in owners and not as_list(statement["Action"])[0].startswith(("aoss:", "sts:"))
    }


@pytest.mark.parametrize("stage", STAGES)
def test_nothing_is_missing(
    translated: Template, called: Mapping[str, set[str]], stage: str
) -> None:
    """The role allows every call that the function makes."""
    allowed = set().union(*_allowed(translated, stage).values())
    assert called[stage]
    assert called[stage] - allowed == set()


@pytest.mark.parametrize("stage", STAGES)
def test_nothing_is_unused(
    translated: Template, called: Mapping[str, set[str]], stage: str
) -> None:
    """The role allows nothing that the function doesn't call, but for what is named above."""
    unused = {
        (sid, action)
        for sid, actions in _allowed(translated, stage).items()
        for action in actions - called[stage]
        if sid.split()[0] not in NOT_CALLED
    }
    assert unused == set()


def test_no_reason_is_left_over(translated: Template) -> None:
    """Each exception is a statement of some role."""
    sids = {statement.get("Sid") for _, statement in statements(translated)}
    assert set(NOT_CALLED) <= sids
