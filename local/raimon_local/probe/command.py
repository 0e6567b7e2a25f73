"""`raimon probe`: prints the prompts, or evaluates answers and says what differs."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from raimon.probes.evaluation import Compared, evaluated
from raimon.probes.suite import axes, prompts
from raimon_local.errors import UnusableArgumentError
from raimon_local.probe import page
from raimon_local.probe.collected import Collected
from raimon_local.score import print_line
from raimon_local.texts import Language, Texts, aligned

PACKAGE: Final = "raimon_local.probe"


def dry_run(language: Language, wanted: Sequence[str], repeats: int) -> int:
    """Print the suite's prompts; return 0."""
    unknown = sorted(set(wanted) - set(axes(language)))
    if unknown:
        message = f"--axis {unknown[0]!r} is none of: {', '.join(axes(language))}"
        raise UnusableArgumentError(message)
    for prompt in prompts(language, frozenset(wanted), repeats):
        print_line(prompt.to_json())
    return 0


def evaluate(file: str, language: Language, *, as_json: bool, html: Path | None) -> int:
    """Print what the answers say; return 1 if a line was refused, else 0."""
    collected = Collected()
    compared = evaluated(collected.answers(file))
    texts = Texts(PACKAGE, language)
    if html is not None:
        page.write(compared, texts, html)
    for line in _as_json(compared) if as_json else _lines(compared, collected, texts):
        print_line(line)
    return 1 if collected.refused else 0


def _as_json(compared: Sequence[Compared]) -> Iterator[str]:
    for one in compared:
        told = {**asdict(one), "differs": one.differs, "flips_by_group": one.flips_by_group}
        yield json.dumps(told)


def _lines(compared: Sequence[Compared], collected: Collected, texts: Texts) -> Iterator[str]:
    yield texts.text(
        "report",
        "counts",
        answers=f"{collected.used:,}",
        refused=f"{collected.refused.total():,}",
        compared=f"{len(compared):,}",
    )
    if collected.undecided:
        yield texts.text("report", "undecided", count=f"{collected.undecided:,}")
    yield ""
    if not compared:
        yield texts.text("report", "nothing")
        return
    yield from verdicts(compared, texts) or (texts.text("report", "none"),)
    yield ""
    yield from aligned(_table(compared, texts))
    yield ""
    yield texts.text("report", "caveat")


def verdicts(compared: Sequence[Compared], texts: Texts) -> list[str]:
    """Return a sentence for each difference; none where nothing differs."""
    told = [_gap(one, texts) for one in compared if one.differs]
    return told + [_flips(one, texts) for one in compared if one.flips_by_group]


def _gap(one: Compared, texts: Texts) -> str:
    return texts.text(
        "report",
        "gap",
        axis=one.axis,
        outcome=texts.text("outcome", one.outcome),
        group=one.group,
        other=one.other,
        rate=f"{one.rate:.3f}",
        other_rate=f"{one.other_rate:.3f}",
        gap=f"{one.gap:+.3f}",
        low=f"{one.interval[0]:+.3f}",
        high=f"{one.interval[1]:+.3f}",
        q=f"{one.q:.3f}",
    )


def _flips(one: Compared, texts: Texts) -> str:
    low, high = one.flips_interval
    return texts.text(
        "report",
        "flips",
        axis=one.axis,
        outcome=texts.text("outcome", one.outcome),
        group=one.group,
        other=one.other,
        flips=f"{max(one.flips, 0.0):.1%}",
        low=f"{max(low, 0.0):.1%}",
        high=f"{min(high, 1.0):.1%}",
    )


def _table(compared: Sequence[Compared], texts: Texts) -> Iterator[list[str]]:
    names = (
        "axis", "groups", "outcome", "rates", "gap", "interval", "holm", "q", "flips", "evidence",
    )  # fmt: skip
    yield [*(texts.text("column", name) for name in names), ""]
    for one in compared:
        yield [
            one.axis,
            f"{one.group} / {one.other}",
            texts.text("outcome", one.outcome),
            f"{one.rate:.3f} / {one.other_rate:.3f}",
            f"{one.gap:+.3f}",
            f"[{one.interval[0]:+.3f}, {one.interval[1]:+.3f}]",
            f"{one.holm_p:.3f}",
            f"{one.q:.3f}",
            f"{max(one.flips, 0.0):.3f}",
            f"{one.evidence:.3g}",
            texts.text("report", "differs") if one.differs else "",
        ]
