"""`raimon replay --explain`: what groups met with of late, ranked so that few units say little."""

from collections.abc import Iterator, Mapping

from raimon.bias.ranking import ranked
from raimon.windows.disparity_counts import GapKey
from raimon.windows.disparity_gap import Gap
from raimon.windows.disparity_said import conditional, within_topics
from raimon.windows.disparity_watch import Disparities
from raimon.windows.watch import Watch

_DIGITS = 6

type Row = dict[str, object]


def disparity_lines(watch: Watch) -> Iterator[Row]:
    """Give a line for each outcome on each axis of each application and language."""
    for _, group in sorted(watch.groups.items()):
        gaps = group.disparity
        for axis, metric in sorted({(key.axis, key.metric) for key in gaps.gaps}):
            yield {
                "schema": "raimon.disparity/1",
                "application": group.family.application,
                "family": group.family.key,
                "language": group.language,
                "axis": axis,
                "metric": metric,
                "topics": len(gaps.known.topics),
                "groups": list(_groups(gaps, axis, metric)),
            }


def _groups(gaps: Disparities, axis: str, metric: str) -> Iterator[Row]:
    """Give the groups, the highest shrunk rate first."""
    recent = gaps.recent(axis, metric)
    for each in ranked({group: (bad, units) for group, (units, bad) in recent.items()}):
        gap = gaps.gaps[GapKey(axis, each.group, metric)]
        yield {
            "group": each.group,
            "n": round(each.units, 1),
            "k": round(each.bad, 1),
            "shrunk_rate": round(each.rate, _DIGITS),
            "chance_above": round(each.above, _DIGITS),
            **_against_the_rest(gap),
            "status": "watching" if gap.active else "insufficient",
            "evidence": round(gap.tests.evidence, _DIGITS),
            "alarmed": gap.worst is not None,
        }


def _against_the_rest(gap: Gap) -> Mapping[str, object]:
    """Return the ratio within topics, and CDDPL where there are several."""
    cells = gap.tests.recent
    if not cells:
        return {}
    ratio, cddpl = within_topics(cells), conditional(cells)
    return {
        "ratio_within": round(ratio.value, _DIGITS),
        "ratio_within_interval": [round(bound, _DIGITS) for bound in ratio.interval],
        "cddpl": None if cddpl is None else round(cddpl, _DIGITS),
    }
