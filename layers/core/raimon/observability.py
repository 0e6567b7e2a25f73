"""What is told: a logger and metrics for each function; ids, counts and scores, never text."""

import logging
import os
import sys
from functools import cache
from typing import TYPE_CHECKING, TextIO

from aws_lambda_powertools import Logger, Metrics

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

NAMESPACE = "Raimon"


class _Stdout(logging.StreamHandler[TextIO]):
    """Writes to the standard output of the moment, also where it was redirected meanwhile."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        self.stream = sys.stdout
        super().emit(record)


@cache  # Powertools knows one logger a service, with the handler of the first
def make_logger(service: str) -> Logger:
    """Return the function's logger; OpenSearch's client, which logs whole bodies, is silenced."""
    logging.getLogger("opensearch").setLevel(logging.CRITICAL)
    return Logger(service=service, logger_handler=_Stdout(), log_uncaught_exceptions=False)


def metrics_namespace() -> str:
    """Return the stack's own namespace, so that two stacks in one account count apart."""
    return os.environ.get("POWERTOOLS_METRICS_NAMESPACE") or NAMESPACE


def make_metrics(service: str) -> Metrics:
    """Return the function's metrics, written to its log in the embedded metric format."""
    return Metrics(namespace=metrics_namespace(), service=service)


def telling_failures(
    logger: Logger, metrics: Metrics, work: "Callable[[SQSRecord], None]"
) -> "Callable[[SQSRecord], None]":
    """Return the work for one message, which counts a failure and tells its id and kind."""

    def handle(record: "SQSRecord") -> None:  # Powertools passes it by this name
        try:
            work(record)
        except Exception as error:
            metrics.add_metric(name="MessagesFailed", unit="Count", value=1)
            logger.warning(
                "message failed",
                extra={"message_id": record.message_id, "error": type(error).__name__},
            )
            raise

    return handle
