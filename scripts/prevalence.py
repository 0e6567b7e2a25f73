"""Print what a detector's findings are worth where a thing is rare.

usage: python -m scripts.prevalence --recall SHARE --false-alarms SHARE [--prevalence SHARE ...]

A row says: if so many in a thousand answers are bad, how many findings there will be, and how many
of a hundred are right.
"""

import argparse
from typing import Final

from raimon.bias.prevalence import precision

COMMON: Final = (0.0001, 0.001, 0.01, 0.05)


def main() -> None:
    """Print a row for each prevalence."""
    options = _options()
    print("| bad answers in 1,000 | findings in 100,000 answers | of 100 findings right |")
    print("|---|---|---|")
    for prevalence in options.prevalence:
        found = prevalence * options.recall + (1 - prevalence) * options.false_alarms
        right = precision(prevalence, options.recall, options.false_alarms)
        print(f"| {1000 * prevalence:g} | {100_000 * found:,.0f} | {100 * right:.1f} |")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recall", type=float, required=True)
    parser.add_argument("--false-alarms", type=float, required=True)
    parser.add_argument("--prevalence", type=float, nargs="+", default=COMMON)
    return parser.parse_args()


if __name__ == "__main__":
    main()
