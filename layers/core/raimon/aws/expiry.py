"""One run of `expire`: what was deleted is kept in the results bucket, measured and returned."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from raimon.aws.archive import S3Archive
from raimon.errors import RaimonError
from raimon.store.retention import Expired, Retention

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger, Metrics


class IndicesStayError(RaimonError):
    """Some indices weren't deleted: what was is on record, and the next run tries again."""

    def __init__(self, count: int) -> None:
        """Remember how many."""
        super().__init__(f"{count} indices weren't deleted")
        self.count = count


@dataclass(frozen=True, slots=True)
class Expiry:
    """Runs retention and leaves a record of it."""

    retention: Retention
    archive: S3Archive
    metrics: "Metrics"
    logger: "Logger"
    today: Callable[[], date]

    def run(self, run_id: str, *, dry_run: bool) -> dict[str, Any]:
        """Return the record of what was deleted.

        Raises:
            IndicesStayError: when OpenSearch refused to delete some, after the record was written.

        """
        self.metrics.add_metric(name="RetentionRuns", unit="Count", value=1)
        done = self.retention.expire(self.today(), dry_run=dry_run)
        if done.expired:
            key = f"expired/{done.day.isoformat()}/{run_id}.json"
            self.archive.put(key, done.model_dump_json().encode())
        self._tell(done)
        if done.refused:
            raise IndicesStayError(len(done.refused))
        return done.model_dump(mode="json")

    def _tell(self, done: Expired) -> None:
        for name, count in (
            ("IndicesDeleted", len(done.deleted)),
            ("IndicesRefused", len(done.refused)),
            ("IndicesKept", done.kept),
        ):
            self.metrics.add_metric(name=name, unit="Count", value=count)
        self.logger.info("retention", extra={"expired": done.model_dump(mode="json")})
