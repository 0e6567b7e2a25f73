"""What can be asked for on the command line, explained with examples at each level."""

import argparse
from pathlib import Path

from raimon_local.baselines.arguments import add_baseline
from raimon_local.fairness.arguments import add_fairness
from raimon_local.judged.arguments import add_review, add_reviewed
from raimon_local.probe.arguments import add_probe
from raimon_local.subcommands import Commands, add_logs, command
from raimon_local.token_arguments import add_token

_OVERVIEW = """\
Raimon watches what Amazon Bedrock models say. These commands need no AWS account
and never use the network (the demo uses the loopback only).

  raimon demo                       see everything work on sample logs
  raimon score logs/                assess every invocation of a log bucket's copy
  raimon replay logs/ --text        read the alarms these logs would have raised
  raimon fairness logs/ --group metadata.group --outcome outcome
                                    are groups treated differently?
  raimon probe --dry-run            prompts that show whether a swapped group changes answers
  raimon policy show > policy.yaml  begin a policy of your own
  raimon review judged.csv logs/    set rates right by what people judged
  raimon baseline list --state s.gz see what statistics take as usual, and approve it
  raimon token - --key-file key     the token of a value, for the allow-list of a policy
"""

_SCORE = """\
Assess Amazon Bedrock invocation logs: print one assessment a line (JSON).

A line that is no log record becomes {"error": ..., "source": ...} in its place.
"""

_SCORE_EXAMPLES = """\
what FILE may be:
  a log object   NDJSON, a JSON array or concatenated objects, gzip or not
  a folder       a copy of a log bucket; only log objects in it are read, in order of their keys
  -              standard input

examples:
  raimon score 20261013T014300123Z_0a1b.json.gz
  aws s3 cp s3://my-logs/AWSLogs/.../a.json.gz - | raimon score -
  raimon score logs/ | jq -r 'select(.outcome == "refused") | .request_id'
  raimon score logs/ | jq -c '.findings[] | {rule_id, entity, kind, mask}'
  raimon score logs/ --policy policy.yaml > assessments.ndjson

exit code:
  0 every record was assessed   1 some were refused   2 an argument can't be used
"""

_REPLAY = """\
Say which alarms logs would have raised, had they arrived live.

Plays the logs through the whole pipeline in the order of their own times
and prints one alarm a line (JSON).
"""

_REPLAY_EXAMPLES = """\
Each alarm is printed once, in the order in which they opened, as it stood when the logs ended.

examples:
  raimon replay logs/ --text --language en        read the alarms as people get them
  raimon replay logs/ --html page.html            see when answers became worse
  raimon replay week-2/ --state state.gz          go on where week-1/ ended
  raimon replay logs/ --reviewed judged.csv       with rates set right by what people judged
  raimon replay logs/ --policy policy.yaml        which alarms would this policy have raised?
  raimon replay logs/ --policy old.yaml --policy new.yaml
                                                  the alarms of new.yaml, and what it changes
  raimon replay logs/ --explain | jq 'select(.schema == "raimon.stream/1")'
  raimon replay logs/ | jq -r '[.opened_at, .severity, .title.en] | @tsv'

exit code:
  0 every record was assessed   1 some were refused   2 an argument can't be used
"""

_DEMO = """\
Start Raimon on this machine, feed it sample logs, show what it found.

In a terminal it stays until Ctrl-C, so that you can look around; Ctrl-C stops all it started.
"""

_DEMO_EXAMPLES = """\
examples:
  raimon demo                       stay and look around
  raimon demo --once                end by itself
  raimon demo --no-opensearch       without the real OpenSearch node (no Java needed)
"""

_POLICY = """\
Show and check the policy.

It sets thresholds, severities, rules, applications and who is told.
"""

_POLICY_EXAMPLES = """\
examples:
  raimon policy show > policy.yaml     the shipped policy, with comments
  raimon policy check policy.yaml      names file, line and field of each problem
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; `run` names what was asked for."""
    whole = argparse.ArgumentParser(
        prog="raimon",
        description=_OVERVIEW,
        epilog="raimon COMMAND --help explains each command with examples.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument(
        "--version", action=_Version, nargs=0, help="print the version and say no more"
    )
    commands = whole.add_subparsers(
        title="commands", metavar="COMMAND", dest="command", required=True
    )
    _add_score(commands)
    _add_replay(commands)
    add_fairness(commands)
    add_review(commands)
    add_probe(commands)
    _add_demo(commands)
    _add_policy(commands)
    add_baseline(commands)
    add_token(commands)
    return whole


class _Version(argparse.Action):
    """Print the version; it is looked up only when asked for."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Print and leave."""
        del namespace, values, option_string
        from raimon_local.version import version  # noqa: PLC0415 - only when asked for

        parser.exit(message=f"raimon {version()}\n")


def _add_score(commands: Commands) -> None:
    parser = command(commands, "score", _SCORE, _SCORE_EXAMPLES)
    add_logs(parser)
    parser.set_defaults(run="score")


def _add_replay(commands: Commands) -> None:
    parser = command(commands, "replay", _REPLAY, _REPLAY_EXAMPLES)
    add_logs(parser, compares=True)
    parser.add_argument(
        "--language",
        choices=("en", "ja", "both"),
        help="of --text and --html (default: as the policy says)",
    )
    parser.add_argument("--text", action="store_true", help="print the alarms as people read them")
    parser.add_argument(
        "--explain",
        action="store_true",
        help="after the alarms print each stream: its baseline, windows and evidence (JSON)",
    )
    parser.add_argument(
        "--html",
        type=Path,
        metavar="FILE",
        help="draw when rates became worse, in the languages of --language",
    )
    parser.add_argument(
        "--state",
        type=Path,
        metavar="FILE",
        help="go on where an earlier replay left its statistics, and leave them there again",
    )
    add_reviewed(parser)
    parser.set_defaults(run="replay")


def _add_demo(commands: Commands) -> None:
    parser = command(commands, "demo", _DEMO, _DEMO_EXAMPLES)
    parser.add_argument("--once", action="store_true", help="end when everything was shown")
    parser.add_argument(
        "--no-opensearch", action="store_true", help="index into memory instead of a real node"
    )
    parser.add_argument(
        "--port", type=_port, help="of OpenSearch on the loopback (default: one that is free)"
    )
    parser.add_argument(
        "--page",
        type=Path,
        metavar="FILE",
        default=Path("build/raimon.html"),
        help="where to write the HTML page (default: %(default)s)",
    )
    parser.set_defaults(run="demo")


def _add_policy(commands: Commands) -> None:
    parser = command(commands, "policy", _POLICY, _POLICY_EXAMPLES)
    tasks = parser.add_subparsers(title="tasks", metavar="TASK", dest="task", required=True)
    check = command(
        tasks,
        "check",
        "Say whether a policy can be used.\n\n"
        "Prints what differs from the shipped policy, or each problem as file:line: field: what.",
        "examples:\n  raimon policy check policy.yaml\n  raimon policy check - < policy.yaml\n\n"
        "exit code:\n  0 it can be used   1 it has problems   2 it can't be read",
    )
    check.add_argument("file", metavar="FILE", help="the policy to check, or -")
    check.set_defaults(run="check_policy")
    show = command(
        tasks,
        "show",
        "Print the shipped policy, comments included.",
        "example:\n  raimon policy show > policy.yaml",
    )
    show.set_defaults(run="show_policy")


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 1 << 16:
        message = "a port is a number from 1 to 65535"
        raise argparse.ArgumentTypeError(message)
    return int(text)
