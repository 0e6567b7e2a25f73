"""`raimon baseline` over the state of a replay and over the table of a deployment."""

import json
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from raimon.aws.baseline_table import BaselineTable
from raimon.policy import Statistics
from raimon.windows.governed import Decision, Ruling, baseline_id, entries
from raimon.windows.state import Memory, kept, taken_up
from raimon.windows.watch import Watch
from raimon_local.cli import UNUSABLE, main
from tests.unit.windows.calls import SOON, START, traffic
from tests.unit.windows.traffic import seeded


@pytest.fixture(scope="module")
def learned() -> Memory:
    """Give what a replay of five quiet days has learned."""
    watch = Watch(SOON)
    calls = traffic(seeded(3), {"refusal_rate": (0.05, 0.05)}, days=5, an_hour=6)
    assert list(watch.play(calls)) == []
    return Memory(watch)


@pytest.fixture
def state(learned: Memory, tmp_path: Path) -> Path:
    """Give the state as a file."""
    file = tmp_path / "state.gz"
    file.write_bytes(kept(learned))
    return file


@pytest.fixture
def name(learned: Memory) -> str:
    """Return the id of the baseline of refusals."""
    (stream,) = (each for each in learned.watch.streams() if each.key.metric == "refusal_rate")
    return baseline_id(stream)


@pytest.fixture
def table(learned: Memory, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Give the table of a deployment that has published its baselines."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-northeast-1")
    keys = {"pk": "HASH", "sk": "RANGE"}
    with mock_aws():
        dynamodb = boto3.client("dynamodb")
        dynamodb.create_table(
            TableName="states",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys],
            KeySchema=[{"AttributeName": key, "KeyType": kind} for key, kind in keys.items()],  # type: ignore[typeddict-item]  # the two kinds there are
        )
        held = BaselineTable(dynamodb, "states")
        for told in entries(learned.watch, Memory(learned.watch).ledger, START.date()):
            held.publish(told)
        yield "states"


def run(*arguments: str) -> int:
    """Run the command."""
    return main(["baseline", *arguments])


def test_list(state: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each baseline is a line with its id, status and figures."""
    assert run("list", "--state", str(state)) == 0
    (line,) = (each for each in capsys.readouterr().out.splitlines() if name in each)
    assert line.split()[1:5] == ["proposed", "1", "refusal_rate", "support-chat"]


def test_show(state: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One baseline is shown with all that it rests on."""
    assert run("show", name, "--state", str(state)) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["figures"]["highest"] > told["figures"]["rate"] > 0
    assert told["figures"]["n"] >= 200


@pytest.mark.parametrize(("task", "status"), [("approve", "frozen"), ("reject", "learning")])
def test_decide(
    state: Path, name: str, task: str, status: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A decision about a state is done at once, with who took it; a second one is refused."""
    assert run(task, name, "--state", str(state), "--by", "somebody") == 0
    capsys.readouterr()
    run("show", name, "--state", str(state))
    told = json.loads(capsys.readouterr().out)
    assert (told["status"], told["decision"]["by"]) == (status, "somebody")
    assert run(task, name, "--state", str(state)) == UNUSABLE


def test_what_was_approved_is_rejected(
    state: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a change is wanted, an approved baseline is rejected; the list says who did so."""
    assert run("approve", name, "--state", str(state), "--by", "somebody") == 0
    assert run("reject", name, "--state", str(state), "--by", "another") == 0
    capsys.readouterr()
    run("list", "--state", str(state))
    (line,) = (each for each in capsys.readouterr().out.splitlines() if name in each)
    assert line.split()[1] == "learning"
    assert line.endswith("v1 rejected by another")
    run("show", name, "--state", str(state))
    assert json.loads(capsys.readouterr().out)["rejected"]["n"] >= 200
    assert run("approve", name, "--state", str(state)) == UNUSABLE
    assert "only what is proposed can be approved" in capsys.readouterr().err


def test_check(state: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The check says of each complete baseline whether its promise holds, and changes nothing."""
    before = state.read_bytes()
    assert run("check", "--state", str(state)) == 0
    assert any(name in line and "holds" in line for line in capsys.readouterr().out.splitlines())
    assert state.read_bytes() == before


@pytest.mark.parametrize(
    "content", [pytest.param(None, id="absent"), pytest.param(b"broken", id="broken")]
)
def test_a_state_that_cannot_be_read(
    tmp_path: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """What can't be read is said, and nothing is made of it."""
    file = tmp_path / "state.gz"
    if content is not None:
        file.write_bytes(content)
    assert run("list", "--state", str(file)) == UNUSABLE
    assert "can't be read" in capsys.readouterr().err


def test_an_unknown_baseline(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An id that nobody has is refused."""
    assert run("show", "0" * 12, "--state", str(state)) == UNUSABLE
    assert "there is no baseline" in capsys.readouterr().err


def test_over_a_table(table: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In a deployment a decision waits for the next run of compare, and is taken once."""
    assert run("list", "--table", table) == 0
    assert name in capsys.readouterr().out
    assert run("approve", name, "--table", table, "--by", "somebody") == 0
    (decision,) = BaselineTable(boto3.client("dynamodb"), table).decisions()
    assert decision == Decision(name, 1, Ruling.APPROVED, "somebody", decision.at)
    assert run("approve", name, "--table", table) == UNUSABLE
    assert "AlreadyDecidedError" in capsys.readouterr().err


def test_check_needs_the_state(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A table alone holds no days to be replayed, which is said."""
    assert run("check", "--table", table) == UNUSABLE
    assert "--stack" in capsys.readouterr().err


def test_a_state_is_taken_up(state: Path) -> None:
    """What one replay left, the next one goes on with, under its own policy."""
    up = taken_up(state.read_bytes(), Statistics())
    assert up.reason is None
    assert any(stream.baseline for stream in up.memory.watch.streams())
