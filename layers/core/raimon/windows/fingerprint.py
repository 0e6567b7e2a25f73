"""What a call was made with: the dimension along which answers become worse overnight.

Hashes are taken of what may hold somebody's words; only the names of what differs ever leave.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Final

from raimon.invocation import Invocation, Segment

MODEL: Final = "model"
SYSTEM_PROMPT: Final = "system_prompt"
GUARDRAIL: Final = "guardrail"
# A date, a count or an id in a system prompt makes no other prompt of it.
_CHANGING = re.compile(
    r"\b[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\b"
    r"|\d+(?:st|nd|rd|th)?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
    r"|\b(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
    r"|\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
    r"|\([月火水木金土日](?:曜日?)?\)|[月火水木金土日]曜日?|午[前後]"
)
_BLANKS = re.compile(r"\s+")
_ABSENT = "-"
_PROMPTS = 32  # system prompts that are known again: one serves many calls
_DIGITS = 3  # of a setting: 0.7 and 0.70000001 are the same setting


@dataclass(frozen=True, slots=True, order=True)
class Fingerprint:
    """Everything that a deployment can change, each as a name or a hash."""

    model: str
    region: str
    guardrail: str
    system_prompt: str
    tools: str
    inference: str

    @property
    def digest(self) -> str:
        """Return a short name that is the same for the same fingerprint."""
        named = "\x1f".join(getattr(self, field.name) for field in fields(self))
        return _hashed(named)[:16]

    def differences(self, other: "Fingerprint") -> tuple[str, ...]:
        """Return the names of what differs, in a fixed order."""
        return tuple(
            field.name
            for field in fields(self)
            if getattr(self, field.name) != getattr(other, field.name)
        )


def changes(before: Fingerprint, after: Fingerprint) -> tuple[str, ...]:
    """Return the names of what changed; of a guardrail also whether it came or went.

    What the log shows counts: a guardrail whose trace was switched off is gone from it too.
    """
    came_or_went = "guardrail_new" if before.guardrail == _ABSENT else None
    if after.guardrail == _ABSENT:
        came_or_went = "guardrail_gone"
    return tuple(
        came_or_went if came_or_went and name == GUARDRAIL else name
        for name in after.differences(before)
    )


def fingerprint(invocation: Invocation) -> Fingerprint:
    """Return the fingerprint of the call; profiles are part of the model's id."""
    configuration = invocation.configuration
    return Fingerprint(
        model=invocation.model_id,
        region=invocation.region,
        guardrail=_hashed(configuration.guardrail) if configuration.guardrail else _ABSENT,
        system_prompt=system_prompt_digest(invocation.text(Segment.SYSTEM)),
        tools=configuration.tools or _ABSENT,
        inference=_settings(configuration.inference),
    )


@lru_cache(maxsize=_PROMPTS)
def system_prompt_digest(text: str) -> str:
    """Return the hash of the prompt's words: digits and blanks in it make no difference."""
    if not text.strip():
        return _ABSENT
    plain = unicodedata.normalize("NFKC", text)
    return _hashed(_BLANKS.sub(" ", _CHANGING.sub("0", plain)).strip())


def _settings(inference: Mapping[str, float | str]) -> str:
    told = (
        f"{name}={round(value, _DIGITS) if isinstance(value, float) else value}"
        for name, value in sorted(inference.items())
    )
    return ",".join(told) or _ABSENT


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
