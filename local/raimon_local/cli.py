"""The command `raimon`: hands each request to its module and ends with its exit code.

Each command imports what it needs when it runs, so that `--help` answers at once.
"""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from raimon_local.arguments import parser
from raimon_local.errors import UnusableArgumentError

if TYPE_CHECKING:
    from raimon_local.pipeline_options import PipelineOptions

UNUSABLE = 2
INTERRUPTED = 130  # 128 + SIGINT, as a shell says it
READER_GONE = 141  # 128 + SIGPIPE, likewise


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    options = parser().parse_args(arguments)
    try:
        code = _RUNS[options.run](options)
        sys.stdout.flush()
    except UnusableArgumentError as error:
        sys.stderr.write(f"raimon: {error}\n")
        return UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return READER_GONE
    return code


def _silence_stdout() -> None:
    """Let the interpreter's last flush go nowhere: the reader has left."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _score(options: argparse.Namespace) -> int:
    from raimon_local import score  # noqa: PLC0415 - lazy, see the module's docstring

    return score.run(options.files, _pipeline_options(options))


def _replay(options: argparse.Namespace) -> int:
    from raimon_local import replay  # noqa: PLC0415 - lazy, see the module's docstring

    show = replay.Show(
        options.text, options.explain, options.html, options.language, options.reviewed
    )
    return replay.run(options.files, _pipeline_options(options), show)


def _fairness(options: argparse.Namespace) -> int:
    from raimon_local.fairness import command  # noqa: PLC0415 - lazy, see the module's docstring
    from raimon_local.fairness.report import Good  # noqa: PLC0415 - likewise

    if options.association or options.semantic:
        return _associations(options)
    if not options.group or not options.outcome:
        message = "--group and --outcome are needed, or else --association or --semantic"
        raise UnusableArgumentError(message)
    question = command.Question(
        group=options.group,
        outcome=options.outcome,
        good=Good(frozenset(options.good), options.good_above, options.good_below),
        label=options.label,
        strata=tuple(options.by),
        facet=options.facet,
        reviewed=options.reviewed,
    )
    return command.run(
        options.files,
        _pipeline_options(options),
        question,
        html=options.html,
        language=options.language,
    )


def _review(options: argparse.Namespace) -> int:
    from raimon_local.judged import command  # noqa: PLC0415 - lazy, see the module's docstring

    place = command.Deployment(options.stack, options.table)
    return command.run(options.judged, options.files, _pipeline_options(options), place)


def _associations(options: argparse.Namespace) -> int:
    from raimon_local.fairness import associations  # noqa: PLC0415 - lazy, see the module's docstring
    from raimon_local.fairness.association_words import Words  # noqa: PLC0415 - likewise

    if options.group or options.outcome:
        message = "--association and --semantic ask another question than --group and --outcome"
        raise UnusableArgumentError(message)
    return associations.run(
        options.files,
        _pipeline_options(options),
        associations.Wanted(options.association, options.semantic, options.region),
        html=options.html,
        words=Words(options.language),
    )


def _probe(options: argparse.Namespace) -> int:
    from raimon_local.probe import command  # noqa: PLC0415 - lazy, see the module's docstring

    if options.dry_run:
        return command.dry_run(options.language, options.axis, options.repeats)
    return command.evaluate(
        options.answers, options.language, as_json=options.json, html=options.html
    )


def _pipeline_options(options: argparse.Namespace) -> "PipelineOptions":
    from raimon_local.pipeline_options import PipelineOptions  # noqa: PLC0415 - lazy, likewise

    policies = options.policy if isinstance(options.policy, list) else [options.policy]
    return PipelineOptions(
        policies[-1],
        options.bodies,
        options.key_file,
        options.bucket,
        getattr(options, "state", None),
        tuple(policies[:-1]),
    )


def _demo(options: argparse.Namespace) -> int:
    try:
        from raimon_local import demo  # noqa: PLC0415 - lazy, see the module's docstring
    except ModuleNotFoundError as error:
        message = (
            f"the demo needs the module {error.name}; install it with: pip install raimon[demo]"
        )
        raise UnusableArgumentError(message) from error

    return demo.run(
        once=options.once,
        opensearch=not options.no_opensearch,
        port=options.port,
        page=options.page,
        out=sys.stdout,
    )


def _check_policy(options: argparse.Namespace) -> int:
    from raimon_local import policy_command  # noqa: PLC0415 - lazy, see the module's docstring

    return policy_command.check(options.file)


def _show_policy(options: argparse.Namespace) -> int:
    from raimon_local import policy_command  # noqa: PLC0415 - lazy, see the module's docstring

    del options
    return policy_command.show()


def _token(options: argparse.Namespace) -> int:
    from raimon_local import token_command  # noqa: PLC0415 - lazy, see the module's docstring

    return token_command.run(options.value, options.entity, options.key_file, options.epoch)


def _baseline(options: argparse.Namespace) -> int:
    from raimon_local.baselines import command  # noqa: PLC0415 - lazy, see the module's docstring

    place = command.Place(state=options.state, stack=options.stack, table=options.table)
    return command.run(options.task, place, vars(options))


_RUNS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "score": _score,
    "replay": _replay,
    "fairness": _fairness,
    "review": _review,
    "probe": _probe,
    "demo": _demo,
    "baseline": _baseline,
    "check_policy": _check_policy,
    "show_policy": _show_policy,
    "token": _token,
}
