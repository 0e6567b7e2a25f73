"""`raimon review` and `raimon replay --reviewed`: rates as they are by what people judged."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from raimon.aws.baseline_table import BaselineTable
from raimon_local.cli import UNUSABLE, main
from tests.unit.local.test_replay_disparity import QUICK, REFUSALS, WORSE, replayed, toasts, unequal
from tests.unit.windows.traffic import seeded

type Captured = pytest.CaptureFixture[bytes]

WRONG = 0.4  # of what the detector calls refusals, by those who judged
TABLE = "states"


def judged(records: list[dict[str, Any]], language: str, metric: str, file: Path) -> Path:
    """Write what people say of every second record; return the file."""
    rng, lines = seeded(6), ["request_id,metric,good"]
    for made in records[::2]:
        said = REFUSALS[language] in json.dumps(made, ensure_ascii=False)
        good = not said or rng.random() < WRONG
        lines.append(f"{made['requestId']},{metric},{str(good).lower()}")
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


SAID = (
    "Set right by ", "that people judged, it is ", "So set right, the ratio is",
    "同じ期間に人が判定した ", "補正後の比は ",
)  # fmt: skip


def test_alarms_state_rates_set_right(tmp_path: Path, capsysbinary: Captured) -> None:
    """Where people judged calls, an alarm states the rates by them, beside the detector's."""
    records = list(toasts("en", WORSE))
    file = judged(records, "en", "refusal_gap", tmp_path / "judged.csv")
    lines = replayed(tmp_path, capsysbinary, records, QUICK, "--reviewed", str(file))
    (alarm,) = unequal(lines)
    statistic = alarm["statistic"]
    assert statistic["k"] / statistic["n"] > 0.8
    low, high = statistic["corrected"]["interval"]
    assert low <= 0.9 * (1 - WRONG) <= high < 0.8
    assert statistic["corrected"]["reviewed"] >= 20
    assert statistic["baseline_corrected"]["rate"] < 0.1
    assert statistic["ratio_corrected"] > 1


def test_people_read_rates_set_right(tmp_path: Path, capsysbinary: Captured) -> None:
    """The text of an alarm says in both languages what the rates are by what people judged."""
    records = list(toasts("ja", WORSE))
    file = judged(records, "ja", "refusal_gap", tmp_path / "judged.csv")
    asked = ("--reviewed", str(file), "--text", "--language", "both")
    told = "\n".join(replayed(tmp_path, capsysbinary, records, QUICK, *asked))
    assert [text for text in SAID if text not in told] == []


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[BaselineTable]:
    """Give the state table of a deployment."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-northeast-1")
    with mock_aws():
        dynamodb = boto3.client("dynamodb")
        dynamodb.create_table(
            TableName=TABLE,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[
                {"AttributeName": "pk", "AttributeType": "S"},
                {"AttributeName": "sk", "AttributeType": "S"},
            ],
            KeySchema=[
                {"AttributeName": "pk", "KeyType": "HASH"},
                {"AttributeName": "sk", "KeyType": "RANGE"},
            ],
        )
        yield BaselineTable(dynamodb, TABLE)


def test_a_deployment_gets_the_labels(
    table: BaselineTable, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table of rates is printed; times and numbers are left, no id and no word of a call."""
    records = list(toasts("en", WORSE))[:200]
    log, policy = tmp_path / "log.json", tmp_path / "policy.yaml"
    log.write_text("".join(f"{json.dumps(each)}\n" for each in records), encoding="utf-8")
    policy.write_text(QUICK, encoding="utf-8")
    file = judged(records, "en", "refusal_gap", tmp_path / "judged.csv")
    with file.open("a", encoding="utf-8") as stream:
        stream.write("\nnowhere,refusal_gap,true")
    asked = ["review", str(file), str(log), "--policy", str(policy), "--table", TABLE]
    assert main(asked) == 0
    out = capsys.readouterr().out
    women = next(line for line in out.splitlines() if "topic.gender/women" in line).split()
    assert women[0] == "refusal_gap"
    assert float(women[5]) > 0.8 > float(women[7])
    assert "1 judged calls aren't in these logs" in out
    labels = list(table.labels())
    assert len(labels) == 100
    assert {each.judged.entity for each in labels} == {"topic.gender/women", "topic.gender/men"}
    kept = json.dumps(boto3.client("dynamodb").scan(TableName=TABLE)["Items"])
    assert records[0]["requestId"] not in kept


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param("request_id,good\na,true", "metric (one of refusal_rate", id="no metric"),
        pytest.param("request_id,metric,good\na,length,true", "metric (one of", id="unknown"),
        pytest.param("request_id,metric,good\na,refusal_rate,maybe", "good (true or", id="neither"),
        pytest.param('{"request_id": "a"', "no JSON object", id="broken"),
    ],
)
def test_what_cannot_be_read(
    content: str, problem: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line that judges nothing is refused with its number and what it needs."""
    file = tmp_path / "judged.csv"
    file.write_text(content, encoding="utf-8")
    assert main(["review", str(file), str(file)]) == UNUSABLE
    assert problem in capsys.readouterr().err
