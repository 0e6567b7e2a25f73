"""Write to OpenSearch what the messages of the batch announce."""

from typing import Any

import boto3
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from raimon.aws.archive import S3Archive
from raimon.aws.index_messages import IndexMessages
from raimon.aws.opensearch import OpenSearchBulk, make_client
from raimon.observability import make_logger, make_metrics
from raimon.settings import IndexSettings
from raimon.store.bulk import BulkLoop
from raimon.store.indexer import Indexer

settings = IndexSettings.from_environment()
logger, metrics = make_logger("index"), make_metrics("index")
client = make_client(settings.opensearch_endpoint, settings.opensearch_service)
indexer = Indexer(
    archive=S3Archive(boto3.client("s3"), settings.results_bucket),
    bulk=BulkLoop(OpenSearchBulk(client), settings.bulk_timeout_seconds),
)
messages = IndexMessages(indexer, logger, metrics)


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Return the ids of the messages that SQS shall deliver again."""
    return messages.handle(event["Records"], lambda: context.get_remaining_time_in_millis() / 1000)
