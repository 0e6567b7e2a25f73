"""OpenSearch away, busy or picky: nothing is lost, nothing counts twice, nobody is told twice."""

import io
from collections.abc import Callable

import pytest
from opensearchpy import OpenSearch

from raimon_local.stack import LOG_BUCKET, LocalStack
from tests.chain.conftest import Effect, effect_of
from tests.chain.faulty_proxy import AWAY, REFUSED_DOCUMENT, faulty_proxy
from tests.chain.traffic import objects

pytestmark = pytest.mark.opensearch


@pytest.mark.parametrize(
    "faults",
    [
        pytest.param([AWAY] * 6, id="connections closed"),
        pytest.param([429] * 6, id="too many requests"),
        pytest.param([503] * 6, id="unavailable"),
        pytest.param([503, AWAY, 429, 503, AWAY, 429], id="one after the other"),
    ],
)
def test_away_for_a_while(
    run_chain: Callable[..., Effect],
    endpoint: str,
    opensearch_client: OpenSearch,
    faults: list[int],
) -> None:
    """What could not be written is written later: same documents, same notifications."""
    # Given
    sent = objects(seed=3, count=2, size=4)
    undisturbed = run_chain(sent)
    opensearch_client.indices.delete(index="raimon-*")

    # When
    log = io.StringIO()
    with faulty_proxy(endpoint, faults) as proxy, LocalStack(proxy.endpoint, log) as stack:
        for key, content in sent.items():
            stack.s3.put_object(Bucket=LOG_BUCKET, Key=key, Body=content)
        stack.deliver()
        effect = effect_of(stack, opensearch_client, log)

    # Then
    assert proxy.faults == []
    assert effect.documents == undisturbed.documents
    assert effect.notifications == undisturbed.notifications
    assert effect.dead_letters == ()


def test_one_document_of_a_batch_is_refused(endpoint: str, opensearch_client: OpenSearch) -> None:
    """A refused document goes to quarantine by its type of error alone; the others are written."""
    # Given
    opensearch_client.indices.delete(index="raimon-*")
    log = io.StringIO()

    # When
    with (
        faulty_proxy(endpoint, [REFUSED_DOCUMENT]) as proxy,
        LocalStack(proxy.endpoint, log) as stack,
    ):
        for key, content in objects(seed=3, count=1, size=4).items():
            stack.s3.put_object(Bucket=LOG_BUCKET, Key=key, Body=content)
        stack.deliver()
        effect = effect_of(stack, opensearch_client, log)

    # Then
    refused = [
        value for key, value in effect.results.items() if key.startswith("quarantine/index/")
    ]
    assert len(refused) == 1
    assert b"strict_dynamic_mapping_exception" in refused[0]
    assert b"a value of the document" not in refused[0]
    assert effect.dead_letters == ()
