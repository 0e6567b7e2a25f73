"""What a run tells at its end: how many records, what became of them, what was found."""

from collections import Counter
from dataclasses import dataclass, field

from raimon.assessment import Assessment
from raimon.finding import Aspect, Severity
from raimon_local.assessed_logs import Assessed
from raimon_local.refused import Refused


@dataclass(slots=True)
class RunSummary:
    """Counts of a run: seen = assessed + refused."""

    assessed: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    findings: Counter[tuple[Aspect, Severity]] = field(default_factory=Counter)

    @property
    def seen(self) -> int:
        """Return how many records were read."""
        return self.assessed + self.refused.total()

    @property
    def exit_code(self) -> int:
        """Return 0 if every record was assessed, else 1."""
        return 1 if self.refused else 0

    def add(self, result: Assessed | Refused) -> None:
        """Count one more result."""
        if isinstance(result, Refused):
            self.refused[result.reason] += 1
        else:
            self._add(result.assessment)

    def _add(self, assessment: Assessment) -> None:
        self.assessed += 1
        self.outcomes[assessment.outcome] += 1
        self.findings.update((finding.aspect, finding.severity) for finding in assessment.findings)

    def progress(self) -> str:
        """Return how far the run is."""
        return f"{_records(self.seen)} read, {self.findings.total():,} findings"

    def lines(self, seconds: float) -> list[str]:
        """Return the summary, one fact a line."""
        rate = f", {self.seen / seconds:,.0f} a second" if seconds > 0 else ""
        refused = self.refused.total()
        lines = [
            f"{_records(self.seen)}: {self.assessed:,} assessed, {refused:,} refused",
            f"  time         {seconds:.1f} s{rate}",
        ]
        if self.refused:
            lines.append(f"  refused      {_counts(self.refused)}")
        if self.outcomes:
            lines.append(f"  outcomes     {_counts(self.outcomes)}")
        lines.append(f"  findings     {self.findings.total():,}")
        lines += [f"  {aspect:<14} {text}" for aspect, text in self._by_aspect()]
        return lines

    def _by_aspect(self) -> list[tuple[Aspect, str]]:
        """Return each aspect that has findings, with its severities from the worst down."""
        return [
            (aspect, ", ".join(told))
            for aspect in Aspect
            if (
                told := [
                    f"{self.findings[aspect, severity]:,} {severity}"
                    for severity in reversed(Severity)
                    if self.findings[aspect, severity]
                ]
            )
        ]


def _counts(counter: Counter[str]) -> str:
    ranked = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{count:,} {name}" for name, count in ranked)


def _records(count: int) -> str:
    return f"{count:,} record{'' if count == 1 else 's'}"
