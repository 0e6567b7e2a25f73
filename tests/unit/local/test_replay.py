"""`raimon replay`: the alarms that logs would have raised, in the order of their own times."""

import json
from pathlib import Path
from typing import Any

import pytest

from raimon_local.cli import main
from tests.builders import record

type Captured = pytest.CaptureFixture[bytes]

ADDRESS = "mara.lindqvist@harbourlane.org"


def leak(number: int, timestamp: str, application: str = "support-chat") -> dict[str, Any]:
    """Return a record whose answer gives out an address that nobody had entered."""
    return record(
        number,
        user="Who can help me?",
        output=f"Please write to {ADDRESS}.",
        timestamp=timestamp,
        application=application,
    )


def write(folder: Path, *records: dict[str, Any]) -> str:
    """Write the records into one log and return its name."""
    log = folder / "log.json"
    log.write_text("".join(f"{json.dumps(each)}\n" for each in records), encoding="utf-8")
    return str(log)


def replayed(capsys: Captured, *arguments: str) -> list[dict[str, Any]]:
    """Run `raimon replay` and return the alarms that it prints."""
    assert main(["replay", *arguments]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_one_problem_is_one_alarm(tmp_path: Path, capsysbinary: Captured) -> None:
    """Findings of one problem are one alarm with its final count, dated by the earliest record."""
    log = write(
        tmp_path,
        leak(1, "2026-10-13T09:30:00Z"),
        leak(2, "2026-10-13T08:10:00Z"),
        leak(3, "2026-10-13T11:00:00Z"),
    )

    (alarm,) = replayed(capsysbinary, log)

    assert alarm["schema"] == "raimon.alarm/1"
    assert alarm["rule_id"] == "privacy.pii"
    assert alarm["count"] == 3
    assert alarm["opened_at"] == "2026-10-13T08:10:00Z"
    assert alarm["updated_at"] == "2026-10-13T11:00:00Z"


def test_order_of_opening(tmp_path: Path, capsysbinary: Captured) -> None:
    """Alarms are printed in the order in which they opened, whatever the order in the log."""
    log = write(
        tmp_path,
        leak(1, "2026-10-13T12:00:00Z", "late"),
        leak(2, "2026-10-13T08:00:00Z", "early"),
        leak(3, "2026-10-13T10:00:00Z", "between"),
    )

    opened = [alarm["subject"]["application"] for alarm in replayed(capsysbinary, log)]

    assert opened == ["early", "between", "late"]


def test_duplicates_count_once(tmp_path: Path, capsysbinary: Captured) -> None:
    """A record that was delivered twice changes no count."""
    log = write(tmp_path, *[leak(1, "2026-10-13T08:00:00Z")] * 3)

    (alarm,) = replayed(capsysbinary, log)

    assert alarm["count"] == 1


def test_problem_that_comes_back(tmp_path: Path, capsysbinary: Captured) -> None:
    """A problem that comes back after the merge window is a second alarm; the first is resolved."""
    log = write(tmp_path, leak(1, "2026-10-01T08:00:00Z"), leak(2, "2026-10-09T08:00:00Z"))

    alarms = replayed(capsysbinary, log)

    assert [(alarm["state"], alarm["episode"]) for alarm in alarms] == [
        ("resolved", 1),
        ("open", 2),
    ]


def test_policy_decides(tmp_path: Path, capsysbinary: Captured) -> None:
    """Under a floor above all findings the same logs raise no alarm."""
    log = write(tmp_path, leak(1, "2026-10-13T08:00:00Z"))
    policy = tmp_path / "policy.yaml"
    policy.write_text("notification: {floor: critical}\n", encoding="utf-8")

    assert replayed(capsysbinary, log, "--policy", str(policy)) == []


def test_policies_are_compared(tmp_path: Path, capsysbinary: Captured) -> None:
    """Of two policies the second one's alarms are printed, and what it changes is told."""
    log = write(
        tmp_path, leak(1, "2026-10-13T08:00:00Z"), leak(2, "2026-10-13T09:00:00Z", "hr-assistant")
    )
    policies = {
        "old": "notification: {floor: high}",
        "quiet": "notification: {floor: critical}",
        "graver": "rules: {privacy.pii: {severity: critical}}",
    }
    for name, text in policies.items():
        (tmp_path / f"{name}.yaml").write_text(f"{text}\n", encoding="utf-8")

    def told(first: str, second: str) -> tuple[int, list[str]]:
        named = [f"--policy={tmp_path / name}.yaml" for name in (first, second)]
        assert main(["replay", log, *named, "--language", "ja"]) == 0
        out, err = capsysbinary.readouterr()
        lines = err.decode().splitlines()
        (begin,) = (at for at, line in enumerate(lines) if "against" in line)
        return len(out.splitlines()), lines[begin:]

    printed, (summary, *lines) = told("old", "quiet")
    assert printed == 0
    assert "2 alarms became 0, 2 notifications 0" in summary
    assert [line.split()[0] for line in lines] == ["-", "-"]
    assert all("モデル" in line for line in lines)
    assert lines[0].endswith("(support-chat)")
    assert [line.split()[0] for line in told("quiet", "old")[1][1:]] == ["+", "+"]
    assert told("old", "old")[1][1:] == ["    the same alarms"]
    assert all(line.endswith("; was high") for line in told("old", "graver")[1][1:])


def test_standard_input_is_read_once(tmp_path: Path, capsysbinary: Captured) -> None:
    """Policies can't be compared on standard input, and the command says what to do."""
    policy = tmp_path / "policy.yaml"
    policy.write_text("notification: {floor: critical}\n", encoding="utf-8")

    assert main(["replay", "-", f"--policy={policy}", f"--policy={policy}"]) == 2

    assert b"to compare policies name files" in capsysbinary.readouterr().err


@pytest.mark.parametrize(
    ("language", "said", "unsaid"),
    [
        pytest.param("en", ("What to do:",), ("対応",), id="English"),
        pytest.param("ja", ("対応",), ("What to do:",), id="Japanese"),
        pytest.param("both", ("What to do:", "対応"), (), id="both"),
    ],
)
def test_text(
    language: str,
    said: tuple[str, ...],
    unsaid: tuple[str, ...],
    tmp_path: Path,
    capsysbinary: Captured,
) -> None:
    """As text an alarm reads as people get it, in the language asked for, without the value."""
    log = write(tmp_path, leak(1, "2026-10-13T08:00:00Z"))

    assert main(["replay", log, "--text", "--language", language]) == 0

    text = capsysbinary.readouterr().out.decode()
    assert all(word in text for word in said)
    assert not any(word in text for word in unsaid)
    assert ADDRESS not in text


def test_refused_record(tmp_path: Path, capsysbinary: Captured) -> None:
    """A line that can't be read is counted, and the exit code tells of it."""
    log = tmp_path / "log.json"
    log.write_text("{broken\n", encoding="utf-8")

    assert main(["replay", str(log)]) == 1

    printed = capsysbinary.readouterr()
    assert printed.out == b""
    assert b"1 refused" in printed.err
