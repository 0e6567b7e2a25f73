"""The words of the report in one language, and numbers as people read them."""

from dataclasses import dataclass
from typing import Final

from raimon.bias.measured import Measured
from raimon_local.fairness.report import Good, GroupReport, Report
from raimon_local.texts import Language, Texts

FOUR_FIFTHS: Final = 0.8
_LEAST_CHANCE: Final = 0.001
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Words:
    """What the report asks for words."""

    language: Language

    def text(self, section: str, name: str, /, **values: object) -> str:
        """Return the words, their braces filled in."""
        return Texts("raimon_local.fairness", self.language).text(section, name, **values)

    def metric(self, name: str) -> str:
        """Return what a metric means."""
        return self.text("metric", name)

    def value(self, told: Measured) -> str:
        """Return the value, or why there is none."""
        return number(told.value) if told.reason is None else self.text("reason", told.reason)

    def good(self, good: Good) -> str:
        """Return which outcomes are good ones."""
        bounds = {"above": good.above, "below": good.below}
        told = [
            self.text("page", name, number=f"{bound:g}")
            for name, bound in bounds.items()
            if bound is not None
        ]
        return ", ".join((*sorted(good.names), *told))

    def one_sided(self, report: Report) -> str:
        """Return what to look at where all outcomes are good, or none is."""
        shown = sorted(report.outcomes, key=lambda name: (-report.outcomes[name], name))[:_SHOWN]
        name = "all_good" if sum(each.good for each in report.groups) else "none_good"
        return self.text("page", name, outcomes=", ".join(shown) or "-")

    def verdict(self, group: GroupReport) -> str:
        """Return in one sentence whether the group comes off worse."""
        impact = group.metric("DI")
        if impact.value is None or impact.interval is None:
            return self.text("verdict", "unclear", group=group.group)
        low, high = impact.interval
        told = [
            self.text(
                "verdict",
                "differs" if group.differs else "equal",
                group=group.group,
                ratio=number(impact.value),
                low=number(low),
                high=number(high),
                p=chance(group.p),
            )
        ]
        if group.differs and impact.value < FOUR_FIFTHS:
            told.append(self.text("verdict", "four_fifths"))
        if not group.differs and group.smallest is not None:
            told.append(self.text("verdict", "smallest", ratio=number(group.smallest)))
        return ("" if self.language == "ja" else " ").join(told)


def number(value: float | None) -> str:
    """Return three digits after the point, or nothing."""
    return "" if value is None else f"{value:.3f}"


def chance(p: float) -> str:
    """Return a probability; one that three digits can't tell from none as below .001."""
    return number(p) if p >= _LEAST_CHANCE else f"< {_LEAST_CHANCE}"


def interval(ends: tuple[float, float] | None) -> str:
    """Return both ends in brackets, or nothing."""
    return "" if ends is None else f"[{ends[0]:.3f}, {ends[1]:.3f}]"
