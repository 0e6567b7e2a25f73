"""Work out what a month of Raimon costs on each kind of OpenSearch, with the arithmetic shown.

usage: python -m scripts.cost [--price NAME=USD]...    prices of your own Region or contract
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from scripts.stack import TEMPLATE, Resource, Stack, read_stack

HOURS: Final = 730  # of a month
WORKING_HOURS: Final = 176  # 22 days of 8 hours
LOOKING_HOURS: Final = 22  # an hour a day at the dashboards
METRICS: Final = 66  # what the functions measure, by name and family, rounded up
LOOKS_A_MINUTE: Final = 15  # five readers of a queue, 20 seconds each
RECORDS_AN_OBJECT: Final = 10
TOKENS_A_RECORD: Final = 0.25  # values that are followed; as in logs dense with personal data
CPU_SECONDS_A_RECORD: Final = 0.000_9  # make bench, "assess", rounded up
GB_A_VCPU: Final = 1.769 * 1000 / 1024
MILLION: Final = 1_000_000

# US dollars, us-east-1, list prices without the free tier, to be verified: nobody here has been
# billed. Those of OpenSearch differ most between Regions.
PRICES: Final[Mapping[str, float]] = {
    "t3.small.search-hour": 0.036,
    "r7g.large.search-hour": 0.178,
    "gp3-gb-month": 0.122,
    "ocu-hour": 0.24,
    "serverless-gb-month": 0.024,
    "alarm-month": 0.10,
    "metric-month": 0.30,
    "key-month": 1.00,
    "secret-month": 0.40,
    "lambda-gb-second": 0.000_013_333_4,
    "lambda-request": 0.000_000_20,
    "s3-put": 0.000_005,
    "s3-get": 0.000_000_4,
    "sqs-request": 0.000_000_40,
    "log-gb": 0.50,
    "dynamodb-read": 0.000_000_125,
    "dynamodb-write": 0.000_000_625,
}


@dataclass(frozen=True, slots=True)
class Item:
    """So many of something at a price."""

    english: str
    japanese: str
    quantity: float
    price: str

    def usd(self, prices: Mapping[str, float]) -> float:
        """Return what it costs."""
        return self.quantity * prices[self.price]


@dataclass(frozen=True, slots=True)
class Profile:
    """One way to have OpenSearch, for a month."""

    english: str
    japanese: str
    conditions: frozenset[str]
    items: tuple[Item, ...]


def _domain(kind: str, nodes: int, gib: int) -> tuple[Item, ...]:
    return (
        Item(
            f"{nodes} × {HOURS} h {kind}",
            f"{kind} {nodes} 台 × {HOURS} 時間",
            nodes * HOURS,
            f"{kind}-hour",
        ),
        Item(f"{nodes} × {gib} GB gp3", f"gp3 {nodes} × {gib} GB", nodes * gib, "gp3-gb-month"),
    )


def _collection(indexing: int, search: int) -> tuple[Item, ...]:
    """Return a collection that wakes to one unit for indexing and two for search."""
    return (
        Item(
            f"1 OCU × {indexing} h indexing", f"登録 1 OCU × {indexing} 時間", indexing, "ocu-hour"
        ),
        Item(f"2 OCU × {search} h search", f"検索 2 OCU × {search} 時間", 2 * search, "ocu-hour"),
        Item("20 GB", "20 GB", 20, "serverless-gb-month"),
    )


PROFILES: Final = (
    Profile(
        "Domain as by default, for trying out",
        "既定のドメイン(試用)",
        frozenset({"MakesDomain"}),
        _domain("t3.small.search", 1, 20),
    ),
    Profile(
        "Domain of two nodes in two zones, for real load",
        "2 つのゾーンに 2 台のドメイン(本番)",
        frozenset({"MakesDomain"}),
        _domain("r7g.large.search", 2, 100),
    ),
    Profile(
        "Serverless, logs in working hours, an hour a day of looking",
        "Serverless(ログは業務時間だけ、閲覧は 1 日 1 時間)",
        frozenset({"MakesCollection"}),
        _collection(WORKING_HOURS, LOOKING_HOURS),
    ),
    Profile(
        "Serverless, logs and looking around the clock",
        "Serverless(ログも閲覧も 24 時間)",
        frozenset({"MakesCollection"}),
        _collection(HOURS, HOURS),
    ),
    Profile(
        "An existing endpoint, already paid",
        "既存のエンドポイント(その費用は別)",
        frozenset(),
        (),
    ),
)
_HEADS: Final = {
    "en": ("arithmetic", "USD", "A month of: ", "Sum", "For each million invocations"),
    "ja": ("計算", "米ドル", "1 か月の費用:", "合計", "モデル呼び出し 100 万件ごと"),
}


def fixed(stack: Stack, conditions: frozenset[str]) -> tuple[Item, ...]:
    """Return what the stack costs without OpenSearch and without a single invocation."""
    alarms = sum(_exists(alarm, conditions) for alarm in stack.alarms)
    return (
        Item(f"{alarms} alarms", f"アラーム {alarms} 個", alarms, "alarm-month"),
        Item(
            f"{METRICS} metrics of our own", f"独自メトリクス {METRICS} 個", METRICS, "metric-month"
        ),
        Item("1 key", "KMS キー 1 個", 1, "key-month"),
        Item("1 secret", "シークレット 1 個", 1, "secret-month"),
        _polling(sum("Queue" in each.properties.get("Events", {}) for each in stack.resources)),
    )


def _polling(queues: int) -> Item:
    """Return the requests by which Lambda looks at queues, empty ones too."""
    looks = queues * LOOKS_A_MINUTE * 60 * HOURS
    english = f"{queues} queues × {LOOKS_A_MINUTE} looks a minute × {HOURS} h"
    japanese = f"キュー {queues} 個 × 毎分 {LOOKS_A_MINUTE} 回の確認 × {HOURS} 時間"
    return Item(english, japanese, looks, "sqs-request")


def _exists(alarm: Resource, conditions: frozenset[str]) -> bool:
    return alarm.condition is None or alarm.condition in conditions


def per_million() -> tuple[Item, ...]:
    """Return what a million invocations add: each log object is read, kept, indexed once."""
    objects = MILLION / RECORDS_AN_OBJECT
    compute = MILLION * CPU_SECONDS_A_RECORD * GB_A_VCPU
    return (
        Item(
            f"{MILLION:,} × {CPU_SECONDS_A_RECORD * 1000:g} ms × {GB_A_VCPU:.3f} GB",
            f"{MILLION:,} × {CPU_SECONDS_A_RECORD * 1000:g} ミリ秒 × {GB_A_VCPU:.3f} GB",
            compute,
            "lambda-gb-second",
        ),
        Item(
            f"2 calls × {objects:,.0f}",
            f"呼び出し 2 × {objects:,.0f}",
            2 * objects,
            "lambda-request",
        ),
        Item(f"1 PUT × {objects:,.0f}", f"PUT 1 × {objects:,.0f}", objects, "s3-put"),
        Item(f"3 GET × {objects:,.0f}", f"GET 3 × {objects:,.0f}", 3 * objects, "s3-get"),
        Item(
            f"6 requests × {objects:,.0f}",
            f"リクエスト 6 × {objects:,.0f}",
            6 * objects,
            "sqs-request",
        ),
        Item(
            f"{2 * objects / MILLION:g} GB of log (2 KB × {objects:,.0f})",
            f"ログ {2 * objects / MILLION:g} GB(2 KB × {objects:,.0f})",
            2 * objects / MILLION,
            "log-gb",
        ),
        *_tokens(),
    )


def _tokens() -> tuple[Item, Item]:
    """Return what remembering tokens costs: each is read, and written in a transaction, twice."""
    tokens = MILLION * TOKENS_A_RECORD
    return (
        Item(
            f"{tokens:,.0f} reads of tokens",
            f"トークンの読み取り {tokens:,.0f} 回",
            tokens,
            "dynamodb-read",
        ),
        Item(
            f"2 × {tokens:,.0f} writes of tokens",
            f"トークンの書き込み 2 × {tokens:,.0f} 回",
            2 * tokens,
            "dynamodb-write",
        ),
    )


def cost_tables(stack: Stack, language: str, prices: Mapping[str, float] = PRICES) -> str:
    """Return one table for each profile and one for a million invocations."""
    head = _HEADS[language]
    tables = [
        _table(f"{head[2]}{_name(profile, language)}", each, language, prices)
        for profile in PROFILES
        for each in [(*profile.items, *fixed(stack, profile.conditions))]
    ]
    return "\n\n".join([*tables, _table(head[4], per_million(), language, prices)])


def _table(title: str, items: Iterable[Item], language: str, prices: Mapping[str, float]) -> str:
    head = _HEADS[language]
    rows = list(_rows(tuple(items), language, prices))
    return "\n".join([f"**{title}**", "", f"| {head[0]} | {head[1]} |", "|---|--:|", *rows])


def _rows(items: tuple[Item, ...], language: str, prices: Mapping[str, float]) -> Iterator[str]:
    for item in items:
        price = prices[item.price]
        told = f"{_name(item, language)} × {price:.10g} (`{item.price}`)"
        yield f"| {told} | {item.usd(prices):,.2f} |"
    total = sum(item.usd(prices) for item in items)
    yield f"| **{_HEADS[language][3]}** | **{total:,.2f}** |"


def _name(told: Item | Profile, language: str) -> str:
    return told.english if language == "en" else told.japanese


def _own_price(text: str) -> tuple[str, float]:
    name, _, usd = text.partition("=")
    if name not in PRICES:
        message = f"no price is called {name}; there are {', '.join(PRICES)}"
        raise argparse.ArgumentTypeError(message)
    return name, float(usd)


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--price", type=_own_price, action="append", default=[], metavar="NAME=USD")
    prices = {**PRICES, **dict(parser.parse_args().price)}
    print(cost_tables(read_stack(TEMPLATE.read_text(encoding="utf-8")), "en", prices))
    return 0


if __name__ == "__main__":
    sys.exit(main())
