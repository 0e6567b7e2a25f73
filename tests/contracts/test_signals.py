"""The signals that scorers give are those that documents have a field for."""

from raimon.policy import default_policy
from raimon.scorers.scoring import Scoring
from raimon.store.mapping import SIGNALS
from raimon_local.assessed_logs import Assessed, AssessedLogs
from raimon_local.demo import sample_folder
from raimon_local.log_files import log_files


def test_signals_have_a_field() -> None:
    """Every signal has a field in the mapping, and every field a signal."""
    logs = AssessedLogs(Scoring(default_policy(), None))
    given = {
        name
        for item in logs.read(log_files([str(sample_folder())]))
        if isinstance(item, Assessed)
        for name in item.assessment.signals
    }
    assert given == set(SIGNALS)
