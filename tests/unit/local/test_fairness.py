"""`raimon fairness` finds a planted bias, none where there is none, and shows nobody's address."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from raimon_local.cli import main
from raimon_local.fairness.rows import WITHHELD, _label


def record(n: int, group: str, decision: str, truth: str) -> dict[str, object]:
    """Return a log record whose answer is a decision in JSON."""
    answer = json.dumps({"decision": decision, "because": "of the rules"})
    return {
        "schemaType": "ModelInvocationLog",
        "schemaVersion": "1.0",
        "timestamp": f"2026-10-{1 + n % 28:02d}T{n % 24:02d}:{n % 60:02d}:00Z",
        "accountId": "123456789012",
        "identity": {"arn": f"arn:aws:sts::123456789012:assumed-role/loans/user-{n % 90}"},
        "region": "us-east-1",
        "requestId": f"00000000-0000-4000-8000-{n:012d}",
        "operation": "Converse",
        "modelId": "anthropic.claude-3-haiku-20240307-v1:0",
        "requestMetadata": {"group": group, "truth": truth},
        "input": {
            "inputContentType": "application/json",
            "inputBodyJson": {
                "messages": [{"role": "user", "content": [{"text": f"Decide on case {n}."}]}]
            },
        },
        "output": {
            "outputContentType": "application/json",
            "outputBodyJson": {
                "output": {"message": {"role": "assistant", "content": [{"text": answer}]}},
                "stopReason": "end_turn",
                "metrics": {"latencyMs": 700 + n % 50},
                "usage": {"inputTokens": 9, "outputTokens": 20, "totalTokens": 29},
            },
        },
    }


def records(cut: float) -> Iterator[dict[str, object]]:
    """Yield decisions that favour `men` by the factor."""
    random = Random(5)  # noqa: S311 - a simulation
    for n in range(900):
        group = random.choice(["men", "women", "women", "men", "others"])
        rate = 0.7 * (cut if group == "women" else 1.0)
        decision = "approve" if random.random() < rate else "deny"
        yield record(n, group, decision, random.choice(["approve", "deny"]))
    yield record(900, "canary@example.org", "approve", "approve")


def written(folder: Path, cut: float) -> str:
    """Write the records and return the file's name."""
    file = folder / "decisions.ndjson"
    file.write_text("\n".join(json.dumps(each) for each in records(cut)), encoding="utf-8")
    return str(file)


ASKED = ("--group", "metadata.group", "--outcome", "answer.decision", "--good", "approve")


def test_a_planted_bias_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The group that comes off worse is named with ratio and interval; the address isn't shown."""
    assert main(["fairness", written(tmp_path, 0.6), *ASKED]) == 0
    told = capsys.readouterr().out
    assert "women: good outcomes are 0." in told
    assert "It breaks the four-fifths rule." in told
    assert "[withheld]" in told
    assert "canary" not in told


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("090-1234-5678", id="a phone number"),
        pytest.param("canary.person＠example.org", id="an address in wide signs"),
        pytest.param("4111 1111 1111 1111", id="a card"),
        pytest.param("x" * 65, id="long"),
    ],
)
def test_a_value_that_may_be_somebodys(value: str) -> None:
    """Values that may tell of a person are withheld, whatever kind they are of."""
    assert _label(value) == WITHHELD


def test_a_good_outcome_that_nobody_has(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no outcome is as was asked, those that were found are named."""
    asked = ["--group", "metadata.group", "--outcome", "answer.decision", "--good", "grant"]
    assert main(["fairness", written(tmp_path, 0.6), *asked]) == 0
    assert "Outcomes found: approve, deny. Give --good" in capsys.readouterr().out


def test_no_bias_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without bias no group differs, and the smallest difference that would show is named."""
    assert main(["fairness", written(tmp_path, 1.0), *ASKED]) == 0
    told = capsys.readouterr().out
    assert told.count("no difference shown") == 4
    assert "would be shown four times in five" in told


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page(language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page is written in the language, with its picture, and shows nobody's address."""
    page = tmp_path / "new" / "fairness.html"
    asked = [*ASKED, "--label", "metadata.truth", "--language", language, "--html", str(page)]
    assert main(["fairness", written(tmp_path, 0.6), *asked]) == 0
    html = page.read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in html
    assert html.count("<circle") == 4
    assert "canary" not in html
    assert str(page) in capsys.readouterr().err


def test_a_number_as_outcome(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A number is split where one says so, and its distributions are compared."""
    asked = ["--group", "metadata.group", "--outcome", "latency_ms", "--good-below", "725"]
    assert main(["fairness", written(tmp_path, 1.0), *asked, "--facet", "women"]) == 0
    told = capsys.readouterr().out
    assert "Kolmogorov-Smirnov" in told
    assert "a good outcome is: below 725" in told


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--group", "metadata..x", "--outcome", "outcome"], "is no JMESPath"),
        (["--group", "metadata.absent", "--outcome", "outcome"], "two groups at least"),
        (["--group", "metadata.group", "--outcome", "answer.decision"], "--good names"),
        ([*ASKED, "--facet", "nobody"], "is none of the groups"),
    ],
    ids=["path", "no group", "no good outcome", "facet"],
)
def test_what_cant_be_used_is_said(
    asked: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The error names what to change, and the exit code is 2."""
    assert main(["fairness", written(tmp_path, 1.0), *asked]) == 2
    assert said in capsys.readouterr().err


def reviews(folder: Path, name: str, groups: set[str]) -> str:
    """Write what people say of every other case of the groups: a tenth of approvals was wrong."""
    random, lines = Random(9), []  # noqa: S311 - a simulation
    for told in list(records(1.0))[::2]:
        output: Any = told["output"]
        text = output["outputBodyJson"]["output"]["message"]["content"][0]["text"]
        metadata: Any = told["requestMetadata"]
        good = "approve" in text and random.random() < 0.9
        if metadata["group"] in groups:
            lines.append({"request_id": told["requestId"], "good": good})
    file = folder / name
    if name.endswith("csv"):
        rows = [f"{line['request_id']},{line['good']}" for line in lines]
        file.write_text("\n".join(["request_id,good", *rows]), encoding="utf-8")
    else:
        file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("name", "language"), [("reviews.csv", "en"), ("reviews.ndjson", "ja")], ids=["csv", "ndjson"]
)
def test_reviewed_records_set_rates_right(
    name: str, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each group's rate is set right where enough of its records were judged, else it is said."""
    judged = reviews(tmp_path, name, {"women", "men"})
    page = tmp_path / "page.html"
    asked = [*ASKED, "--reviewed", judged, "--language", language, "--html", str(page)]
    assert main(["fairness", written(tmp_path, 1.0), *asked]) == 0
    told = capsys.readouterr().out
    section = told[told.index({"en": "set right", "ja": "補正した"}[language]) :]
    rows = {line.split()[0]: line.split() for line in section.splitlines() if line.strip()}
    for group in ("women", "men"):
        _, number, measured, right, *_ = rows[group]
        assert int(number) > 100
        assert 0.8 <= float(right) / float(measured) <= 0.97
    assert {"en": "fewer than ten", "ja": "10 件未満"}[language] in " ".join(rows["others"])
    assert {"en": "Set right", "ja": "補正後"}[language] in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("request_id,good\nr1,perhaps", "line 2", id="no judgement"),
        pytest.param('{"request_id": "r1", "good": true}\n{', "line 2", id="broken JSON"),
        pytest.param('{"good": true}', "line 1", id="of no record"),
        pytest.param("request_id,good,probability\nr1,true,7", "line 2", id="no probability"),
    ],
)
def test_reviews_that_cant_be_used(
    content: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A review that says nothing stops the command, with its line."""
    file = tmp_path / "reviews"
    file.write_text(content, encoding="utf-8")
    assert main(["fairness", written(tmp_path, 1.0), *ASKED, "--reviewed", str(file)]) == 2
    assert said in capsys.readouterr().err


def test_reviews_that_arent_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that isn't there is named."""
    asked = [*ASKED, "--reviewed", str(tmp_path / "none.csv")]
    assert main(["fairness", written(tmp_path, 1.0), *asked]) == 2
    assert "none.csv" in capsys.readouterr().err
