"""What a watch found becomes what is raised: a stream that got worse, or groups treated unlike."""

from raimon.events import FindingRaised
from raimon.policy import Policy
from raimon.windows import disparity_said, said
from raimon.windows.disparity_gap import Unequal
from raimon.windows.reviewed import NO_LABELS, Labels
from raimon.windows.stream import Crossing
from raimon.windows.watch import Watch


def raised(
    crossing: Crossing, watch: Watch, policy: Policy, labels: Labels = NO_LABELS
) -> FindingRaised | None:
    """Return the finding with its statistic, None where the policy switches the rule off.

    Where people judged calls of that time, the statistic also states its rates set right by them.
    """
    if isinstance(crossing, Unequal):
        return disparity_said.found(crossing, watch, policy, labels)
    return said.found(crossing, watch, policy, labels)
