"""How keys, tokens and passwords are written, as data: a hint, a pattern, a check."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from raimon.scorers.hinted import holds_any
from raimon.scorers.privacy.detector import Found, Recogniser, always
from raimon.scorers.privacy.key_checks import decodes_to_credentials, has_header
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.sheet import Sheet

# A key isn't a piece of something longer, such as a body in Base64.
_START: Final = r"(?<![0-9A-Za-z+/=_-])"
_END: Final = r"(?![0-9A-Za-z_-])"
_PLAIN_START: Final = r"(?<![0-9A-Za-z])"  # after KEY= or ?token= too

_MADE_UP: Final = lazily(
    r"example|abcdefgh|12345678|87654321|(.)\1{5}|your[-_]|dummy|sample|placeholder|_test[-_]",
    re.IGNORECASE,
)
_RANDOM_ENTROPY: Final = 3.0  # bits a character


def entropy(text: str) -> float:
    """Return the Shannon entropy of the text in bits a character."""
    counts = Counter(text)
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values())


def looks_random(value: str) -> bool:
    """Return whether the value mixes letters and digits as no word does."""
    return (
        any(sign.isdigit() for sign in value)
        and any(sign.isalpha() for sign in value)
        and entropy(value) >= _RANDOM_ENTROPY
    )


def is_elided(text: str, start: int, end: int) -> bool:
    """Return whether only the beginning is shown: dots follow, or it is a JWT's header alone."""
    value = text[start:end]
    return (
        value.endswith("...")
        or text.startswith(("...", "…"), end)
        or (value.startswith("eyJ") and "." not in value and has_header(value))
    )


def is_made_up(value: str) -> bool:
    """Return whether the value is one of a manual, or typed along the keyboard."""
    return _MADE_UP.search(value) is not None


@dataclass(frozen=True, slots=True)
class KeyDetector:
    """How one kind of key is written; `hints` are the cheap test that it may be there at all.

    The span is that of the group `value`, else of the whole match. `prefix` is the length of the
    public beginning, which is all that a mask may show.
    """

    entity: str
    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    confidence: float
    prefix: int = 0
    is_valid: Callable[[str], bool] = always
    begins_anyhow: bool = False

    @property
    def recogniser(self) -> Recogniser:
        """Return it with how its pattern begins, or with its hints where any word begins so."""
        hints = "|".join(map(re.escape, self.hints))
        return Recogniser(self.find, (hints if self.begins_anyhow else self.pattern.pattern,))

    def find(self, sheet: Sheet) -> Iterator[Found]:
        """Yield the keys of this kind."""
        if not holds_any(sheet.text, self.hints):
            return
        for match in self.pattern.finditer(sheet.text):
            start, end = match.span("value" if "value" in self.pattern.groupindex else 0)
            value = sheet.text[start:end]
            if self.is_valid(value) and not is_elided(sheet.text, start, end):
                yield Found(
                    self.entity,
                    start,
                    end,
                    self.confidence,
                    value,
                    synthetic=is_made_up(value),
                    mask=f"{value[: self.prefix]}...[{len(value)}]",
                )


def _key(
    entity: str,
    *hints: str,
    form: str,
    prefix: int = 0,
    confidence: float = 0.97,
    is_valid: Callable[[str], bool] = always,
) -> KeyDetector:
    pattern = lazily(_START + form + _END)
    return KeyDetector(entity, hints, pattern, confidence, prefix, is_valid)


def _labelled(
    entity: str,
    *hints: str,
    form: str,
    confidence: float = 0.90,
    is_valid: Callable[[str], bool] = looks_random,
    begins_anyhow: bool = False,
) -> KeyDetector:
    return KeyDetector(
        entity, hints, lazily(form), confidence, 0, is_valid, begins_anyhow=begins_anyhow
    )


def _hook(
    entity: str, domain: str, path: str, host: str = "(?:[a-z0-9-]{1,40}\\.){0,3}"
) -> KeyDetector:
    """Return the detector of a web address that lets whoever knows it write."""
    pattern = lazily(r"https?://" + host + re.escape(domain) + path, re.ASCII)
    return KeyDetector(entity, (domain,), pattern, 0.95, 0, looks_random, begins_anyhow=True)


KEYS: Final = (
    KeyDetector(
        "AWS_ACCESS_KEY",
        ("AKIA", "ASIA", "ABIA", "ACCA"),
        lazily(_PLAIN_START + r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![0-9A-Za-z])"),
        0.97,
        4,
    ),
    _labelled(
        "AWS_SECRET_KEY",
        "ecret",
        "ECRET",
        form=r"(?i:secret_?access_?key)[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?P<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])",
        confidence=0.95,
        is_valid=looks_random,
    ),
    _key("GITHUB_TOKEN", "github_pat_", form=r"github_pat_[A-Za-z0-9_]{60,255}", prefix=11),
    _key("GITLAB_TOKEN", "glpat-", form=r"glpat-[A-Za-z0-9_-]{20,255}", prefix=6),
    _key(
        "SLACK_TOKEN",
        "xox",
        "xapp-",
        form=r"(?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{10,255}",
        prefix=4,
        is_valid=looks_random,
    ),
    _key("GOOGLE_API_KEY", "AIza", form=r"AIza[A-Za-z0-9_-]{35}", prefix=4),
    _key("GOOGLE_OAUTH_TOKEN", "ya29.", form=r"ya29\.[A-Za-z0-9_-]{20,512}", prefix=5),
    KeyDetector(
        "STRIPE_KEY",
        ("_live_", "_test_"),
        lazily(_PLAIN_START + r"[srp]k_(?:live|test)_[A-Za-z0-9]{10,99}" + _END),
        0.95,
        8,
    ),
    KeyDetector(
        "OPENAI_KEY",
        ("sk-",),
        lazily(
            _PLAIN_START + r"(?<!-)sk-(?:proj-|svcacct-|admin-|ant-[a-z]{3,8}[0-9]{2}-|or-v1-)?"
            r"[A-Za-z0-9_-]{20,255}" + _END
        ),
        0.95,
        3,
        looks_random,
    ),
    _key("HF_TOKEN", "hf_", form=r"hf_[A-Za-z]{34}", prefix=3),
    _key("SENDGRID_KEY", "SG.", form=r"SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}", prefix=3),
    KeyDetector(
        "AZURE_KEY",
        ("AccountKey=",),
        lazily(r"AccountKey=(?P<value>[A-Za-z0-9+/]{60,100}={0,2})(?![A-Za-z0-9+/])"),
        0.97,
    ),
    _labelled(
        "AZURE_KEY",
        "subscription key",
        "Subscription-Key",
        form=r"(?i:subscription[ -]key)[\"']?\s{0,3}[:=]\s{0,3}[\"']?"
        r"(?P<value>[0-9a-f]{32,40})(?![0-9A-Za-z])",
    ),
    KeyDetector(
        "PRIVATE_KEY",
        ("PRIVATE KEY",),
        lazily(
            r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----"
            r"(?:\s|\\n|\\r){0,4}(?:[A-Za-z-]{1,20}: [^\n]{1,80}\n\s{0,4}){0,4}"
            r"[A-Za-z0-9+/=]{40}[A-Za-z0-9+/=\s\\]{0,8000}"
            r"(?:-----END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----)?"
        ),
        0.99,
    ),
    KeyDetector(
        "JWT",
        ("eyJ",),
        lazily(
            r"(?<![0-9A-Za-z+/_-])eyJ[A-Za-z0-9_-]{10,2048}\.eyJ[A-Za-z0-9_-]{10,8192}"
            r"\.(?:[A-Za-z0-9_-]{10,2048})?(?![0-9A-Za-z_-])"
        ),
        0.97,
        3,
        has_header,
    ),
    _hook("SLACK_WEBHOOK", "hooks.slack.com", r"/(?:services|workflows)/[A-Za-z0-9/]{30,120}"),
    _hook(
        "DISCORD_WEBHOOK",
        "discord",
        r"(?:app)?\.com/api/webhooks/[0-9]{17,20}/[0-9A-Za-z_-]{60,80}",
    ),
    _hook("TEAMS_WEBHOOK", "webhook.office.com", r"/webhookb2/[0-9a-zA-Z@/-]{70,300}"),
    _hook(
        "TEAMS_WEBHOOK",
        "logic.azure.com",
        r"(?::443)?/workflows/[!-~]{20,300}?sig=[0-9A-Za-z_%-]{30,60}",
    ),
    _hook("SENTRY_TOKEN", "sentry.io", r"/[0-9]{4,20}", host=r"[0-9a-f]{32}@[a-z0-9.]{1,40}\."),
    KeyDetector(
        "TELEGRAM_TOKEN",
        (":AA",),
        lazily(r"(?<![0-9A-Za-z])(?:bot)?(?P<value>[0-9]{8,10}:AA[A-Za-z0-9_-]{32,33})" + _END),
        0.97,
        0,
        looks_random,
    ),
    _labelled(
        "LINE_TOKEN",
        "/w1cDnyilFU=",
        form=r"(?<![A-Za-z0-9+/])(?P<value>[A-Za-z0-9+/]{100,180}/w1cDnyilFU=)",
        confidence=0.97,
        begins_anyhow=True,
    ),
    _labelled(
        "LINE_TOKEN",
        "hannel",
        "HANNEL",
        "チャネル",
        form=r"(?i:line[ _-]?channel[ _-]?(?:access[ _-]?token|secret)"
        r"|チャネル(?:アクセストークン|シークレット))"
        r"[\"'`]?\s{0,2}(?:[:=：]|は|is)\s{0,2}[\"'`「]?"
        r"(?P<value>[0-9a-f]{32}|[A-Za-z0-9+/]{100,180}={0,2})(?![A-Za-z0-9+/=])",
    ),
    KeyDetector(
        "CONNECTION_STRING",
        ("://",),
        lazily(
            r"(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mssql|oracle|jdbc:[a-z]{2,12}"
            r"|ldaps?|smtps?)(?:\+[a-z0-9]{2,12})?://[^\s:/@<>\"'`]{0,64}:(?P<password>(?![<${\[*]|(?i:pass(?:word|wd)?|pwd|secret|changeme|x{3,})@)[^\s@/<>\"'`]{3,100})"
            r"@[A-Za-z0-9._-]{1,253}(?::[0-9]{2,5})?"
        ),
        0.93,
    ),
    _labelled(
        "CONNECTION_STRING",
        "assword=",
        "wd=",
        form=r"(?i:(?:server|host|data source|accountendpoint)=[^;\n]{1,120};"
        r"(?:[a-z ]{2,24}=[^;\n]{0,80};){0,6}(?:password|pwd))="
        r"(?P<value>[^;\s\"'<>{}$*]{4,100})",
        is_valid=always,
    ),
    _labelled(
        "AUTH_HEADER",
        "earer ",
        form=r"[Bb]earer (?P<value>[A-Za-z0-9._~+/-]{16,2048}=*)(?![A-Za-z0-9._~+/-])",
        confidence=0.88,
    ),
    _labelled(
        "AUTH_HEADER",
        "asic ",
        form=r"[Aa]uthorization[\"']?: ?[\"']?[Bb]asic "
        r"(?P<value>[A-Za-z0-9+/]{8,512}={0,2})(?![A-Za-z0-9+/=])",
        is_valid=decodes_to_credentials,
    ),
    _labelled(
        "SESSION_TOKEN",
        *("session", "SESSION", "Session", "sess=", "sessid", "SESSID", "sid=", "SID="),
        *("auth_token", "AUTH_TOKEN"),
        form=r"(?i:(?<![a-z])(?:jsessionid|phpsessid|asp\.net_sessionid|connect\.sid|session(?:_?id|_?token)?|sess(?:id)?|secure_session|sid|auth_token))"
        r"[\"']?=[\"']?(?P<value>[A-Za-z0-9%._-]{12,256})(?![A-Za-z0-9%._-])",
    ),
)
