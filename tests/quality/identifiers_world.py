"""Made-up identifiers of further countries with valid check digits, told in both languages.

The check digits are worked out here on their own, after the published rules.
"""

import random
from collections.abc import Callable, Iterator
from typing import Final

from tests.quality.identifiers import SEED, Sample

ROUNDS: Final = 14
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def samples() -> list[Sample]:
    """Return the whole set: the same at every run."""
    luck = random.Random(SEED + 1)  # noqa: S311 - made-up numbers, the same at every run
    return [*_identifiers(luck), *_look_alikes(luck)]


def _identifiers(luck: random.Random) -> Iterator[Sample]:
    for entity, (make, names) in MAKERS.items():
        for _ in range(ROUNDS):
            for name in names:
                value = make(luck)
                yield Sample(luck.choice(FRAMES).format(name=name, value=value), entity, value)


def _look_alikes(luck: random.Random) -> Iterator[Sample]:
    for entity, (make, _) in MAKERS.items():
        for _ in range(ROUNDS):
            for frame in FOREIGN:
                yield Sample(frame.format(make(luck)), entity, None)


FRAMES: Final = (
    "For the form: {name} {value}, thanks.",
    "| {name} | {value} |",
    '{{"{name}": "{value}"}}',
    "{name}は{value}でお願いします",
    "ご確認ください（{name}：{value}）",
    "- {name}: {value}\n- next item",
)
FOREIGN: Final = (
    "Tracking no. {} left the depot",
    "batch {} passed",
    "商品番号{}を出荷しました",
    "チケット{}は対応済みです",
)


def _digits(luck: random.Random, count: int) -> str:
    return "".join(str(luck.randrange(10)) for _ in range(count))


def _sum(digits: str, weights: tuple[int, ...] | range) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _nhs(luck: random.Random) -> str:
    while True:
        body = str(luck.randrange(400, 500)) + _digits(luck, 6)
        check = 11 - _sum(body, range(10, 1, -1)) % 11
        if check != 10:
            number = body + str(check % 11)
            return f"{number[:3]} {number[3:6]} {number[6:]}"


def _aba(luck: random.Random) -> str:
    body = f"{luck.randrange(1, 13):02}" + _digits(luck, 6)
    return body + str(-_sum(body, (3, 7, 1, 3, 7, 1, 3, 7)) % 10)


def _nif(luck: random.Random) -> str:
    number = luck.randrange(20_000_000, 80_000_000)
    return f"{number}{'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]}"


def _nir(luck: random.Random) -> str:
    body = (
        f"{luck.randrange(1, 3)}{luck.randrange(100):02}{luck.randrange(1, 13):02}"
        f"{luck.randrange(1, 96):02}{luck.randrange(1, 900):03}{luck.randrange(1, 900):03}"
    )
    return f"{body} {97 - int(body) % 97:02}"


def _pesel(luck: random.Random) -> str:
    body = (
        f"{luck.randrange(40, 99)}{luck.randrange(1, 13):02}{luck.randrange(1, 29):02}"
        + _digits(luck, 4)
    )
    return body + str(-_sum(body, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) % 10)


def _cpf(luck: random.Random) -> str:
    number = _digits(luck, 9)
    for first in (10, 11):
        rest = _sum(number, range(first, 1, -1)) % 11
        number += str(0 if rest < 2 else 11 - rest)
    return f"{number[:3]}.{number[3:6]}.{number[6:9]}-{number[9:]}"


def _rrn(luck: random.Random) -> str:
    born = f"{luck.randrange(50, 99)}{luck.randrange(1, 13):02}{luck.randrange(1, 29):02}"
    body = born + luck.choice("12") + _digits(luck, 5)
    check = (11 - _sum(body, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)) % 11) % 10
    return f"{body[:6]}-{body[6:]}{check}"


def _nric(luck: random.Random) -> str:
    digits = _digits(luck, 7)
    rest = _sum(digits, (2, 7, 6, 5, 4, 3, 2)) % 11
    return f"S{digits}{'JZIHGFEDCBA'[rest]}"


def _chinese(luck: random.Random) -> str:
    body = (
        f"31010{luck.randrange(1, 8)}19{luck.randrange(50, 99)}{luck.randrange(1, 13):02}"
        f"{luck.randrange(1, 29):02}" + _digits(luck, 3)
    )
    rest = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body)) % 11
    return body + str((12 - rest) % 11).replace("10", "X")


def _nino(luck: random.Random) -> str:
    return f"J{luck.choice('EGHJKLM')} " + _digits(luck, 6) + luck.choice("ABCD")


def _itin(luck: random.Random) -> str:
    return f"9{_digits(luck, 2)}-{luck.randrange(70, 89)}-{luck.randrange(1000, 9999)}"


def _pan(luck: random.Random) -> str:
    return f"{''.join(luck.choices(_LETTERS, k=3))}P{luck.choice(_LETTERS)}{_digits(luck, 4)}K"


MAKERS: Final[dict[str, tuple[Callable[[random.Random], str], tuple[str, ...]]]] = {
    "US_ITIN": (_itin, ("ITIN", "tax ID")),
    "US_BANK_NUMBER": (_aba, ("routing number", "ルーティング番号")),
    "UK_NHS": (_nhs, ("NHS number", "NHS no.")),
    "UK_NINO": (_nino, ("National Insurance number", "NINO")),
    "ES_NIF": (_nif, ("DNI", "NIF")),
    "FR_NIR": (_nir, ("NIR", "sécurité sociale")),
    "PL_PESEL": (_pesel, ("PESEL",)),
    "BR_CPF": (_cpf, ("CPF",)),
    "KR_RRN": (_rrn, ("RRN", "住民登録番号", "주민등록번호")),
    "SG_NRIC_FIN": (_nric, ("NRIC", "シンガポールの身分証")),
    "CN_ID": (_chinese, ("身份证", "居民身分証番号")),
    "IN_PAN": (_pan, ("PAN card", "PAN number")),
}
