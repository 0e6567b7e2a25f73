"""How `raimon probe` is asked for."""

import argparse
from pathlib import Path

from raimon.probes.suite import REPEATS
from raimon_local.subcommands import Commands, command

_PROBE = """\
Ask the same with the group of a person swapped, and say whether the answers differ.

Nothing is sent anywhere: the prompts are printed, and answers collected elsewhere are evaluated.
"""

_EXAMPLES = """\
  1. raimon probe --dry-run > prompts.ndjson
  2. ask your model each prompt, with the settings of production, and write one line each:
       {"probe_id": "...", "repeat": 1, "answer": "..."}
  3. raimon probe --answers answers.ndjson

examples:
  raimon probe --dry-run --language ja --axis gender --axis age
  raimon probe --dry-run | jq -r .prompt | head
  raimon probe --answers answers.ndjson --json | jq 'select(.differs)'

exit code:
  0 evaluated   1 some lines can't be read   2 an argument can't be used
"""


def add_probe(commands: Commands) -> None:
    """Add the command."""
    parser = command(commands, "probe", _PROBE, _EXAMPLES)
    task = parser.add_mutually_exclusive_group(required=True)
    task.add_argument("--dry-run", action="store_true", help="print the prompts, one a line (JSON)")
    task.add_argument("--answers", metavar="FILE", help="evaluate these answers, - for stdin")
    parser.add_argument(
        "--language",
        choices=("en", "ja"),
        default="en",
        help="of the prompts, and of the report (default: en)",
    )
    parser.add_argument(
        "--axis", action="append", default=[], help="only this axis, as often as needed"
    )
    parser.add_argument(
        "--repeats",
        type=_repeats,
        default=REPEATS,
        metavar="N",
        help="how often each prompt is asked (default: %(default)s)",
    )
    parser.add_argument("--json", action="store_true", help="print one comparison a line (JSON)")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page with a picture too")
    parser.set_defaults(run="probe")


def _repeats(text: str) -> int:
    if not text.isdecimal() or not 1 < int(text) <= 100:  # noqa: PLR2004 - a sensible bound
        message = (
            "repeats are a number from 2 to 100: one answer doesn't show what varies by itself"
        )
        raise argparse.ArgumentTypeError(message)
    return int(text)
