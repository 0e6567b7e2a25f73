"""Where the reader of an alarm looks: prepared commands, links and the guide to its aspect."""

import shlex
from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from urllib.parse import quote

from raimon.alarms.alarm import Action, Example
from raimon.alarms.phrases import phrases
from raimon.assessment import iso
from raimon.finding import Aspect, Bilingual
from raimon.invocation import Source

FINDINGS: Final = "raimon-findings"  # the index pattern's id among the saved objects
_GOVERNANCE: Final = "governance."
_AROUND = timedelta(minutes=1)
_PLAIN = "():,'!"  # what the state in the address may hold as it is


def runbook(aspect: Aspect, rule_id: str = "") -> str:
    """Return where the guide tells what to do: for governance by the rule, else by the aspect."""
    if aspect is Aspect.GOVERNANCE and rule_id.startswith(_GOVERNANCE):
        return f"docs/governance.md#{rule_id.removeprefix(_GOVERNANCE)}"
    return f"docs/alarms.md#{aspect}"


def actions(examples: Sequence[Example], dashboards_url: str = "") -> tuple[Action, ...]:
    """Return a command for each example that stands in a log object, and the link if there is one.

    The commands run with the rights of who copies them: an alarm grants nobody a look at the logs.
    """
    prepared = [_prepared(example) for example in examples]
    invocations = [example for example in examples if example.invocation_id]
    links = [_link(invocations, dashboards_url)] if dashboards_url and invocations else []
    return (*(action for action in prepared if action), *links)


def command(source: Source | None) -> str | None:
    """Return the shell command that prints the one log record, None where there is no such line."""
    if source is None:
        return None
    uri = f"s3://{source.bucket}/{source.key}"
    if not (source.line and "/" in source.key and uri.isprintable()):
        return None
    unpack = " | gunzip" if source.key.endswith(".gz") else ""
    return f"aws s3 cp {shlex.quote(uri)} -{unpack} | sed -n '{source.line}p'"


def trail_command(example: Example) -> str | None:
    """Return the command that looks the CloudTrail event up, None where no event told of it."""
    if example.event_id is None:
        return None
    event = f"AttributeKey=EventId,AttributeValue={example.event_id}"
    region = f" --region {shlex.quote(example.region)}" if example.region else ""
    return f"aws cloudtrail lookup-events --lookup-attributes {shlex.quote(event)}{region}"


def _prepared(example: Example) -> Action | None:
    """Return the command that shows what the example stands for, None where there is none."""
    if record := command(example.source):
        return _command("fetch", record, request=example.request_id)
    if event := trail_command(example):
        return _command("trail", event, event=example.event_id)
    return None


def _command(name: str, line: str, **values: object) -> Action:
    label = phrases()["action"][name]
    filled = Bilingual(en=label.en.format(**values), ja=label.ja.format(**values))
    return Action(kind="command", label=filled, value=line)


def _link(examples: Sequence[Example], dashboards_url: str) -> Action:
    """Return the link to the examples among all findings, in the time in which they happened."""
    ids = " or ".join(example.finding_id for example in examples)
    moments = [example.timestamp for example in examples]
    begin, end = iso(min(moments) - _AROUND), iso(max(moments) + _AROUND)
    state = {
        "_a": f"(discover:(columns:!(_source),isDirty:!f,sort:!()),"
        f"metadata:(indexPattern:{FINDINGS},view:discover))",
        "_g": f"(filters:!(),time:(from:'{begin}',to:'{end}'))",
        "_q": f"(filters:!(),query:(language:kuery,query:'finding_id:({ids})'))",
    }
    query = "&".join(f"{name}={quote(value, safe=_PLAIN)}" for name, value in state.items())
    return Action(
        kind="link",
        label=phrases()["action"]["dashboard"],
        value=f"{dashboards_url.rstrip('/')}/app/data-explorer/discover#?{query}",
    )
