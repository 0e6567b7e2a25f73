"""The cost of a month is the sum of what it says, with whatever prices."""

import re
import subprocess
import sys

import pytest

from scripts.cost import METRICS, PRICES, PROFILES, cost_tables, fixed, per_million
from scripts.stack import TEMPLATE, Stack, read_stack
from tests.house.repository import ROOT

# As a value of a table of names, or as what is added or told by itself.
_METRIC = re.compile(r'(?::|_add\(|add_metric\((?:name=f?)?|^ +\() ?"([A-Z]\w+)', re.MULTILINE)
_TYPES = {"Logger", "Metrics", "SQSRecord"}  # quoted where they are only for the type checker


@pytest.fixture(scope="module")
def stack() -> Stack:
    """Return the template."""
    return read_stack(TEMPLATE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_sums(stack: Stack, language: str) -> None:
    """Each table's sum is the sum of its rows, to a cent a row."""
    for table in re.split(r"\n\n(?=\*\*)", cost_tables(stack, language)):
        *amounts, total = (
            float(cell.replace(",", "")) for cell in re.findall(r"\| \**([\d,]+\.\d\d)\**", table)
        )
        assert amounts
        assert total == pytest.approx(sum(amounts), abs=0.005 * (len(amounts) + 1))


def test_alarms_are_counted(stack: Stack) -> None:
    """The alarms that cost money are those that the choice makes."""
    with_domain, without = (
        fixed(stack, conditions)[0].quantity
        for conditions in (frozenset({"MakesDomain"}), frozenset[str]())
    )
    domains = [alarm for alarm in stack.alarms if alarm.condition == "MakesDomain"]
    assert with_domain == len(stack.alarms)
    assert without == len(stack.alarms) - len(domains) < with_domain


def test_metrics_are_counted() -> None:
    """The number of metrics is what the functions name, rounded up: no more than five to spare."""
    folder = ROOT / "layers/core/raimon/aws"
    named = {
        file.stem: set(_METRIC.findall(file.read_text(encoding="utf-8"))) - _TYPES
        for file in (*folder.glob("*_messages.py"), folder / "comparing.py", folder / "expiry.py")
    }
    assert {"RecordsSeen", "ObjectsSkipped"} <= named["assess_messages"]
    families = 2 * sum(name.startswith("Documents") for name in named["index_messages"])
    ends = 3  # "TrailEvents..." is one name in the source and has four ends
    count = sum(map(len, named.values())) + families + ends
    assert count <= METRICS <= count + 5


def test_every_price_is_used(stack: Stack) -> None:
    """No price is there for nothing, and none is missing."""
    items = [item for profile in PROFILES for item in (*profile.items, *fixed(stack, frozenset()))]
    assert {item.price for item in (*items, *per_million())} == set(PRICES)


def test_prices_of_ones_own() -> None:
    """A price of another Region changes what depends on it, and an unknown one is refused."""
    command = [sys.executable, "-m", "scripts.cost", "--price"]
    told = subprocess.run(  # noqa: S603 - our own script
        [*command, "ocu-hour=1000"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "| 1 OCU × 730 h indexing × 1000 (`ocu-hour`) | 730,000.00 |" in told
    refused = subprocess.run(  # noqa: S603 - our own script
        [*command, "ocu=1"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert refused.returncode == 2
    assert "no price is called ocu; there are " in refused.stderr
