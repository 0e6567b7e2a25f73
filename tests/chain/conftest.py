"""The whole chain on one machine: local AWS, real handlers, real OpenSearch."""

import io
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from opensearchpy import OpenSearch

from raimon_local.stack import LOG_BUCKET, LocalStack

FAMILIES = ("invocations", "findings", "alarms")
# The clock of the machine stands in these alone.
CLOCK_FIELDS = frozenset({"@timestamp", "opened_at", "updated_at"})

type Documents = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a run of the chain left behind."""

    documents: Documents
    notifications: tuple[str, ...]  # the alarm that each tells of
    results: Mapping[str, bytes]
    dead_letters: tuple[str, ...]
    log: str


def documents(client: OpenSearch) -> Documents:
    """Return every document of every family by family and id, without the machine's clock."""
    client.indices.refresh(index="raimon-*")
    found = {}
    for family in FAMILIES:
        answer = client.search(
            index=f"raimon-{family}", body={"size": 10_000}, params={"ignore_unavailable": "true"}
        )
        for hit in answer["hits"]["hits"]:
            found[f"{family}/{hit['_id']}"] = {
                key: value
                for key, value in hit["_source"].items()
                if family != "alarms" or key not in CLOCK_FIELDS
            }
    return found


def alarm_of(notification: Mapping[str, Any]) -> str:
    """Return the id of the alarm that a notification tells of."""
    alarm_id: str = notification["MessageAttributes"]["alarm_id"]["Value"]
    return alarm_id


def effect_of(stack: LocalStack, client: OpenSearch, log: io.StringIO) -> Effect:
    """Return what the stack left behind."""
    return Effect(
        documents=documents(client),
        notifications=tuple(sorted(map(alarm_of, stack.notifications()))),
        results=dict(stack.results()),
        dead_letters=tuple(stack.dead_letters()),
        log=log.getvalue(),
    )


@dataclass(frozen=True, slots=True)
class Chain:
    """The local stack before a real node."""

    endpoint: str
    client: OpenSearch

    def empty(self) -> None:
        """Delete all documents."""
        self.client.indices.delete(index="raimon-*")

    def run(
        self,
        objects: Mapping[str, bytes],
        *,
        disorder: random.Random | None = None,
        endpoint: str | None = None,
    ) -> Effect:
        """Send log objects through the chain, from no documents, and say what came of them."""
        self.empty()
        log = io.StringIO()
        with LocalStack(endpoint or self.endpoint, log) as stack:
            keys = list(objects)
            if disorder is not None:
                disorder.shuffle(keys)
            for key in keys:
                stack.s3.put_object(Bucket=LOG_BUCKET, Key=key, Body=objects[key])
            stack.deliver(disorder=disorder)
            return effect_of(stack, self.client, log)


@pytest.fixture
def chain(opensearch_node: Any, opensearch_client: OpenSearch) -> Chain:  # noqa: ANN401 - a fixture
    """Give the chain before the real node, with templates and without documents."""
    return Chain(opensearch_node.url, opensearch_client)
