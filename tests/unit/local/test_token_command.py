"""`raimon token` prints what findings carry, and never the value."""

import io
import json
from pathlib import Path

import pytest

from raimon.policy import parse_policy
from raimon.scorers.scoring import Scoring
from raimon_local.cli import main
from raimon_local.token_key import read_key
from tests.readings import reading

MAIL = "haruka.minase@kitanogumi.jp"


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """Return a key file."""
    file = tmp_path / "token.key"
    file.write_bytes(b"a key for this test alone, long enough")
    return file


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return what the command prints."""
    assert main(["token", *arguments]) == 0
    return capsys.readouterr().out.strip()


@pytest.mark.parametrize(
    ("value", "entity", "answer"),
    [
        pytest.param(MAIL, None, f"Write to {MAIL.upper()}.", id="address, in another case"),
        pytest.param("090-1234-5671", None, "電話は０９０ー１２３４ー５６７１です。", id="phone"),
        pytest.param("418265973", "US_SSN", "His SSN is 418-26-5973.", id="bare number"),
        pytest.param("佐藤花子", "PERSON", "氏名:佐藤花子", id="name, Japanese"),
        pytest.param(
            "309012345620", "JP_DRIVER_LICENSE", "免許証番号は309012345620", id="licence, Japanese"
        ),
    ],
)
def test_the_token_is_that_of_findings(
    capsys: pytest.CaptureFixture[str],
    key_file: Path,
    value: str,
    entity: str | None,
    answer: str,
) -> None:
    """However an answer writes the value, its findings carry the token that was printed."""
    told = () if entity is None else ("--entity", entity)
    token = printed(capsys, value, *told, "--key-file", str(key_file))
    scoring = Scoring(parse_policy(""), read_key(key_file))
    found = scoring.assess(reading(output=answer).invocation).findings
    assert token in {finding.value_token for finding in found}


def test_an_allowed_value_raises_no_alarm(
    capsys: pytest.CaptureFixture[str], key_file: Path
) -> None:
    """A value on the list is found as informational and says so; another one alarms as before."""
    token = printed(capsys, MAIL, "--key-file", str(key_file))
    policy = parse_policy(
        f"allow: {{tokens: [{token}]}}\nrules: {{privacy.pii: {{severity: critical}}}}"
    )
    answer = f"Write to {MAIL} or to someone.else@kitanogumi.jp."
    findings = Scoring(policy, read_key(key_file)).assess(reading(output=answer).invocation)
    told = [
        (finding.severity.value, finding.evidence.get("allowed"), policy.notifies(finding))
        for finding in findings.findings
        if finding.rule_id == "privacy.pii"
    ]
    assert told == [("informational", True, False), ("critical", None, True)]


def test_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, key_file: Path
) -> None:
    """A value that is typed gives the same token as one on the command line."""
    on_line = printed(capsys, MAIL, "--key-file", str(key_file))
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{MAIL}\n"))
    assert printed(capsys, "-", "--key-file", str(key_file)) == on_line


def test_a_deployments_secret_is_a_key_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The secret as Secrets Manager prints it gives tokens of its own epoch."""
    file = tmp_path / "secret.json"
    file.write_text(json.dumps({"epoch": 3, "key": "k" * 64}))
    assert printed(capsys, MAIL, "--key-file", str(file)).startswith("k3.")
    assert printed(capsys, MAIL, "--key-file", str(file), "--epoch", "4").startswith("k4.")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["418265973"], "isn't recognised", id="a number of whatever"),
        pytest.param(["hello@kita.jp, or so"], "isn't recognised", id="more than a value"),
        pytest.param([MAIL, "--entity", "US_SSN"], "isn't recognised", id="another entity"),
        pytest.param([MAIL, "--entity", "MAIL"], "there is no entity MAIL", id="no entity"),
    ],
)
def test_what_no_finding_could_hold(
    capsys: pytest.CaptureFixture[str], key_file: Path, arguments: list[str], told: str
) -> None:
    """A value that is never found gets no token, and the error doesn't repeat it."""
    assert main(["token", *arguments, "--key-file", str(key_file)]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert arguments[0] not in error


@pytest.mark.parametrize("value", [MAIL, "090-1234-5671", "k1.TOOSHORT", "K1." + "A" * 26], ids=str)
def test_a_policy_takes_tokens_only(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, value: str
) -> None:
    """A raw value in the allow-list is refused by line and field, and not repeated."""
    file = tmp_path / "policy.yaml"
    file.write_text(f'allow:\n  tokens:\n    - "{value}"\n')
    assert main(["policy", "check", str(file)]) == 1
    told = capsys.readouterr().out
    assert f"{file}:3: allow.tokens[0]: this is no token" in told
    assert value not in told
