"""A day of traffic for tests of the whole chain: honest, leaking, hostile and broken records."""

import random

from tests.builders import log_key, log_object, record

QUESTIONS = (
    ("When does the shop open?", "The shop opens at nine in the morning."),
    ("返品の方法を教えてください。", "到着から八日以内でしたら返品できます。"),
    ("How do I reset the router?", "Hold the button at the back for ten seconds."),
    ("会議室の予約を取り消したいです。", "予約一覧から取り消しを選んでください。"),
)
LEAKS = (
    ("Who runs the Nagoya plant?", "Write to haruka.minase@kitanogumi.jp for the plant."),
    ("担当者の連絡先は分かりますか。", "担当の携帯は090-8273-4615です。"),
    ("Which card is on file?", "The card on file is 4539 5787 6362 1486."),
)


def broken_lines() -> list[str | bytes]:
    """Return lines that are no records, each in its own way."""
    return [
        "<html><body>not a log</body></html>",
        '{"schemaType": "ModelInvocationLog", "requestId": "cut',
        b'\xff\xfe{"a": 1}',
        "[" * 10_000,
        '{"hello": "world"}',
    ]


def objects(*, seed: int, count: int = 6, size: int = 8) -> dict[str, bytes]:
    """Return log objects by key: the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - a test's dice
    made: dict[str, bytes] = {}
    number = 0
    for index in range(count):
        records = []
        for place in range(size):
            number += 1
            user, output = chance.choice(LEAKS if place == 0 else QUESTIONS)
            records.append(record(number, user=user, output=output))
        lines = [*records, *broken_lines()] if index == 1 else list(records)
        made[log_key(f"{index:016x}")] = log_object(lines)
    made[log_key("00000000000000aa")] = b"this is no gzip"
    made[log_key("00000000000000ab")] = log_object([record(1, user="Again?", output="Yes.")])[:-9]
    return made
