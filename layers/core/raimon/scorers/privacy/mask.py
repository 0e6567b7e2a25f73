"""What may be shown of a value: its form, and never enough to find the value again."""

import re
from collections.abc import Callable, Mapping
from typing import Final

_PHONE_CLASSES: Final = re.compile(r"\+81(?P<class>[5789]0|120|570)")
_SHORTEST_SHOWN: Final = 3  # of a shorter name not even the first letter is shown
_CARD_TAIL: Final = 4


def mask_of(entity: str, value: str) -> str:
    """Return the mask of a canonical value: for most entities nothing but its length."""
    masked = _MASKS.get(entity)
    return masked(value) if masked else "#" * len(value)


def _card(value: str) -> str:
    return "*" * (len(value) - _CARD_TAIL) + value[-_CARD_TAIL:]


def _email(value: str) -> str:
    local, _, domain = value.partition("@")
    host, _, top = domain.rpartition(".")
    return f"{_first(local)}***@{_first(host)}******.{top}"


def _first(name: str) -> str:
    return name[0] if len(name) >= _SHORTEST_SHOWN else ""


def _phone(value: str) -> str:
    """Return the class of a Japanese number (mobile, toll-free), of any other only the length."""
    known = _PHONE_CLASSES.match(value)
    if known:
        return f"0{known['class']}-****-****"
    return "+" + "*" * (len(value) - 1) if value.startswith("+") else "*" * len(value)


def _address(value: str) -> str:
    """Return the prefecture, which is three or four characters long."""
    return f"{value[:4] if value[3:4] == '県' else value[:3]}***"


def _person(value: str) -> str:
    return f"[PERSON:{len(value)}]"


def _ip(value: str) -> str:
    return "****:****:****" if ":" in value else "***.***.***.***"


def _url(value: str) -> str:
    return value.partition("://")[0] + "://***:***@***"


def _date(_: str) -> str:
    return "****-**-**"


_MASKS: Final[Mapping[str, Callable[[str], str]]] = {
    "ADDRESS": _address,
    "CREDIT_CARD": _card,
    "DATE_OF_BIRTH": _date,
    "EMAIL_ADDRESS": _email,
    "IP_ADDRESS": _ip,
    "PERSON": _person,
    "PHONE_NUMBER": _phone,
    "URL": _url,
}
