"""Addresses of wallets and of network cards: no run of digits, a form of their own."""

import re
from collections.abc import Iterator
from typing import Final

from raimon.scorers.privacy.base58 import is_base58check, is_bech32
from raimon.scorers.privacy.checksums_world import is_repeating
from raimon.scorers.privacy.detector import Found, Recogniser
from raimon.scorers.privacy.entities_world import signs_of
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.sheet import Sheet
from raimon.scorers.privacy.words import words

_COIN_WORDS: Final = words(
    *("bitcoin", "btc", "wallet", "crypto", "address", "ethereum", "eth", "satoshi"),
    *("ビットコイン", "ウォレット", "暗号資産", "仮想通貨", "送金先", "イーサリアム"),
)
_COIN: Final = lazily(
    r"(?<![0-9A-Za-z+/=_-])(?:(?P<base58>[13][1-9A-HJ-NP-Za-km-z]{25,34})"
    r"|(?P<bech32>(?:bc|tb|ltc)1[02-9ac-hj-np-z]{11,87})|(?P<hex>0x[0-9A-Fa-f]{40}))"
    r"(?![0-9A-Za-z+/=_-])"
)
_COIN_PREFIXES: Final = ("bc1", "tb1", "ltc1", "0x")
_MAY_BE_BASE58: Final = lazily(r"[13][1-9A-HJ-NP-Za-km-z]{25}")
_HEX_ADDRESS: Final = 0.70  # its checksum is in its capitals, after a hash that Python lacks

_COLON_PAIRS: Final = lazily(5 * ":[0-9A-Fa-f]{2}" + r"(?![0-9A-Za-z:])")
_HYPHEN_PAIRS: Final = lazily(5 * "-[0-9A-Fa-f]{2}" + r"(?![0-9A-Za-z-])")
_FIRST_PAIR: Final = lazily(r"(?<![0-9A-Za-z:-])[0-9A-Fa-f]{2}\Z")
_MAC_WORDS: Final = words(
    *("mac", "mac address", "ethernet", "wifi", "wi-fi", "bssid", "bluetooth", "hwaddr", "ether"),
    *("macアドレス", "物理アドレス", "端末"),
)
_MAC_PAIRS: Final = 5
_MADE_UP_MAC: Final = lazily(r"(..)\1{5}|00:?11:?22|12:?34:?56|aabbcc|deadbeef", re.IGNORECASE)


def find_crypto(sheet: Sheet) -> Iterator[Found]:
    """Yield the addresses of wallets whose checksum agrees; Ethereum's only beside a word."""
    if not sheet.has_digits or not (
        sheet.holds(_COIN_PREFIXES) or _MAY_BE_BASE58.search(sheet.text)
    ):
        return
    for match in _COIN.finditer(sheet.text):
        start, end = match.span()
        near = sheet.before(start) + " " + sheet.after(end)
        hit, value = _COIN_WORDS.stand_in(near), match.group()
        if match["hex"]:
            if hit and not is_repeating(value[2:]):
                yield Found("CRYPTO", start, end, _HEX_ADDRESS, value.lower(), context_hit=True)
        elif is_base58check(value) if match["base58"] else is_bech32(value):
            yield Found(
                "CRYPTO",
                start,
                end,
                0.97 if hit else 0.90,
                value,
                checksum_ok=True,
                context_hit=hit,
            )


def find_mac(sheet: Sheet) -> Iterator[Found]:
    """Yield the hardware addresses: six pairs, neither all zero nor the broadcast."""
    for sign, pairs in ((":", _COLON_PAIRS), ("-", _HYPHEN_PAIRS)):
        if sheet.text.count(sign) >= _MAC_PAIRS:
            for match in pairs.finditer(sheet.text):
                first = _FIRST_PAIR.search(sheet.text, max(0, match.start() - 3), match.start())
                if first:
                    yield from _mac(sheet, first.start(), match.end())


def _mac(sheet: Sheet, start: int, end: int) -> Iterator[Found]:
    value = signs_of(sheet.text[start:end])
    hit = _MAC_WORDS.stand_in(sheet.before(start))
    lettered = any(sign.isalpha() for sign in value)
    if is_repeating(value) or not (lettered or hit):
        return
    synthetic = _MADE_UP_MAC.search(value) is not None
    yield Found(
        "MAC_ADDRESS",
        *(start, end, 0.90 if hit else 0.70, value),
        context_hit=hit,
        synthetic=synthetic,
    )


CRYPTO: Final = Recogniser(find_crypto, (_COIN.pattern,))
MAC: Final = Recogniser(find_mac, (_COLON_PAIRS.pattern, _HYPHEN_PAIRS.pattern))
