"""`raimon replay` over days of logs: statistical alarms, and what explains them."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from raimon_local.assessed_logs import AssessedLogs
from raimon_local.cli import INTERRUPTED, UNUSABLE, main
from tests.builders import record
from tests.unit.windows.traffic import seeded

type Captured = pytest.CaptureFixture[bytes]

START = datetime(2026, 10, 5, tzinfo=UTC)
POLICY = """\
statistics: {learning_days: 2, minimum_units: 100, provisional_days: 30}
"""
QUESTIONS = {"en": "Where is my parcel number {}?", "ja": "荷物番号 {} はいまどこにありますか。"}
ANSWERS = {
    "en": "It left our warehouse this morning and arrives on Friday at the latest.",
    "ja": "今朝、倉庫から発送しました。金曜日までにお届けする予定です。",
}
REFUSALS = {
    "en": "I'm sorry, but I can't help with that request.",
    "ja": "申し訳ありませんが、そのご質問にはお答えできません。",
}


def parcels(language: str, *, days: int = 4, worse: float = 3, model: str = "v2") -> list[Any]:
    """Return records of which few are refused, and most of them once another model answers."""
    rng, made = seeded(1), []
    for number in range(days * 24 * 6):
        moment = START + timedelta(minutes=10 * number)
        after = moment >= START + timedelta(days=worse)
        refused = rng.random() < (0.8 if after else 0.04)
        answer = (REFUSALS if refused else ANSWERS)[language]
        made.append(
            record(
                number,
                user=QUESTIONS[language].format(rng.randrange(10**6)),
                output=answer,
                timestamp=moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
                model=f"vendor.parcels-{model if after else 'v1'}:0",
            )
        )
    return made


def written(folder: Path, records: Iterable[Any], name: str = "log.json") -> str:
    """Write the records into a log and return its name."""
    log = folder / name
    log.write_text("".join(f"{json.dumps(each)}\n" for each in records), encoding="utf-8")
    return str(log)


def replayed(folder: Path, capture: Captured, arguments: Sequence[str]) -> list[str]:
    """Run `raimon replay` under the quick policy and return the lines that it prints."""
    policy = folder / "policy.yaml"
    policy.write_text(POLICY, encoding="utf-8")
    assert main(["replay", *arguments, "--policy", str(policy)]) == 0
    return capture.readouterr().out.decode().splitlines()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_deployment_that_refuses(language: str, tmp_path: Path, capsysbinary: Captured) -> None:
    """A model that refuses is one alarm, after the change, that names it; in both languages."""
    lines = replayed(tmp_path, capsysbinary, [written(tmp_path, parcels(language))])
    (alarm,) = [
        told for line in lines if (told := json.loads(line))["rule_id"] == "robustness.refusal_rate"
    ]
    assert alarm["correlation_key"] == "robustness.refusal_rate|RISE|-|support-chat"
    assert "2026-10-08T00:00:00Z" < alarm["opened_at"] < "2026-10-08T10:00:00Z"
    assert alarm["statistic"]["name"] == "refusal_rate.rise"
    assert alarm["statistic"]["changed"] == ["model"]
    assert alarm["statistic"]["onset"] >= "2026-10-08T00:00:00Z"
    assert alarm["statistic"]["false_alarm_promise"]["alarms"] == 1
    numbers = [int(example["request_id"][-12:]) for example in alarm["examples"]]
    assert len(numbers) == 5
    assert min(numbers) >= 3 * 24 * 6
    assert all(example["source"]["line"] for example in alarm["examples"])
    assert alarm["subject"]["stream"] == f"refusal_rate/{language}"


def test_nothing_changed(tmp_path: Path, capsysbinary: Captured) -> None:
    """Another model that answers as the old one did raises nothing."""
    log = written(tmp_path, parcels("en", worse=99))
    assert replayed(tmp_path, capsysbinary, [log]) == []


def test_shuffled_and_doubled(tmp_path: Path, capsysbinary: Captured) -> None:
    """Shuffled over three logs, some delivered twice, the same bytes come out."""
    records = parcels("en")
    plain = replayed(tmp_path, capsysbinary, [written(tmp_path, records), "--explain"])
    mixed = records + records[200:300]
    seeded(2).shuffle(mixed)
    logs = [written(tmp_path, mixed[part::3], f"part-{part}.json") for part in range(3)]
    other = replayed(tmp_path, capsysbinary, [*logs, "--explain"])
    keep = ("raimon.stream/1", "raimon.deployments/1")
    assert [line for line in other if json.loads(line)["schema"] in keep] == [
        line for line in plain if json.loads(line)["schema"] in keep
    ]
    statistics = [
        [told["statistic"] for line in lines if (told := json.loads(line)).get("statistic")]
        for lines in (plain, other)
    ]
    assert statistics[0] == statistics[1] != []


def test_explained(tmp_path: Path, capsysbinary: Captured) -> None:
    """--explain prints each stream with baseline, windows and evidence that leads to the alarm."""
    lines = replayed(tmp_path, capsysbinary, [written(tmp_path, parcels("en")), "--explain"])
    told = [json.loads(line) for line in lines]
    (deployed,) = [each for each in told if each["schema"] == "raimon.deployments/1"]
    assert deployed["deployments"] == [{"moment": "2026-10-08T00:00:00Z", "changed": ["model"]}]
    (stream,) = [each for each in told if each.get("metric") == "refusal_rate"]
    assert (stream["status"], stream["alarmed"]) == ("watching", True)
    assert stream["baseline"]["n"] == 288
    assert 0 < stream["baseline"]["k"] / 288 < stream["baseline"]["highest"]
    assert [row["start"] for row in stream["windows"]] == sorted(
        row["start"] for row in stream["windows"]
    )
    assert all(row["evidence"] >= 0 for row in stream["windows"])


def test_switched_off(tmp_path: Path, capsysbinary: Captured) -> None:
    """A policy without statistics raises no statistical alarm."""
    log = written(tmp_path, parcels("en"))
    policy = tmp_path / "off.yaml"
    policy.write_text(f"{POLICY.rstrip()[:-1]}, enabled: false}}\n", encoding="utf-8")
    assert main(["replay", log, "--policy", str(policy)]) == 0
    assert capsysbinary.readouterr().out == b""


def test_text_holds_no_words(tmp_path: Path, capsysbinary: Captured) -> None:
    """As text the alarm has its figures in both languages, and nothing of prompt or answer."""
    text = "\n".join(replayed(tmp_path, capsysbinary, [written(tmp_path, parcels("ja")), "--text"]))
    assert "平常時は" in text
    assert "were usual" in text
    assert "荷物" not in text
    assert "申し訳ありませんが" not in text


def test_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured
) -> None:
    """Ctrl-C in the middle leaves the state as it was, no page, and nothing half written."""
    log, state, page = written(tmp_path, parcels("en", days=1)), tmp_path / "s.gz", tmp_path / "p"
    assert main(["replay", log, "--state", str(state)]) == 0
    before, there = state.read_bytes(), sorted(tmp_path.iterdir())
    monkeypatch.setattr(AssessedLogs, "read", interrupted(AssessedLogs.read))
    assert main(["replay", log, "--state", str(state), "--html", str(page)]) == INTERRUPTED
    assert state.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == there
    capsysbinary.readouterr()


def interrupted(read: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """Return the reading of logs as it is when somebody presses Ctrl-C after some records."""

    def reading(*arguments: object) -> Iterator[Any]:
        yield from islice(read(*arguments), 20)
        raise KeyboardInterrupt

    return reading


def test_a_state_that_saw_the_logs(tmp_path: Path, capsysbinary: Captured) -> None:
    """Logs that the state has seen change nothing, and the summary says that they came late."""
    log, state = written(tmp_path, parcels("en", days=1)), str(tmp_path / "s.gz")
    assert main(["replay", log, "--state", state]) == 0
    assert b"  late  " not in capsysbinary.readouterr().err
    assert main(["replay", log, "--state", state]) == 0
    assert b"  late         144 calls" in capsysbinary.readouterr().err


@pytest.mark.parametrize(
    ("option", "name", "said"),
    [
        pytest.param("--state", "notes.txt", b"holds no state of a replay", id="no state"),
        pytest.param("--state", ".", b"is a folder", id="a folder"),
        pytest.param("--html", "log.json/p.html", b"is no folder", id="below a file"),
    ],
)
def test_files_that_cannot_be_used(
    option: str, name: str, said: bytes, tmp_path: Path, capsysbinary: Captured
) -> None:
    """A file that can't be written, or is something else, is refused before any work and kept."""
    log, notes = written(tmp_path, parcels("en", days=1)), tmp_path / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    assert main(["replay", log, option, str(tmp_path / name)]) == UNUSABLE
    told = capsysbinary.readouterr()
    assert told.out == b""
    assert said in told.err
    assert notes.read_text(encoding="utf-8") == "mine"
