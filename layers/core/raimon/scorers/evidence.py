"""Keyed tokens: what makes the same value recognisable without being the value."""

import base64
import hmac
from dataclasses import dataclass, field

TOKEN_LENGTH = 26  # base32 characters: 130 bits
_TOKEN_BYTES = 20  # that hold them, in whole groups of base32


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A secret key and its epoch; tokens of different epochs can't be compared, on purpose."""

    key: bytes = field(repr=False)
    epoch: int = 1

    def token(self, entity: str, value: str) -> str:
        """Return k<epoch>. and 26 characters of base32(HMAC-SHA256(key, entity 0x1F value))."""
        digest = self.digest(entity, value)[:_TOKEN_BYTES]
        return f"k{self.epoch}.{base64.b32encode(digest).decode()[:TOKEN_LENGTH]}"

    def digest(self, entity: str, value: str) -> bytes:
        """Return HMAC-SHA256(key, entity 0x1F value): what nobody without the key can try out."""
        message = f"{entity}\x1f{value}".encode("utf-8", "surrogatepass")
        return hmac.digest(self.key, message, "sha256")
