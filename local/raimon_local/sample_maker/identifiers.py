"""Invented identifiers whose check digits are right; key-shaped ones are joined from pieces."""

from collections.abc import Callable, Mapping
from random import Random

_UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ALPHANUMERIC = f"{_UPPER}{_UPPER.lower()}0123456789"
_MY_NUMBER_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_LETTER_OFFSET = 55  # of a letter's value in an IBAN: A is 10


def card(random: Random) -> str:
    """Return a card number of sixteen digits that passes the Luhn check."""
    digits = "53" + _digits(random, 13)
    digits += str(-_luhn_sum(digits + "0") % 10)
    return " ".join(digits[start : start + 4] for start in range(0, 16, 4))


def ssn(random: Random) -> str:
    """Return a US social security number in a range that is given out."""
    return f"{random.randint(201, 665)}-{random.randint(11, 88)}-{random.randint(2101, 9876)}"


def iban(random: Random) -> str:
    """Return a German IBAN whose check digits are right."""
    account = "37040044" + _digits(random, 10)
    number = int(account + "".join(str(ord(letter) - _LETTER_OFFSET) for letter in "DE") + "00")
    return f"DE{98 - number % 97:02d}{account}"


def my_number(random: Random) -> str:
    """Return a Japanese individual number (twelve digits) whose check digit is right."""
    digits = str(random.randint(2, 9)) + _digits(random, 10)
    rest = sum(int(d) * w for d, w in zip(digits, _MY_NUMBER_WEIGHTS, strict=True)) % 11
    return digits + str(0 if rest <= 1 else 11 - rest)


def aws_key(random: Random) -> str:
    """Return something that has the form of an access key id and opens nothing."""
    return "AK" + "IA" + "".join(random.choices(f"{_UPPER}234567", k=16))


def github_token(random: Random) -> str:
    """Return something that has the form of a personal access token and opens nothing."""
    return "gh" + "p_" + "".join(random.choices(_ALPHANUMERIC, k=36))


def _digits(random: Random, count: int) -> str:
    return "".join(random.choices("0123456789", k=count))


def _luhn_sum(digits: str) -> int:
    """Return the Luhn sum: every second digit from the right counts double."""
    doubled = (int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(digits)))
    return sum(value // 10 + value % 10 for value in doubled)


MAKERS: Mapping[str, Callable[[Random], str]] = {
    "card": card,
    "ssn": ssn,
    "iban": iban,
    "my_number": my_number,
    "aws_key": aws_key,
    "github_token": github_token,
}
