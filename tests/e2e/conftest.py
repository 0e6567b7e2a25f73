"""The deployed stack that STACK_NAME names; without it these tests are skipped and say why."""

import os
import time
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest
from opensearchpy.exceptions import AuthorizationException

from raimon.aws.opensearch import make_client
from tests.e2e.deployed import Deployed, Effect, effect_of
from tests.e2e.specimen import make_specimen

PAUSE_SECONDS = 10
_FUNCTIONS = ("Assess", "Index", "Notify", "Audit")


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> None:
    """Let these tests reach AWS, unlike all others."""


@pytest.fixture(scope="session", autouse=True)
def _nobodys_account() -> None:
    """Let these tests use the credentials of whoever runs them."""


@pytest.fixture(scope="session")
def effect() -> Effect:
    """Send one log object through the deployed stack and return what it left behind."""
    name = os.environ.get("STACK_NAME")
    if not name:
        pytest.skip("needs a deployed stack: STACK_NAME=<its name> .venv/bin/pytest tests/e2e")
    if os.environ.get("AWS_ACCESS_KEY_ID") == "testing":
        pytest.skip("other tests have shut the network: run .venv/bin/pytest tests/e2e alone")
    (told,) = boto3.client("cloudformation").describe_stacks(StackName=name)["Stacks"]
    _, _, _, region, account, _ = told["StackId"].split(":", 5)
    parameters = {each["ParameterKey"]: each["ParameterValue"] for each in told["Parameters"]}
    outputs = {each["OutputKey"]: each["OutputValue"] for each in told["Outputs"]}
    now = datetime.now(UTC)
    specimen = make_specimen(uuid.uuid4().hex[:12], account, region, parameters["LogPrefix"], now)
    return effect_of(_deployed(name, outputs, now), specimen)


def _deployed(name: str, outputs: Mapping[str, str], since: datetime) -> Deployed:
    return Deployed(
        s3=boto3.client("s3"),
        sqs=boto3.client("sqs"),
        sns=boto3.client("sns"),
        log_bucket=outputs["LogBucketName"],
        results_bucket=outputs["ResultsBucketName"],
        topic=outputs["AlarmTopicArn"],
        dead_letters=tuple(_physical(name, f"{each}DeadLetters") for each in _FUNCTIONS),
        search=_search(outputs["OpenSearchAddress"]),
        logs=lambda: _logs([_physical(name, f"{each}Logs") for each in _FUNCTIONS], since),
        pause=lambda: time.sleep(PAUSE_SECONDS),
    )


def _physical(stack: str, logical: str) -> str:
    answer = boto3.client("cloudformation").describe_stack_resource(
        StackName=stack, LogicalResourceId=logical
    )
    return str(answer["StackResourceDetail"]["PhysicalResourceId"])


def _search(address: str) -> Callable[[str, Mapping[str, Any]], list[Mapping[str, Any]]]:
    client = make_client(address, "aoss" if ".aoss." in address else "es", timeout=60)

    def search(alias: str, query: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        try:
            answer = client.search(index=alias, body={"query": query, "size": 100})
        except AuthorizationException:
            pytest.fail(
                f"your role may not read {alias}: name it in ReaderPrincipals", pytrace=False
            )
        return [hit["_source"] for hit in answer["hits"]["hits"]]

    return search


def _logs(groups: list[str], since: datetime) -> str:
    """Return what the functions logged since then."""
    pages = boto3.client("logs").get_paginator("filter_log_events")
    start = int(since.timestamp() * 1000)
    return "\n".join(
        event["message"]
        for group in groups
        for page in pages.paginate(logGroupName=group, startTime=start)
        for event in page["events"]
    )
