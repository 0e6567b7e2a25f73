"""The report as a terminal shows it: tables whose columns meet, also where the text is Japanese."""

from collections.abc import Iterator

from raimon_local.fairness.report import GroupReport, Report
from raimon_local.fairness.words import Words, chance, interval, number
from raimon_local.texts import aligned


def lines(report: Report, words: Words, group: str, outcome: str) -> Iterator[str]:
    """Yield the report line by line; `group` and `outcome` are the paths as they were given."""
    yield words.text("page", "asked", outcome=outcome, group=group, good=words.good(report.good))
    if report.one_sided:
        yield words.one_sided(report)
    yield ""
    for one in report.groups:
        yield words.verdict(one)
    yield ""
    yield words.text("page", "groups")
    yield from aligned(_rates(report, words))
    for one in report.groups:
        yield ""
        yield words.text("page", "against", group=one.group)
        if one.scores:
            yield words.text("page", "numbers", **_scores(one))
        yield from aligned(_metrics(one, words))
    if any(one.corrected for one in report.groups):
        yield ""
        yield words.text("page", "corrected")
        yield from aligned(_corrected(report, words))
    if any(one.stands_out for one in report.ranking):
        yield ""
        yield words.text("page", "ranking")
        yield from aligned(_ranking(report, words))
    yield ""
    yield words.text("page", "caveat")


def _rates(report: Report, words: Words) -> Iterator[list[str]]:
    yield [words.text("page", name) for name in ("group", "units", "good", "rate", "interval")]
    for one in report.groups:
        yield [
            one.group, f"{one.units:,}", f"{one.good:,}", number(one.rate), interval(one.interval),
        ]  # fmt: skip


def _metrics(group: GroupReport, words: Words) -> Iterator[list[str]]:
    yield [
        words.text("page", name)
        for name in ("metric", "value", "interval", "fair", "chance", "says")
    ]
    for one in group.metrics:
        if one.reason is None:
            yield [
                one.name,
                number(one.value),
                interval(one.interval),
                f"{one.fair:g}",
                number(one.by_chance),
                words.metric(one.name),
            ]
        else:
            yield [one.name, "-", words.value(one), "", "", words.metric(one.name)]


def _corrected(report: Report, words: Words) -> Iterator[list[str]]:
    """Give each group's rate as it was measured, and as the reviewed records set it right."""
    yield [words.text("page", name) for name in ("group", "reviewed", "rate", "right", "interval")]
    for one in report.groups:
        if one.corrected is None:
            yield [one.group, "", number(one.rate), "", words.text("page", "too_few")]
        else:
            told = one.corrected
            yield [
                one.group, f"{told.reviewed:,}", number(told.measured), number(told.rate),
                interval(told.interval),
            ]  # fmt: skip


def _ranking(report: Report, words: Words) -> Iterator[list[str]]:
    for one in report.ranking:
        mark = words.text("page", "stands_out") if one.stands_out else ""
        yield [one.group, f"{one.bad:,} / {one.units:,}", number(one.rate), mark]


def _scores(group: GroupReport) -> dict[str, str]:
    scores = group.scores
    if scores is None:
        return {}
    return {
        "group_median": f"{scores.group_median:g}",
        "rest_median": f"{scores.rest_median:g}",
        "distance": number(scores.distance),
        "p": chance(scores.p),
    }
