"""Made-up identifiers with valid check digits in nine ways of writing, and look-alikes."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

SEED: Final = 20261125
ROUNDS: Final = 12

_FULL_WIDTH: Final = {
    ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A text, and the one value of the entity that stands in it; None for a look-alike."""

    text: str
    entity: str
    value: str | None


def samples() -> list[Sample]:
    """Return the whole set: the same at every run."""
    luck = random.Random(SEED)  # noqa: S311 - made-up numbers, the same at every run
    return [*_identifiers(luck), *_look_alikes(luck)]


def _identifiers(luck: random.Random) -> Iterator[Sample]:
    for entity, (make, labels) in _MAKERS.items():
        for _ in range(ROUNDS):
            groups = make(luck)
            for label, write in zip(_cycled(labels, luck), WAYS, strict=False):
                value = write(groups)
                yield Sample(label.format(value), entity, value)


def _look_alikes(luck: random.Random) -> Iterator[Sample]:
    for entity, (make, labels) in _MAKERS.items():
        for _ in range(ROUNDS):
            for template in FOREIGN_LABELS:
                yield Sample(template.format("".join(make(luck))), entity, None)
            if entity in _CHECKED:
                wrong = _with_wrong_check(make(luck), luck)
                yield Sample(luck.choice(labels).format(wrong), entity, None)


def _cycled(labels: tuple[str, ...], luck: random.Random) -> list[str]:
    return [luck.choice(labels) for _ in WAYS]


# --- ways of writing

type Groups = tuple[str, ...]


def _joined(sign: str) -> Callable[[Groups], str]:
    return sign.join


def _wide(sign: str) -> Callable[[Groups], str]:
    return lambda groups: sign.join(groups).translate(_FULL_WIDTH)


WAYS: Final = (
    _joined(""),
    _joined("-"),
    _joined(" "),
    _joined("ー"),
    _joined("\u2212"),
    _joined("\u2010"),
    _wide(""),
    _wide("－"),
    _wide("ー"),
)
FOREIGN_LABELS: Final = (
    "注文番号{}",
    "伝票番号は{}です",
    "型番{}",
    "Order number {}",
    "tracking no. {}",
    "在庫は{}個",
    "KX{}Z65",
    "0.{}",
)


# --- made-up numbers


def _digits(luck: random.Random, count: int) -> str:
    return "".join(str(luck.randrange(10)) for _ in range(count))


def _my_number(luck: random.Random) -> Groups:
    body = _digits(luck, 11)
    rest = sum(
        int(digit) * (place + 1 if place <= 6 else place - 5)
        for place, digit in enumerate(reversed(body), 1)
    )
    number = body + str(0 if rest % 11 <= 1 else 11 - rest % 11)
    return number[:4], number[4:8], number[8:]


def _card(luck: random.Random) -> Groups:
    body = luck.choice(("4", "51", "35")) + _digits(luck, 14)
    body = body[:15] if not body.startswith("35") else "3530" + body[4:15]
    number = next(body + str(last) for last in range(10) if _luhn(body + str(last)))
    return number[:4], number[4:8], number[8:12], number[12:]


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _licence(luck: random.Random) -> Groups:
    body = luck.choice(("30", "44", "62", "90")) + _digits(luck, 8)
    total = sum(
        int(digit) * weight
        for digit, weight in zip(body, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)
    )
    number = body + str((11 - total % 11) % 10) + str(luck.randrange(10))
    return number[:4], number[4:8], number[8:]


def _mobile(luck: random.Random) -> Groups:
    return luck.choice(("070", "080", "090")), "2" + _digits(luck, 3), "7" + _digits(luck, 3)


def _landline(luck: random.Random) -> Groups:
    return luck.choice(("052", "045", "011")), "8" + _digits(luck, 2), "3" + _digits(luck, 3)


def _residence(luck: random.Random) -> Groups:
    return ("".join(luck.choices("ABCDEFGH", k=2)) + _digits(luck, 8) + "CD",)


def _passport(luck: random.Random) -> Groups:
    return ("T" + luck.choice("RKMZ") + _digits(luck, 7),)


_MAKERS: Final[dict[str, tuple[Callable[[random.Random], Groups], tuple[str, ...]]]] = {
    "JP_MY_NUMBER": (
        _my_number,
        ("マイナンバーは{}です", "個人番号：{}", "👪 個人番号 {}を確認", "My number: {}."),
    ),
    "CREDIT_CARD": (
        _card,
        ("カード番号{}で決済", "クレジットカードは{}です", "My card is {}.", "Visa {} please"),
    ),
    "JP_DRIVER_LICENSE": (_licence, ("免許証番号{}", "運転免許証の番号は{}です", "免許：{}、")),
    "PHONE_NUMBER": (
        _mobile,
        ("電話：{}", "携帯は{}まで", "お電話（{}）しました", "Call {} now", "連絡先{}。"),
    ),
    "PHONE_NUMBER landline": (
        _landline,
        ("電話：{}", "TEL {}", "折り返しは{}以上です", "phone {}."),
    ),
    "JP_RESIDENCE_CARD": (_residence, ("在留カード{}を確認", "在留カードの番号は{}です")),
    "JP_PASSPORT": (_passport, ("パスポート番号{}の方", "旅券番号：{}", "passport {} issued")),
}
_CHECKED: Final = frozenset({"JP_MY_NUMBER", "CREDIT_CARD"})


def _with_wrong_check(groups: Groups, luck: random.Random) -> str:
    number = "".join(groups)
    return number[:-1] + str((int(number[-1]) + luck.randrange(1, 10)) % 10)
