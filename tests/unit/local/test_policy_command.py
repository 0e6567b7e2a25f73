"""`raimon policy`: what is shown can be used, and each mistake is named with its place."""

from pathlib import Path

import pytest

from raimon_local.cli import main


def checked(text: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Check a policy and return exit code and what was printed, the folder left out."""
    file = folder / "policy.yaml"
    file.write_text(text, encoding="utf-8")
    code = main(["policy", "check", str(file)])
    return code, capsys.readouterr().out.replace(f"{folder}/", "")


def test_shown_policy_can_be_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `policy show` prints passes `policy check` and differs in nothing."""
    assert main(["policy", "show"]) == 0

    code, told = checked(capsys.readouterr().out, tmp_path, capsys)

    assert (code, told) == (0, "policy.yaml: ok, no differences from the shipped policy\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(
            "notification:\n  floor: medium\n",
            'notification.floor: "medium" (shipped: "high")',
            id="a value",
        ),
        pytest.param(
            "rules:\n  privacy.pii: {enabled: false}\n",
            "rules.privacy.pii.enabled: false (shipped: not set)",
            id="a rule",
        ),
        pytest.param(
            "applications:\n  known:\n    - {name: 窓口, owner: 相談課}\n", "窓口", id="Japanese"
        ),
    ],
)
def test_differences(
    text: str, line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A policy that can be used is summed up by what differs from the shipped one."""
    code, told = checked(text, tmp_path, capsys)

    assert code == 0
    assert line in told


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            "version: 1\nnotification:\n  flor: high\n",
            "policy.yaml:3: notification.flor: ",
            id="unknown field",
        ),
        pytest.param(
            "notification:\n  floor: loud\n",
            "policy.yaml:2: notification.floor: ",
            id="no severity",
        ),
        pytest.param("a: [\n", "policy.yaml:2: this is not YAML", id="no YAML"),
        pytest.param(
            "locales: [jp, xx]\n",
            "policy.yaml:1: locales[1]: xx has no identifiers here; there are all, br, cn",
            id="no such country",
        ),
        pytest.param("- 1\n", "policy.yaml:1: the whole file: ", id="no mapping"),
        pytest.param(
            "rules:\n  privacy.pi: {enabled: false}\n",
            "policy.yaml:2: rules.privacy.pi: there is no such rule; did you mean privacy.pii?",
            id="unknown rule",
        ),
        pytest.param(
            "tuning:\n  robustness.degeneratoin: {repetition: 0.6}\n",
            "policy.yaml:2: tuning.robustness.degeneratoin: there is no such scorer; "
            "did you mean robustness.degeneration?",
            id="unknown scorer",
        ),
        pytest.param(
            "tuning:\n  robustness.degeneration:\n    repetitoin: 0.6\n",
            "policy.yaml:3: tuning.robustness.degeneration.repetitoin: ",
            id="unknown number",
        ),
        pytest.param(
            "notification:\n  mute:\n    - reason: test\n      rule: privacy.pll\n",
            "policy.yaml:4: notification.mute[0].rule: there is no such rule; did you mean "
            "privacy.pii?",
            id="mute of an unknown rule",
        ),
    ],
)
def test_problems(
    text: str, problem: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake is named with file, line and field, as editors understand it."""
    code, told = checked(text, tmp_path, capsys)

    assert code == 1
    assert problem in told


def test_mute_by_pattern(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mute may name several rules by a pattern."""
    text = "notification:\n  mute:\n    - {reason: exercise, rule: 'privacy.*'}\n"

    assert checked(text, tmp_path, capsys)[0] == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(None, "can't be read", id="isn't there"),
        pytest.param("監視".encode("shift_jis"), "isn't UTF-8", id="another encoding"),
    ],
)
def test_unreadable(
    content: bytes | None, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that can't be read is an argument that can't be used."""
    file = tmp_path / "policy.yaml"
    if content is not None:
        file.write_bytes(content)

    assert main(["policy", "check", str(file)]) == 2
    assert sentence in capsys.readouterr().err
