"""Passwords and tokens that only a label such as `password:` or `API_KEY=` tells."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from raimon.scorers.privacy.detector import Found, Recogniser, in_any_case
from raimon.scorers.privacy.keys import entropy, is_elided, is_made_up, looks_random
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.sheet import Sheet

_PASSWORD_HINTS: Final = (
    *("passw", "pwd", "passphrase", "passcode"),
    *("パスワード", "暗証番号", "パスフレーズ"),
)
_TOKEN_HINTS: Final = (
    *("secret", "token", "api_key", "api-key", "apikey", "api key", "access_key", "access-key"),
    *("accesskey", "apiキー", "トークン", "シークレットキー", "アクセスキー", "認証キー"),
)
_CODE_WORD_HINTS: Final = (
    *("secret key", "secret code", "secret number", "secret word", "secret_", "private key"),
    *("private_key", "encryption key", "recovery code", "access code", "access number"),
    *("security code", "master key", "master_", "canary ", "passkey"),
    *("秘密鍵", "アクセスコード", "復旧コード", "合言葉"),
)
_PASSWORD: Final = lazily(
    r"(?P<label>(?<![a-z])(?:[a-z0-9]{1,20}[_-]){0,3}(?:password|passwd|passphrase|passcode|pwd)(?![a-z])|パスワード|パスフレーズ|暗証番号)"
    r"(?:[\"'`]? ?(?:[:=：]|は|が) ?|[\"'`]? is:? |[「『])[\"'`「『]?"
    r"(?P<value>[!-~]{4,100})"
)
_TOKEN: Final = lazily(
    r"(?P<label>(?<![a-z])(?:[a-z0-9]{1,20}[_-]){0,4}"
    r"(?:api[_ -]?key|secret[_-]?key|access[_-]?key|(?:auth|access|refresh)[_-]?token"
    r"|client[_-]?secret|bearer[_-]?token|token|secret)(?![a-z])|apiキー|アクセスキー|認証キー|シークレットキー|トークン)"
    r"(?:[\"'`]? ?(?:[:=：]|は) ?|[\"'`]? is:? )[\"'`「]?"
    r"(?P<value>[a-z0-9._~+/-]{12,512}={0,2})(?![a-z0-9._~+/(\[-])"
)
# A code that only its label tells, often given out by word of mouth: shorter than a token.
_CODE_WORD: Final = lazily(
    r"(?P<label>(?:secret|private|encryption|recovery|access|canary|security|master)"
    r"[ _-](?:key|code|number|token|word)s?(?![a-z])|passkey"
    r"|秘密鍵|アクセスコード|復旧コード|合言葉)"
    r"(?:[\"'`]? ?(?:[:=：]|は) ?|[\"'`]? (?:is|are):? )[\"'`「]?"
    r"(?P<value>[a-z0-9_-]{8,64})(?![a-z0-9_(\[/+-])"
)
_TRAILING: Final = "\"'`,;.)]}>」』"
_CODE: Final = lazily(r"[(){}\[\]<>$]|^(?:[a-z_]+\.)+[a-z_]+$|://", re.IGNORECASE)
_HIDDEN: Final = lazily(r"^(?:[*x•.#_-]+|.*\*{3}.*)$", re.IGNORECASE)
_LABELLED_PASSWORD: Final = 0.88
_PLAIN_PASSWORD: Final = 0.70
_SHORTEST_PASSWORD: Final = 6  # shorter ones can't be told from words
_STRONG_PASSWORD: Final = 8
_FEWEST_HUMPS, _LONGEST_HUMP = 3, 3.5
_FEWEST_KINDS: Final = 2  # of character
_CODE_WORD_CONFIDENCE: Final = 0.60
_ALGORITHM: Final = lazily(
    r"(?:aes|rsa|dsa|hmac|sha|hs|rs|es|md|ed|des)[-_]?(?:128|192|256|384|512|1024|2048|4096|1|3|5)"
    r"(?![0-9])",
    re.IGNORECASE,
)
_PIN: Final = lazily(r"[0-9]{4,8}")
_UUID: Final = lazily(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_STRONG_LENGTH: Final = 16
_STRONG_ENTROPY: Final = 3.2


def find_password(sheet: Sheet) -> Iterator[Found]:
    """Yield what stands behind a label for passwords, unless it looks like code or prose."""
    if not sheet.holds(_PASSWORD_HINTS):
        return
    for match in _PASSWORD.finditer(sheet.lower):
        start = match.start("value")
        value = sheet.text[start : match.end("value")].rstrip(_TRAILING)
        confidence = _password_confidence(value, match["label"])
        if confidence:
            yield _found("PASSWORD", start, value, confidence)


def _password_confidence(value: str, label: str) -> float:
    if _CODE.search(value) or _HIDDEN.match(value):
        return 0.0
    if _PIN.fullmatch(value):
        return _PLAIN_PASSWORD if "暗証" in label or "pass" in label else 0.0
    kinds = len({_kind(sign) for sign in value})
    plain = value[1:].isalpha() and not is_jumbled(value)
    if len(value) < _SHORTEST_PASSWORD or kinds == 1 or plain:
        return 0.0
    strong = kinds > _FEWEST_KINDS and len(value) >= _STRONG_PASSWORD
    return _LABELLED_PASSWORD if strong else _PLAIN_PASSWORD


def is_jumbled(value: str) -> bool:
    """Return whether capitals stand among small letters as in no word and in no camelCase."""
    humps = sum(a.islower() and b.isupper() for a, b in pairwise(value)) + 1
    return humps > _FEWEST_HUMPS and len(value) <= humps * _LONGEST_HUMP


def _kind(sign: str) -> str:
    """Return the kind of character: small, capital, digit or other."""
    if sign.isdigit():
        return "digit"
    return "small" if sign.islower() else "capital" if sign.isupper() else "other"


def find_token(sheet: Sheet) -> Iterator[Found]:
    """Yield what stands behind a label for tokens and keys, and looks random."""
    if not sheet.holds(_TOKEN_HINTS):
        return
    for match in _TOKEN.finditer(sheet.lower):
        start = match.start("value")
        value = sheet.text[start : match.end("value")].rstrip(_TRAILING)
        if _is_token(value) and not is_elided(sheet.text, start, start + len(value)):
            strong = len(value) >= _STRONG_LENGTH and entropy(value) >= _STRONG_ENTROPY
            yield _found("ACCESS_TOKEN", start, value, 0.88 if strong else 0.60)


def find_code_word(sheet: Sheet) -> Iterator[Found]:
    """Yield the codes and words of access that only their label tells."""
    if not sheet.holds(_CODE_WORD_HINTS):
        return
    for match in _CODE_WORD.finditer(sheet.lower):
        start, end = match.span("value")
        value = sheet.text[start:end]
        if _is_code_word(value) and not is_elided(sheet.text, start, end):
            yield _found("ACCESS_TOKEN", start, value, _CODE_WORD_CONFIDENCE)


def _is_code_word(value: str) -> bool:
    """Return whether digits or capitals make it no word, and no name of an algorithm."""
    digits = any(sign.isdigit() for sign in value)
    jumbled = digits or is_jumbled(value) or (value.isalpha() and value.isupper())
    return jumbled and not _UUID.fullmatch(value) and not _ALGORITHM.match(value)


def _is_token(value: str) -> bool:
    return looks_random(value) and not _CODE.search(value) and not _UUID.fullmatch(value)


def _found(entity: str, start: int, value: str, confidence: float) -> Found:
    return Found(
        entity,
        start,
        start + len(value),
        confidence,
        value,
        context_hit=True,
        synthetic=is_made_up(value),
        mask=f"...[{len(value)}]",
    )


PASSWORDS: Final = (
    Recogniser(find_password, (in_any_case(_PASSWORD.pattern),)),
    Recogniser(find_token, (in_any_case(_TOKEN.pattern),)),
    Recogniser(find_code_word, (in_any_case(_CODE_WORD.pattern),)),
)
