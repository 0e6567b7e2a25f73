"""Delete the indices whose month lies beyond its family's retention."""

from datetime import UTC, datetime
from typing import Any

import boto3
from aws_lambda_powertools.utilities.typing import LambdaContext

from raimon.aws.archive import S3Archive
from raimon.aws.expiry import Expiry
from raimon.aws.opensearch import make_client
from raimon.aws.opensearch_indices import WAKING_SECONDS, OpenSearchIndices
from raimon.observability import make_logger, make_metrics
from raimon.settings import ExpireSettings
from raimon.store.retention import Retention

settings = ExpireSettings.from_environment()
logger, metrics = make_logger("expire"), make_metrics("expire")
client = make_client(
    settings.opensearch_endpoint, settings.opensearch_service, timeout=WAKING_SECONDS
)
expiry = Expiry(
    retention=Retention(OpenSearchIndices(client), settings.days),
    archive=S3Archive(boto3.client("s3"), settings.results_bucket),
    metrics=metrics,
    logger=logger,
    today=lambda: datetime.now(UTC).date(),
)


@logger.inject_lambda_context
@metrics.log_metrics
def handler(
    event: dict[str, Any],  # noqa: ARG001 - the schedule says nothing but that it is time
    context: LambdaContext,
) -> dict[str, Any]:
    """Return the record of what was deleted."""
    return expiry.run(context.aws_request_id, dry_run=settings.dry_run)
