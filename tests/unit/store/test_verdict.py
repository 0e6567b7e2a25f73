"""What OpenSearch's answers mean; types and statuses are those of real nodes, 2.19 and 3.5."""

import pytest

from raimon.store.verdict import Fate, verdict


@pytest.mark.parametrize(
    ("status", "error_type", "fate", "cause"),
    [
        (201, None, Fate.WRITTEN, ""),
        (200, None, Fate.WRITTEN, ""),
        (409, "version_conflict_engine_exception", Fate.SUPERSEDED, ""),
        (429, "cluster_block_exception", Fate.HELD, "disk_full"),
        (403, "cluster_block_exception", Fate.HELD, "writes_blocked"),
        (403, "index_create_block_exception", Fate.HELD, "writes_blocked"),
        (403, "security_exception", Fate.HELD, "no_right"),
        (403, None, Fate.HELD, "signature"),
        (401, None, Fate.HELD, "signature"),
        (400, "index_closed_exception", Fate.HELD, "index_closed"),
        (404, "index_not_found_exception", Fate.HELD, "index_missing"),
        (400, "validation_exception", Fate.HELD, "too_many_shards"),
        (400, "resource_already_exists_exception", Fate.BUSY, "index_race"),
        (429, "es_rejected_execution_exception", Fate.BUSY, "es_rejected_execution_exception"),
        (429, "rejected_execution_exception", Fate.BUSY, "rejected_execution_exception"),
        (429, "circuit_breaking_exception", Fate.BUSY, "circuit_breaker"),
        (503, "unavailable_shards_exception", Fate.BUSY, "unavailable_shards_exception"),
        (503, None, Fate.BUSY, "http_503"),
        (502, None, Fate.BUSY, "http_502"),
        (504, None, Fate.BUSY, "http_504"),
        (500, "internal_server_error", Fate.BUSY, "internal_server_error"),
        (0, None, Fate.BUSY, "unanswered"),
        (400, "strict_dynamic_mapping_exception", Fate.REFUSED, "strict_dynamic_mapping_exception"),
        (400, "mapper_parsing_exception", Fate.REFUSED, "mapper_parsing_exception"),
        (400, "illegal_argument_exception", Fate.REFUSED, "illegal_argument_exception"),
        (413, None, Fate.REFUSED, "http_413"),
        (418, None, Fate.HELD, "http_418"),
    ],
)
def test_verdict(status: int, error_type: str | None, fate: Fate, cause: str) -> None:
    """The type decides before the status: a full disk is 429 and a closed index is 400."""
    told = verdict(status, error_type)
    assert (told.fate, told.cause) == (fate, cause)
