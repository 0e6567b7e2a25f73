"""The questions for a deployed stack, asked of the stack on this machine: they have answers."""

import gzip
import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest
from opensearchpy import OpenSearch

from raimon.aws.opensearch import OpenSearchTemplates, make_client
from raimon.store.templates import Capabilities, ensure_templates
from raimon_local.functions import NAMES
from raimon_local.node import Node
from raimon_local.stack import LOG_BUCKET, RESULTS_BUCKET, LocalStack
from tests.builders import ACCOUNT
from tests.e2e import deployed
from tests.e2e.deployed import Deployed, Effect, effect_of
from tests.e2e.specimen import make_specimen
from tests.e2e.test_canary import test_canary, test_logs_are_looked_at
from tests.e2e.test_flow import (
    test_documents,
    test_no_dead_letters,
    test_one_notification,
    test_quarantine,
    test_results,
)

pytestmark = pytest.mark.opensearch

__all__ = [
    "test_canary",
    "test_documents",
    "test_logs_are_looked_at",
    "test_no_dead_letters",
    "test_one_notification",
    "test_quarantine",
    "test_results",
]


@pytest.fixture(scope="module")
def effect(opensearch_node: Node) -> Iterator[Effect]:
    """Send the specimen through; nothing on this machine needs more than a few rounds."""
    now = datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)
    specimen = make_specimen("0a1b2c3d4e5f", ACCOUNT, "us-east-1", "", now)
    log = io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        make_client(opensearch_node.url, "none", timeout=30) as client,
        LocalStack(opensearch_node.url, log) as stack,
    ):
        patch.setattr(deployed, "TRIES", 3)
        patch.setattr(deployed, "SETTLING", 2)
        ensure_templates(OpenSearchTemplates(client), Capabilities())
        client.indices.delete(index="raimon-*")
        yield effect_of(_as_deployed(stack, client, log), specimen)


def _as_deployed(stack: LocalStack, client: OpenSearch, log: io.StringIO) -> Deployed:
    """Return the stack on this machine in the shape of a deployed one."""
    sqs, sns = boto3.client("sqs"), boto3.client("sns")
    queues = [sqs.get_queue_url(QueueName=f"raimon-local-{name}-dead-letters") for name in NAMES]

    def pause() -> None:
        stack.deliver()

    def search(alias: str, query: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        client.indices.refresh(index="raimon-*")
        answer = client.search(
            index=alias, body={"query": query}, params={"ignore_unavailable": "true"}
        )
        return [hit["_source"] for hit in answer["hits"]["hits"]]

    return Deployed(
        s3=stack.s3,
        sqs=sqs,
        sns=sns,
        log_bucket=LOG_BUCKET,
        results_bucket=RESULTS_BUCKET,
        topic=sns.list_topics()["Topics"][0]["TopicArn"],
        dead_letters=tuple(queue["QueueUrl"] for queue in queues),
        search=search,
        logs=log.getvalue,
        pause=pause,
    )


def test_a_leak_would_be_found(effect: Effect) -> None:
    """The search of the canary finds what is there: the log object itself isn't clean."""
    told = gzip.decompress(effect.specimen.content).decode()
    assert all(canary in told for canary in effect.specimen.canaries)
