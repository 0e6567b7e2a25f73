"""E-mail addresses, network addresses and web addresses that carry credentials."""

import ipaddress
import re
from collections.abc import Iterator
from typing import Final

from raimon.scorers.privacy.detector import COUNT, Found, Recogniser, lowered
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.sheet import Sheet
from raimon.scorers.privacy.words import words

_LOCAL_BACKWARDS: Final = lazily(r"[A-Za-z0-9._%+'-]{1,64}")
_DOMAIN: Final = lazily(r"(?:[A-Za-z0-9-]{1,63}|[ぁ-ヿ一-鿿]{1,20})(?:\.[A-Za-z0-9-]{1,63}){1,5}")
_TOP_LEVEL: Final = lazily(r"[A-Za-z]{2,24}|xn--[A-Za-z0-9-]{2,59}")
_NO_DOMAINS: Final = frozenset(
    {"png", "jpg", "jpeg", "gif", "svg", "webp", "js", "css", "json", "service", "timer", "html"}
)
_EXAMPLE_DOMAIN: Final = lazily(
    r"(?:^|\.)(?:example\.(?:[a-z]{2,3}\.)?[a-z]{2,3}|example|test|invalid|localhost|yourdomain\.com)$"
)
# Mailboxes of a task, not of a person: counted, no alarm.
_TASK: Final = lazily(
    r"(?:info|contact|support|help(?:desk|line)?|sales|office|admin|press|media|hello|team"
    r"|(?:customer|client|user)[._-]?(?:services?|support|care|relations)|services?|feedback"
    r"|no[._-]?reply|privacy|security|webmaster|postmaster|abuse|jobs|careers|hr|billing|legal"
    r"|enquir(?:y|ies)|inquir(?:y|ies)|newsletter|alerts?|notifications?|marketing|recruit"
    r"|toiawase|otoiawase|soumu|kouhou|eigyo|saiyo)"
)
_EMAIL_CONFIDENCE, _TASK_CONFIDENCE = 0.95, 0.70

_IPV4: Final = lazily(
    r"(?<![0-9A-Za-z.-])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9A-Za-z]|\.[0-9]|-[0-9])"
)
_IPV6: Final = lazily(r"(?<![0-9A-Za-z:._])[0-9A-Fa-f:]{9,39}(?![0-9A-Za-z:._])")
_VERSION_WORDS: Final = words(
    "version", "ver", "v", "release", "build", "バージョン", "版", "firmware"
)
_ADDRESS_WORDS: Final = words(
    "ip", "ipv4", "ipv6", "address", "host", "client", "アドレス", "接続元"
)
_IPV6_GROUPS: Final = 4  # fewer are pieces of code, such as bed::make

_CREDENTIAL_URL: Final = lazily(
    r"(?:https?|ftp|sftp)://[^\s/:@<>\"'`]{1,100}:(?P<password>[^\s/@<>\"'`]{1,100})@[A-Za-z0-9.-]{1,253}"
)
_PLACEHOLDER: Final = lazily(
    r"[<>{}$*\[\]]|^(?:pass(?:word)?|pw|xxx+|secret|token)$", re.IGNORECASE
)


def find_email(sheet: Sheet) -> Iterator[Found]:
    """Yield the e-mail addresses: leftwards and rightwards of each @, ASCII only on the left."""
    text = sheet.text
    at = text.find("@")
    while at >= 0:
        found = _email_at(text, at)
        if found:
            yield found
        at = text.find("@", at + 1)


def _email_at(text: str, at: int) -> Found | None:
    backwards = _LOCAL_BACKWARDS.match(text[max(0, at - 64) : at][::-1])
    domain = _DOMAIN.match(text, at + 1)
    if backwards is None or domain is None:
        return None
    local = backwards.group()[::-1].lstrip(".'%+-")
    start, name = at - len(local), domain.group().rstrip("-.").lower()
    if (
        not local
        or local.endswith(".")
        or _belongs_elsewhere(text, start, at + 1 + len(name), local)
    ):
        return None
    top = name.rpartition(".")[2]
    if not _TOP_LEVEL.fullmatch(top) or top in _NO_DOMAINS:
        return None
    return Found(
        "EMAIL_ADDRESS",
        start,
        at + 1 + len(name),
        _TASK_CONFIDENCE if _TASK.fullmatch(local.lower()) else _EMAIL_CONFIDENCE,
        f"{local.lower()}@{name}",
        synthetic=_EXAMPLE_DOMAIN.search(name) is not None,
    )


def _belongs_elsewhere(text: str, start: int, end: int, local: str) -> bool:
    """Return whether it is a password before a host, a repository or a social network name."""
    before = text[start - 1 : start]
    if before in {"@", "/"} or (local == "git" and text[end : end + 1] in {":", "/"}):
        return True
    scheme = text.rfind("://", max(0, start - 100), start)
    return scheme >= 0 and not any(sign in " \n\t<>()\"'、。?&" for sign in text[scheme:start])


def find_ip(sheet: Sheet) -> Iterator[Found]:
    """Yield the addresses of hosts: no bind address, no version number, no piece of code."""
    if sheet.windows:
        yield from _ipv4(sheet)
    if "::" in sheet.text or sheet.text.count(":") >= 7:  # noqa: PLR2004 (the colons of a full address)
        yield from _ipv6(sheet)


def _ipv4(sheet: Sheet) -> Iterator[Found]:
    for window in sheet.windows:
        for match in _IPV4.finditer(sheet.text, window.start, window.end):
            start, end = match.span()
            address = _host(match.group())
            before = sheet.before(start, 20)
            if address is None or sheet.text[start - 1 : start] == "@":
                continue
            hit = _ADDRESS_WORDS.stand_in(before)
            confidence = 0.60 if address.is_private and not _is_documented(address) else 0.90
            if _VERSION_WORDS.stand_in(before) and not hit:
                confidence = lowered(confidence, 2.5)
            if confidence >= COUNT:
                yield _ip_found(start, end, confidence, address, context_hit=hit)


def _ipv6(sheet: Sheet) -> Iterator[Found]:
    for match in _IPV6.finditer(sheet.text):
        address = _host(match.group())
        groups = [group for group in match.group().split(":") if group]
        numbered = sum(any(sign.isdigit() for sign in group) for group in groups)
        if address is not None and len(groups) >= _IPV6_GROUPS and numbered > 1:
            yield _ip_found(match.start(), match.end(), 0.70, address, context_hit=False)


type _Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def _ip_found(
    start: int, end: int, confidence: float, address: _Address, *, context_hit: bool
) -> Found:
    return Found(
        "IP_ADDRESS",
        start,
        end,
        confidence,
        str(address),
        context_hit=context_hit,
        synthetic=_is_documented(address),
    )


def _host(text: str) -> _Address | None:
    """Return the address of a host, None for what is none or names no host in particular."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if address.is_unspecified or address.is_loopback or address.is_multicast:
        return None
    if address.version == 4 and (address.is_reserved or address.packed[0] == 0):  # noqa: PLR2004 (IPv4)
        return None
    return None if text.endswith((".0.0", ".255.255")) or text.startswith("255.") else address


_DOCUMENTATION: Final = tuple(
    ipaddress.ip_network(block)
    for block in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
)


def _is_documented(address: _Address) -> bool:
    return any(address in block for block in _DOCUMENTATION if block.version == address.version)


def find_credential_url(sheet: Sheet) -> Iterator[Found]:
    """Yield web addresses with user name and password in them; plain ones tell of nobody."""
    if "://" not in sheet.text or "@" not in sheet.text:
        return
    for match in _CREDENTIAL_URL.finditer(sheet.text):
        if not _PLACEHOLDER.search(match.group("password")):
            yield Found("URL", match.start(), match.end(), 0.90, match.group())


_IPV6_PAIRS: Final = ":[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:"  # of an address written in full
EMAIL: Final = Recogniser(find_email, (r"[A-Za-z0-9._%+'-]@" + _DOMAIN.pattern,))
IP: Final = Recogniser(find_ip, (_IPV4.pattern, "::", _IPV6_PAIRS))
CREDENTIAL_URL: Final = Recogniser(
    find_credential_url, (_CREDENTIAL_URL.pattern,), r"[^\s/@<>\"'`]@[A-Za-z0-9.-]"
)
