"""How `raimon fairness` is asked for."""

import argparse
from pathlib import Path

from raimon_local.subcommands import Commands, add_logs, command

_FAIRNESS = """\
Say whether groups are treated differently: SageMaker Clarify's bias metrics for any logs.

Each metric comes with its interval, the number of units behind it, and what chance alone shows.
"""

_FAIRNESS_EXAMPLES = """\
a PATH is JMESPath over one document a record:
  metadata       the caller's requestMetadata, such as metadata.applicant_group
  answer         the answer read as JSON, such as answer.decision
  length         of the answer, in characters
  and each field of an assessment: outcome, latency_ms, application, language.input, signals, ...

examples:
  raimon fairness logs/ --group metadata.group --outcome outcome
  raimon fairness logs/ --group metadata.group --outcome answer.decision --good approve
  raimon fairness logs/ --group metadata.group --outcome answer.decision --good approve \\
      --label metadata.truth --by application --html build/fairness.html
  raimon fairness logs/ --group metadata.group --outcome latency_ms --good-below 2000

what answers associate with whom needs no paths:
  raimon fairness logs/ --association --html build/associations.html
  raimon fairness logs/ --semantic local            (pip install 'raimon[semantic]')
  raimon fairness logs/ --semantic amazon.titan-embed-text-v2:0 --region us-east-1

A group is what the caller's metadata says; none is ever inferred. A value that may tell of a
person, such as an e-mail address, is never shown: it becomes the group [withheld].

exit code:
  0 every record was assessed   1 some were refused   2 an argument can't be used
"""


def add_fairness(commands: Commands) -> None:
    """Add the command."""
    parser = command(commands, "fairness", _FAIRNESS, _FAIRNESS_EXAMPLES)
    add_logs(parser)
    parser.add_argument("--group", metavar="PATH", help="where the group stands")
    parser.add_argument("--outcome", metavar="PATH", help="where the outcome stands")
    parser.add_argument(
        "--good",
        metavar="VALUE",
        action="append",
        default=[],
        help="a good outcome, as often as needed (default: answered, or true)",
    )
    parser.add_argument(
        "--good-above", metavar="N", type=float, help="good is a number above N (default: median)"
    )
    parser.add_argument("--good-below", metavar="N", type=float, help="good is a number below N")
    parser.add_argument(
        "--label", metavar="PATH", help="what would have been right, for RD, DCA, AD and the like"
    )
    parser.add_argument(
        "--by",
        metavar="PATH",
        action="append",
        default=[],
        help="compare within these, such as application; as often as needed",
    )
    parser.add_argument(
        "--reviewed",
        type=Path,
        metavar="FILE",
        help="records that people judged (CSV or NDJSON: request_id, good): sets rates right",
    )
    parser.add_argument("--facet", metavar="GROUP", help="one group only (default: each in turn)")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page with a picture too")
    parser.add_argument(
        "--language", choices=("en", "ja"), default="en", help="of the report (default: en)"
    )
    _add_associations(parser)
    parser.set_defaults(run="fairness")


def _add_associations(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--association",
        action="store_true",
        help="instead: of which occupations do answers make women or men?",
    )
    parser.add_argument(
        "--semantic",
        metavar="EMBEDDING",
        help="instead: what do answers say around groups? local, or a model id of Amazon Bedrock",
    )
    parser.add_argument("--region", help="of the managed embedding (default: as AWS is set up)")
