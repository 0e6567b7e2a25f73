"""Prepared commands and links lead to the right place, and are safe to paste."""

import shlex
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from raimon.alarms.whereabouts import actions, command, runbook
from raimon.finding import Aspect
from raimon.invocation import Source
from tests.unit.alarms.builders import hex_id, raised
from tests.unit.alarms.examples import alarm_of

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.mark.parametrize(
    "key",
    [
        pytest.param("AWSLogs/1/x.json.gz", id="plain"),
        pytest.param("team+a%20b/ログ/x.json.gz", id="plus, percent, Japanese"),
        pytest.param("a b/$(touch harm)`touch harm`;touch harm'/x.json.gz", id="hostile"),
    ],
)
def test_command_is_safe(key: str, tmp_path: Path) -> None:
    """Whatever the key holds, the shell sees one address, and prints the one line."""
    line = command(Source(bucket="logs", key=key, line=2))
    assert line is not None
    assert shlex.split(line)[3] == f"s3://logs/{key}"

    fake = tmp_path / "aws"
    fake.write_text('#!/bin/sh\nprintf "one\\n%s\\nthree\\n" "$3" | gzip\n', encoding="utf-8")
    fake.chmod(0o755)
    shown = subprocess.run(  # noqa: S602 - the command is what a reader pastes into a shell
        line,
        shell=True,
        cwd=tmp_path,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout == f"s3://logs/{key}\n"
    assert list(tmp_path.iterdir()) == [fake]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(Source(bucket="direct", key="0f9c1a2b", line=0), id="an event"),
        pytest.param(Source(bucket="logs", key="a/x.json.gz", line=0), id="no line"),
        pytest.param(Source(bucket="logs", key="a/two\nlines.json.gz", line=1), id="line break"),
    ],
)
def test_no_command(source: Source) -> None:
    """Where there is no line to show, or no safe way to show it, there is no command."""
    assert command(source) is None


def test_plain_objects_are_not_unpacked() -> None:
    """Only what is packed is unpacked."""
    line = command(Source(bucket="logs", key="a/x.json", line=1))
    assert line == "aws s3 cp s3://logs/a/x.json - | sed -n '1p'"


def test_no_link_without_an_address() -> None:
    """Without Dashboards there is no link to it."""
    alarm = alarm_of(raised(1))
    assert [action.kind for action in actions(alarm.examples)] == ["command"]


def test_link() -> None:
    """The link shows the examples among the findings, in their time, and is one plain address."""
    alarm = alarm_of(raised(1), raised(2, minutes=30))
    link = actions(alarm.examples, "https://search.example/_dashboards/")[-1].value
    assert link.startswith("https://search.example/_dashboards/app/data-explorer/discover#?_a=")
    assert link.isascii()
    assert " " not in link
    state = dict(part.split("=", 1) for part in unquote(link).partition("#?")[2].split("&"))
    assert "indexPattern:raimon-findings" in state["_a"]
    assert (
        state["_g"] == "(filters:!(),time:(from:'2026-10-13T01:42:00Z',to:'2026-10-13T02:13:00Z'))"
    )
    ids = f"{hex_id('finding', 1)} or {hex_id('finding', 2)}"
    assert state["_q"] == f"(filters:!(),query:(language:kuery,query:'finding_id:({ids})'))"


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("page", ["alarms.md", "ja/alarms.md"])
def test_every_aspect_has_its_guide(aspect: Aspect, page: str) -> None:
    """The guide that an alarm names has a part on its aspect, in both languages."""
    assert runbook(aspect) == f"docs/alarms.md#{aspect}"
    assert f'<a id="{aspect}"></a>' in (DOCS / page).read_text(encoding="utf-8")
