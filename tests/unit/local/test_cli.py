"""The command line itself: help that teaches, arguments that are refused, nothing loaded for it."""

import subprocess
import sys

import pytest

from raimon_local import demo
from raimon_local.cli import main


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="raimon"),
        pytest.param(["score"], id="score"),
        pytest.param(["replay"], id="replay"),
        pytest.param(["demo"], id="demo"),
        pytest.param(["policy"], id="policy"),
        pytest.param(["policy", "check"], id="policy check"),
        pytest.param(["policy", "show"], id="policy show"),
    ],
)
def test_help_teaches(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Each level of help shows at least one command to copy."""
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--help"])

    assert ended.value.code == 0
    command = " ".join(["raimon", *arguments])
    shown = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert any(line.startswith(command) for line in shown)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="no command"),
        pytest.param(["unknown"], id="unknown command"),
        pytest.param(["score"], id="no file"),
        pytest.param(["policy"], id="no task"),
        pytest.param(["replay", "x", "--language", "fr"], id="unknown language"),
        pytest.param(["demo", "--port", "70000"], id="no port"),
    ],
)
def test_unusable_arguments(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Arguments that can't be used end with code 2 and a word on stderr."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2
    assert capsys.readouterr().err


def test_help_loads_nothing() -> None:
    """Help answers at once: neither pydantic nor boto3 nor the scorers are loaded for it."""
    program = (
        "import sys\nfrom raimon_local.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'pydantic', 'boto3', 'yaml', 'jinja2', 'raimon.scorers'} & sys.modules.keys()\n"
        "sys.exit(','.join(sorted(heavy)))"
    )
    run = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program],
        capture_output=True,
        check=False,
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
        text=True,
    )

    assert run.stderr.strip() == ""


def test_demo_gets_its_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo is called with what the command line says."""
    asked: dict[str, object] = {}

    def run(**options: object) -> int:
        asked.update(options)
        return 0

    monkeypatch.setattr(demo, "run", run)

    assert main(["demo", "--once", "--no-opensearch", "--port", "9251", "--page", "x.html"]) == 0
    assert {name: str(value) for name, value in asked.items() if name != "out"} == {
        "once": "True",
        "opensearch": "False",
        "port": "9251",
        "page": "x.html",
    }
