"""The messages of `index`: hand a batch to the indexer, tell what became of it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aws_lambda_powertools.metrics import EphemeralMetrics, MetricUnit

from raimon.observability import metrics_namespace
from raimon.store.bulk import Budget
from raimon.store.indexer import Indexer, Message, Report
from raimon.store.verdict import Fate

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger, Metrics
    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse

METRIC_NAMES: Final = {
    Fate.WRITTEN: "DocumentsWritten",
    Fate.SUPERSEDED: "DocumentsSuperseded",
    Fate.REFUSED: "DocumentsRefused",
    Fate.BUSY: "DocumentsDelayed",
    Fate.HELD: "DocumentsDelayed",
}


@dataclass(frozen=True, slots=True)
class IndexMessages:
    """Indexes what a batch of messages announces, and tells what became of its documents."""

    indexer: Indexer
    logger: "Logger"
    metrics: "Metrics"

    def handle(
        self, records: Iterable[Mapping[str, str]], remaining: Callable[[], float]
    ) -> "PartialItemFailureResponse":
        """Return the messages that must come again; all of one batch share their bulk requests."""
        messages = [Message(id=record["messageId"], body=record["body"]) for record in records]
        report = self.indexer.index(messages, Budget(remaining))
        self._tell(report, len(messages))
        return {"batchItemFailures": [{"itemIdentifier": message} for message in report.failed]}

    def _tell(self, report: Report, messages: int) -> None:
        counts = _by_family(report)
        self.metrics.add_metric("MessagesFailed", MetricUnit.Count, len(report.failed))
        for family, named in counts.items():
            metrics = EphemeralMetrics(namespace=metrics_namespace(), service="index")
            metrics.add_dimension("family", family)
            for name, count in named.items():
                metrics.add_metric(name, MetricUnit.Count, count)
            metrics.flush_metrics()
        tell = self.logger.warning if report.causes else self.logger.info
        tell(
            "Indexed a batch",
            extra={
                "messages": messages,
                "messages_failed": len(report.failed),
                "documents": counts,
                "causes": dict(report.causes),
            },
        )


def _by_family(report: Report) -> dict[str, Counter[str]]:
    """Return the counts of each family by the names of their metrics."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for (family, fate), count in report.counts.items():
        counts[str(family)][METRIC_NAMES[fate]] += count
    return dict(counts)
