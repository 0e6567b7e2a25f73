"""The command line follows values from one user to the next, as the deployed function does."""

import json
from pathlib import Path

import pytest

from raimon_local.cli import main
from tests.builders import log_object, record

MAIL = "haruka.minase@kitanogumi.jp"
ANN, BOB = (f"arn:aws:iam::123456789012:user/{name}" for name in ("ann", "bob"))


@pytest.fixture
def log(tmp_path: Path) -> str:
    """Return a log in which one user says an address, and another one's answer gives it out."""
    file = tmp_path / "a.json.gz"
    file.write_bytes(
        log_object(
            [
                record(1, user=f"私のアドレスは{MAIL}です", output="はい。", principal=ANN),
                record(2, user="宛先は?", output=f"{MAIL}です", principal=BOB),
            ]
        )
    )
    return str(file)


@pytest.fixture
def key(tmp_path: Path) -> str:
    """Return a key file."""
    file = tmp_path / "token.key"
    file.write_bytes(b"a key for this test alone, long enough")
    return str(file)


def test_score(capsys: pytest.CaptureFixture[str], log: str, key: str) -> None:
    """`raimon score` tells the kind, and the same at each run."""
    told = []
    for _ in range(2):
        assert main(["score", log, "--key-file", key]) == 0
        told.append(capsys.readouterr().out)
    _, leaked = map(json.loads, told[0].splitlines())
    kinds = [one["kind"] for one in leaked["findings"] if one["rule_id"] == "privacy.pii"]
    assert kinds == ["LEAK.CROSS_SESSION"]
    assert told[0] == told[1]
    assert MAIL not in told[0]


def test_replay(capsys: pytest.CaptureFixture[str], log: str, key: str) -> None:
    """`raimon replay` raises the alarm that the function would have raised."""
    assert main(["replay", log, "--key-file", key, "--text"]) == 0
    told = capsys.readouterr().out
    assert "somebody else's conversation" in told
    assert "別の利用者の会話" in told


def test_a_policy_may_leave_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, log: str, key: str
) -> None:
    """With cross_session off the leak is told as the leak that it is."""
    policy = tmp_path / "policy.yaml"
    policy.write_text("cross_session: {enabled: false}\n")
    assert main(["score", log, "--key-file", key, "--policy", str(policy)]) == 0
    assert "LEAK.CROSS_SESSION" not in capsys.readouterr().out
