"""What may be shown of a value: its form, and never enough to find the value again."""

import re
from typing import Final

_PHONE_CLASSES: Final = re.compile(r"\+81(?P<class>[5789]0|120|570)")
_SHORTEST_SHOWN: Final = 3  # of a shorter name not even the first letter is shown
_CARD_TAIL: Final = 4


def mask_of(entity: str, value: str) -> str:
    """Return the mask of a canonical value; two values of one form have one mask."""
    match entity:
        case "CREDIT_CARD":
            return "*" * (len(value) - _CARD_TAIL) + value[-_CARD_TAIL:]
        case "EMAIL_ADDRESS":
            return _email(value)
        case "PHONE_NUMBER":
            return _phone(value)
        case "ADDRESS":
            return f"{value[:4] if value[3:4] == '県' else value[:3]}***"
        case "PERSON":
            return f"[PERSON:{len(value)}]"
        case "IP_ADDRESS":
            return "****:****:****" if ":" in value else "***.***.***.***"
        case "URL":
            return value.partition("://")[0] + "://***:***@***"
        case "DATE_OF_BIRTH":
            return "****-**-**"
    return "#" * len(value)


def _email(value: str) -> str:
    local, _, domain = value.partition("@")
    host, _, top = domain.rpartition(".")
    return f"{_first(local)}***@{_first(host)}******.{top}"


def _first(name: str) -> str:
    return name[0] if len(name) >= _SHORTEST_SHOWN else ""


def _phone(value: str) -> str:
    """Return the class of a Japanese number (mobile, free of charge), else the country code at most."""
    known = _PHONE_CLASSES.match(value)
    if known:
        return f"0{known['class']}-****-****"
    return "+" + "*" * (len(value) - 1) if value.startswith("+") else "*" * len(value)
