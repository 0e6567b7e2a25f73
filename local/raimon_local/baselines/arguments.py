"""The arguments of `raimon baseline`."""

import argparse
from pathlib import Path

from raimon_local.subcommands import Commands, command

_SUMMARY = """\
See what statistics take as usual, approve it or reject it.

A baseline is learned, proposed and, once somebody approved it, frozen. One that somebody rejects,
approved before or not, is learned anew, and what alarms were held against it is over. The state is
that of a deployment (--stack, --table) or a file of `raimon replay --state`.
"""

_EXAMPLES = """\
examples:
  raimon replay logs/ --state state.gz > alarms.ndjson
  raimon baseline list --state state.gz
  raimon baseline show 0a1b2c3d4e5f --state state.gz
  raimon baseline approve 0a1b2c3d4e5f --stack raimon --by "Haruka Minase"
  raimon baseline reject 0a1b2c3d4e5f --stack raimon     (what came with a deployment is wanted)
  raimon baseline check --state state.gz

A decision about a deployment is done at the next run of its function `compare`, within minutes.
The Region and the credentials are those of your environment, as for the AWS command line.

exit code:
  0 done   1 the check found a promise that wouldn't hold   2 an argument can't be used
"""

_TASKS = {
    "list": "List all baselines: id, status, version, what it is of, its rate.",
    "show": "Print one baseline with all its figures (JSON).",
    "approve": "Approve a proposed baseline: it is frozen and never changes by itself.",
    "reject": "Reject a baseline, approved or not: it is learned anew from now on.",
    "check": "Replay the days that baselines were learned from: would their promise hold?",
}


def add_baseline(commands: Commands) -> None:
    """Add the command with its tasks."""
    parser = command(commands, "baseline", _SUMMARY, _EXAMPLES)
    tasks = parser.add_subparsers(title="tasks", metavar="TASK", dest="task", required=True)
    for name, summary in _TASKS.items():
        task = command(tasks, name, summary, "raimon baseline --help has examples.")
        _add_place(task)
        if name not in {"list", "check"}:
            task.add_argument("baseline_id", metavar="ID", help="as `list` prints it")
        if name in {"approve", "reject"}:
            task.add_argument(
                "--by", metavar="NAME", help="who decides (default: the name you are signed in as)"
            )
        task.set_defaults(run="baseline")


def _add_place(task: argparse.ArgumentParser) -> None:
    place = task.add_mutually_exclusive_group(required=True)
    place.add_argument(
        "--state", type=Path, metavar="FILE", help="a file that `raimon replay --state` wrote"
    )
    place.add_argument("--stack", metavar="NAME", help="a deployment, by its stack")
    place.add_argument("--table", metavar="NAME", help="a deployment, by its state table")
