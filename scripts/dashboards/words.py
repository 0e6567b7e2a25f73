"""A text for readers, in English and in Japanese."""

from dataclasses import dataclass
from typing import Final, Literal

type Language = Literal["en", "ja"]

LANGUAGES: Final[tuple[Language, ...]] = ("en", "ja")


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages; neither is the translation of the other."""

    en: str
    ja: str

    def told(self, language: Language) -> str:
        """Return the text in the reader's language."""
        return self.ja if language == "ja" else self.en
