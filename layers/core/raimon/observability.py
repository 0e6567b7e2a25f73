"""What is told: a logger and metrics for each function; ids, counts and scores, never text."""

import logging

from aws_lambda_powertools import Logger, Metrics

NAMESPACE = "Raimon"


def make_logger(service: str) -> Logger:
    """Return the function's logger; OpenSearch's client, which logs whole bodies, is silenced."""
    logging.getLogger("opensearch").setLevel(logging.CRITICAL)
    return Logger(service=service, log_uncaught_exceptions=False)


def make_metrics(service: str) -> Metrics:
    """Return the function's metrics, written to its log in the embedded metric format."""
    return Metrics(namespace=NAMESPACE, service=service)
