"""Raimon is never the leak: what was planted in the log object is nowhere else."""

from tests.e2e.deployed import Effect


def test_logs_are_looked_at(effect: Effect) -> None:
    """The functions' logs are in what is searched, or finding nothing would say nothing."""
    for function in ("assess", "index", "notify"):
        assert f'"service":"{function}"' in effect.logs.replace('": "', '":"')


def test_canary(effect: Effect) -> None:
    """No planted value is in a result, a document, a notification, the quarantine or a log."""
    told = effect.everything()
    assert effect.specimen.application.encode() in told
    assert [canary for canary in effect.specimen.canaries if canary.encode() in told] == []
