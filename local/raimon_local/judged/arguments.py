"""How `raimon review` is asked for."""

import argparse
from pathlib import Path

from raimon_local.subcommands import Commands, add_logs, command

_REVIEW = """\
Set rates right by what people judged of single calls.

Prints for each stream and group: the detector's rate, and the rate once its errors are taken out.
"""

_EXAMPLES = """\
what was judged stands in a CSV or NDJSON file, a line a judgement:
  request_id    of the call
  metric        what was judged: refusal_rate, stereotype_rate, toxicity_gap, regard_gap, ...
  good          true where the answer is fine in that, false where it isn't
  probability   if some calls were drawn more often than others: with which chance this one was

Draw the calls at random, findings and all others alike; ten labels a rate are the least.

examples:
  raimon review judged.csv logs/
  raimon replay logs/ --reviewed judged.csv --text     alarms with rates set right
  raimon review judged.csv logs/ --stack raimon        leave them for the alarms of a deployment

A deployment uses them in alarms about the time in which these calls were. What is left replaces
what was left before of the same streams and groups: hand over all judgements each time.

exit code:
  0 every record was assessed   1 some were refused   2 an argument can't be used
"""


def add_review(commands: Commands) -> None:
    """Add the command."""
    parser = command(commands, "review", _REVIEW, _EXAMPLES)
    parser.add_argument("judged", type=Path, metavar="JUDGED", help="what people judged")
    add_logs(parser)
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--stack", metavar="NAME", help="a deployment, by its stack")
    place.add_argument("--table", metavar="NAME", help="a deployment, by its state table")
    parser.set_defaults(run="review")


def add_reviewed(parser: argparse.ArgumentParser) -> None:
    """Add what a command takes whose rates can be set right."""
    parser.add_argument(
        "--reviewed",
        type=Path,
        metavar="FILE",
        help="what people judged of calls (see raimon review): alarms state rates set right by it",
    )
