"""`raimon score` as its users meet it: what is printed where, and with which exit code."""

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from raimon_local.cli import main
from tests.builders import record

type Captured = pytest.CaptureFixture[bytes]

GOOD = record(1, user="Where is my order?", output="It left our warehouse yesterday.")
OTHER = record(2, user="荷物はいつ届きますか。", output="明日お届けする予定です。")
LEAK = record(3, user="Who can help?", output="Please write to mara.lindqvist@harbourlane.org.")


def lines_of(*records: Any) -> bytes:  # noqa: ANN401 - any JSON may stand on a line
    """Return the records as a log holds them."""
    return b"".join(json.dumps(each, ensure_ascii=False).encode() + b"\n" for each in records)


def scored(capsys: Captured, *arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    """Run `raimon score` and return exit code, printed objects and what stderr says."""
    code = main(["score", *arguments])
    printed = capsys.readouterr()
    return code, [json.loads(line) for line in printed.out.splitlines()], printed.err.decode()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(lines_of(GOOD, OTHER), (0, 2, 0), id="ndjson"),
        pytest.param(gzip.compress(lines_of(GOOD, OTHER)), (0, 2, 0), id="gzip"),
        pytest.param(json.dumps([GOOD, OTHER]).encode(), (0, 2, 0), id="array"),
        pytest.param(lines_of(GOOD).rstrip() + lines_of(OTHER), (0, 2, 0), id="concatenated"),
        pytest.param(lines_of(GOOD, 7, OTHER), (1, 2, 1), id="a number among records"),
        pytest.param(
            lines_of(GOOD) + b"{broken\n" + lines_of(OTHER), (1, 2, 1), id="a broken line"
        ),
        pytest.param(lines_of({"event": "other"}), (1, 0, 1), id="another kind of log"),
        pytest.param(b"", (0, 0, 0), id="empty"),
        pytest.param(gzip.compress(lines_of(GOOD))[:30], (1, 0, 1), id="half a gzip"),
    ],
)
def test_exit_code(
    content: bytes, expected: tuple[int, int, int], tmp_path: Path, capsysbinary: Captured
) -> None:
    """The exit code says whether every record was assessed; a bad one takes no other with it."""
    log = tmp_path / "log.json"
    log.write_bytes(content)

    exit_code, objects, told = scored(capsysbinary, str(log))

    assessed = sum(each.get("schema") == "raimon.assessment/1" for each in objects)
    refused = sum("error" in each for each in objects)
    assert (exit_code, assessed, refused) == expected
    assert f"{assessed} assessed, {refused} refused" in told


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured) -> None:
    """A dash reads standard input, whatever its encoding is set to."""
    stdin = io.TextIOWrapper(io.BytesIO(lines_of(OTHER)), encoding="ascii")
    monkeypatch.setattr("sys.stdin", stdin)

    code, objects, _ = scored(capsysbinary, "-")

    assert code == 0
    assert objects[0]["source"] == {"bucket": "local", "key": "-", "line": 1}
    assert objects[0]["language"] == {"input": "ja", "output": "ja"}


def test_refusal_points_at_its_line(tmp_path: Path, capsysbinary: Captured) -> None:
    """A refused line becomes one object with reason, sentence and place, in the line's order."""
    log = tmp_path / "log.json"
    log.write_bytes(lines_of(GOOD) + b"canary-in-a-broken-line\n" + lines_of(OTHER))

    _, objects, _ = scored(capsysbinary, str(log))

    assert objects[1] == {
        "error": {
            "reason": "not_json",
            "message": "this line is not JSON; a log record is one JSON object",
        },
        "source": {"bucket": "local", "key": str(log), "line": 2},
    }


def test_no_value_is_printed(tmp_path: Path, capsysbinary: Captured) -> None:
    """A leaked address is found and masked; the address itself is printed nowhere."""
    log = tmp_path / "log.json"
    log.write_bytes(lines_of(LEAK))

    assert main(["score", str(log)]) == 0

    printed = capsysbinary.readouterr()
    assert b"EMAIL_ADDRESS" in printed.out
    assert b"mara.lindqvist@harbourlane.org" not in printed.out + printed.err


def test_two_runs_are_alike(samples: Path, capsysbinary: Captured) -> None:
    """Two runs over the same logs print the same bytes, value tokens included."""
    main(["score", str(samples)])
    first = capsysbinary.readouterr().out
    main(["score", str(samples)])

    assert capsysbinary.readouterr().out == first
    assert b'"value_token":"k1.' in first


def test_unusable_arguments_print_nothing(tmp_path: Path, capsysbinary: Captured) -> None:
    """One argument that can't be used is told before anything is printed, each in a sentence."""
    log = tmp_path / "log.json"
    log.write_bytes(lines_of(GOOD))

    code = main(["score", str(log), str(tmp_path / "missing"), "-", "-"])

    printed = capsysbinary.readouterr()
    assert code == 2
    assert printed.out == b""
    assert b"missing isn't there: check the name" in printed.err
    assert b"name it once" in printed.err


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        pytest.param("--policy", "can't be read", id="policy"),
        pytest.param("--key-file", "can't be read", id="key"),
        pytest.param("--bodies", "is no folder", id="bodies"),
    ],
)
def test_unusable_option(
    option: str, sentence: str, tmp_path: Path, capsysbinary: Captured
) -> None:
    """An option that names nothing is refused with a sentence and exit code 2."""
    log = tmp_path / "log.json"
    log.write_bytes(lines_of(GOOD))

    assert main(["score", str(log), option, str(tmp_path / "missing")]) == 2
    assert sentence in capsysbinary.readouterr().err.decode()


def test_policy_decides(tmp_path: Path, capsysbinary: Captured) -> None:
    """What the policy switches off isn't found."""
    log, policy = tmp_path / "log.json", tmp_path / "policy.yaml"
    log.write_bytes(lines_of(LEAK))
    policy.write_text("rules:\n  privacy.pii: {enabled: false}\n", encoding="utf-8")

    _, objects, _ = scored(capsysbinary, str(log), "--policy", str(policy))

    assert objects[0]["findings"] == []


def test_bucket_is_named(tmp_path: Path, capsysbinary: Captured) -> None:
    """The pointers bear the name of the bucket that the logs were copied from."""
    log = tmp_path / "log.json"
    log.write_bytes(lines_of(GOOD))

    _, objects, _ = scored(capsysbinary, str(log), "--bucket", "invented-logs")

    assert objects[0]["source"]["bucket"] == "invented-logs"


def test_no_key_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured
) -> None:
    """Where no key can be kept, findings carry no token, and stderr says so."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    log = tmp_path / "log.json"
    log.write_bytes(lines_of(LEAK))

    code, objects, told = scored(capsysbinary, str(log))

    assert code == 0
    assert [finding["value_token"] for finding in objects[0]["findings"]] == [None]
    assert "--key-file names one" in told


def test_summary_counts_findings(tmp_path: Path, capsysbinary: Captured) -> None:
    """The summary says what was found, by aspect and severity."""
    log = tmp_path / "log.json"
    log.write_bytes(lines_of(GOOD, LEAK, LEAK))

    _, objects, told = scored(capsysbinary, str(log))

    severity = objects[1]["findings"][0]["severity"]
    assert f"  privacy        2 {severity}" in told
    assert "3 answered" in told
