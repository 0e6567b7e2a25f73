"""What is told: a logger and metrics for each function; ids, counts and scores, never text."""

import logging
from typing import TYPE_CHECKING

from aws_lambda_powertools import Logger, Metrics

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

NAMESPACE = "Raimon"


def make_logger(service: str) -> Logger:
    """Return the function's logger; OpenSearch's client, which logs whole bodies, is silenced."""
    logging.getLogger("opensearch").setLevel(logging.CRITICAL)
    return Logger(service=service, log_uncaught_exceptions=False)


def make_metrics(service: str) -> Metrics:
    """Return the function's metrics, written to its log in the embedded metric format."""
    return Metrics(namespace=NAMESPACE, service=service)


def telling_failures(
    logger: Logger, work: "Callable[[SQSRecord], None]"
) -> "Callable[[SQSRecord], None]":
    """Return the work for one message, which tells of a failure by id and kind before it fails."""

    def handle(message: "SQSRecord") -> None:
        try:
            work(message)
        except Exception as error:
            logger.warning(
                "message failed",
                extra={"message_id": message.message_id, "error": type(error).__name__},
            )
            raise

    return handle
