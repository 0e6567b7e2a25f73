"""The signals that scorers give are those that documents have a field for."""

from raimon.policy import default_policy
from raimon.scorers.scoring import Scoring
from raimon.store.mapping import SIGNALS
from raimon_local.assessed_logs import Assessed, AssessedLogs
from raimon_local.demo_logs import sample_folder
from raimon_local.log_files import log_files
from tests.readings import reading

# What the sample logs don't ask for: a form, data, and an answer from a text.
ASKED = ("Answer in one word.", "Respond only with JSON.", f"Context: {'It is as it is. ' * 9}")


def test_signals_have_a_field() -> None:
    """Every signal has a field in the mapping, and every field a signal."""
    scoring = Scoring(default_policy(), None)
    logs = AssessedLogs(scoring)
    given = {
        name
        for item in logs.read(log_files([str(sample_folder())]))
        if isinstance(item, Assessed)
        for name in item.assessment.signals
    }
    for asked in ASKED:
        given |= set(scoring.assess(reading("It is so.", asked).invocation).signals)
    assert given == set(SIGNALS)
