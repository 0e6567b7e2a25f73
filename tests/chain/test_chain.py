"""From a log object in the bucket to documents and one notification, over the real handlers."""

import gzip
import json
import random

import pytest

from tests.chain.conftest import Chain
from tests.chain.traffic import objects

pytestmark = pytest.mark.opensearch


def test_a_log_object_becomes_documents_and_an_alarm(chain: Chain) -> None:
    """Every record is a document or in quarantine, and each leak is told once."""
    # Given
    sent = objects(seed=1)

    # When
    effect = chain.run(sent)

    # Then
    invocations = [key for key in effect.documents if key.startswith("invocations/")]
    alarms = [value for key, value in effect.documents.items() if key.startswith("alarms/")]
    assert len(invocations) == 6 * 8 + 1 - 1  # the half gzip repeats request 1
    assert len(effect.notifications) == len(alarms) > 0
    assert sum(alarm["count"] for alarm in alarms) >= 6
    assert effect.dead_letters == ()


@pytest.mark.parametrize("seed", [7, 42, 2026])
def test_twice_and_in_any_order(chain: Chain, seed: int) -> None:
    """Messages that come twice and in random order leave the same documents and notifications."""
    # Given
    sent = objects(seed=1)
    once = chain.run(sent)

    # When
    print(f"disorder seed {seed}")  # noqa: T201 - shown when the test fails
    again = chain.run(sent, disorder=random.Random(seed))  # noqa: S311 - a test's dice

    # Then
    assert again.documents == once.documents
    assert again.notifications == once.notifications
    assert again.results == once.results


def test_what_is_broken_is_named(chain: Chain) -> None:
    """Each line that can't be read stands in quarantine with a reason and a pointer."""
    effect = chain.run(objects(seed=1))

    entries = [
        json.loads(line)
        for key, content in effect.results.items()
        if key.startswith("quarantine/assess/")
        for line in gzip.decompress(content).splitlines()
    ]
    assert len(entries) >= 6
    assert all(entry["reason"] and entry["source"]["key"] for entry in entries)
