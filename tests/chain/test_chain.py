"""From a log object in the bucket to documents and one notification, over the real handlers."""

import json
import random
from collections.abc import Callable

import pytest

from tests.chain.conftest import Effect
from tests.chain.traffic import objects

pytestmark = pytest.mark.opensearch


def test_a_log_object_becomes_documents_and_an_alarm(run_chain: Callable[..., Effect]) -> None:
    """Every record is a document or in quarantine, and each leak is told once."""
    # Given
    sent = objects(seed=1)

    # When
    effect = run_chain(sent)

    # Then
    invocations = [key for key in effect.documents if key.startswith("invocations/")]
    alarms = [value for key, value in effect.documents.items() if key.startswith("alarms/")]
    assert len(invocations) == 6 * 8 + 1 - 1  # the half gzip repeats request 1
    assert effect.notifications == len(alarms) > 0
    assert sum(alarm["count"] for alarm in alarms) >= 6
    assert effect.dead_letters == ()


@pytest.mark.parametrize("seed", [7, 42, 2026])
def test_twice_and_in_any_order(run_chain: Callable[..., Effect], seed: int) -> None:
    """Messages that come twice and in random order leave the same documents and notifications."""
    # Given
    sent = objects(seed=1)
    once = run_chain(sent)

    # When
    print(f"disorder seed {seed}")  # noqa: T201 - shown when the test fails
    again = run_chain(sent, random.Random(seed))  # noqa: S311 - a test's dice

    # Then
    assert again.documents == once.documents
    assert again.notifications == once.notifications
    assert again.results == once.results


def test_what_is_broken_is_named(run_chain: Callable[..., Effect]) -> None:
    """Each line that can't be read stands in quarantine with a reason and a pointer."""
    effect = run_chain(objects(seed=1))
    import gzip  # noqa: PLC0415

    entries = [
        json.loads(line)
        for key, content in effect.results.items()
        if key.startswith("quarantine/assess/")
        for line in gzip.decompress(content).splitlines()
    ]
    assert len(entries) >= 6
    assert all(entry["reason"] and entry["source"]["key"] for entry in entries)
