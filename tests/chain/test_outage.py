"""OpenSearch away, busy or picky: nothing is lost, nothing counts twice, nobody is told twice."""

import pytest

from tests.chain.conftest import Chain
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
def test_away_for_a_while(chain: Chain, faults: list[int]) -> None:
    """What could not be written is written later: same documents, same notifications."""
    # Given
    sent = objects(seed=3, count=2, size=4)
    undisturbed = chain.run(sent)

    # When
    with faulty_proxy(chain.endpoint, faults) as proxy:
        effect = chain.run(sent, endpoint=proxy.endpoint)

    # Then
    assert proxy.faults == []
    assert effect.documents == undisturbed.documents
    assert effect.notifications == undisturbed.notifications
    assert effect.dead_letters == ()


def test_one_document_of_a_batch_is_refused(chain: Chain) -> None:
    """A refused document goes to quarantine by its type of error alone; the others are written."""
    with faulty_proxy(chain.endpoint, [REFUSED_DOCUMENT]) as proxy:
        effect = chain.run(objects(seed=3, count=1, size=4), endpoint=proxy.endpoint)

    # Then
    refused = [
        value for key, value in effect.results.items() if key.startswith("quarantine/index/")
    ]
    assert len(refused) == 1
    assert b"strict_dynamic_mapping_exception" in refused[0]
    assert b"a value of the document" not in refused[0]
    assert effect.dead_letters == ()
