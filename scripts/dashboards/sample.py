"""Documents for trying the dashboards: the sample logs, assessed, told, replayed and indexed."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from statistics import fmean
from typing import Final

from opensearchpy import OpenSearch

from raimon.alarms.alarm import Alarm
from raimon.assessment import Assessment
from raimon.aws.opensearch import OpenSearchBulk, OpenSearchTemplates
from raimon.events import findings_raised
from raimon.policy import default_policy
from raimon.scorers.scoring import Scoring
from raimon.store.alarms import alarm_document
from raimon.store.bulk import BulkLoop
from raimon.store.documents import AssessedRecord, Document
from raimon.store.encoding import encode
from raimon.store.families import Family, timestamp
from raimon.store.generation import Generation
from raimon.store.templates import Capabilities, ensure_templates
from raimon.store.verdict import Fate
from raimon_local.assessed_logs import Assessed, AssessedLogs
from raimon_local.log_files import log_files
from raimon_local.replay import replayed
from scripts.dashboards.check.span import Span

LOGS: Final = Path(__file__).resolve().parents[2] / "local" / "raimon_local" / "sample_logs"
SPAN: Final = Span(datetime(2026, 10, 13, tzinfo=UTC), datetime(2026, 10, 15, tzinfo=UTC))

_WINDOW: Final = timedelta(hours=4)
_FIRST: Final = Generation(1_000_000, complete=True)
_SECOND: Final = Generation(1_000_001, complete=True)
_TAKEN_BACK: Final = "transparency.disclaimer_missing"  # what the second scoring no longer raises


@dataclass(frozen=True, slots=True)
class Generous:
    """Time for the writing of a sample on a slow machine."""

    seconds: float = 120

    def remaining(self) -> float:
        """Return the seconds that are left."""
        return self.seconds
