"""What an embedding does, whoever makes it, and how one is chosen by its name."""

from collections.abc import Sequence
from typing import Final, Protocol

from raimon_local.errors import UnusableArgumentError

LOCAL: Final = "local"


class Embedding(Protocol):
    """Turns texts into vectors of one size."""

    @property
    def name(self) -> str:
        """Return what reports call it."""

    def embed(self, texts: Sequence[str]) -> list[tuple[float, ...]]:
        """Return a vector a text, in their order."""


def embedding_of(name: str, region: str | None) -> Embedding:
    """Return the embedding of that name: `local`, or a model id of Amazon Bedrock.

    Raises:
        UnusableArgumentError: if there is none, or what it needs isn't installed.

    """
    if name == LOCAL:
        from raimon_local.embedding.sentence_encoder import SentenceEncoder  # noqa: PLC0415 - extra

        return SentenceEncoder.load()
    from raimon_local.embedding.bedrock import FAMILIES, BedrockEmbedding  # noqa: PLC0415 - boto3 is slow to load

    if not any(family in name for family in FAMILIES):
        known = ", ".join((LOCAL, *FAMILIES.values()))
        message = f"--semantic {name!r} is no embedding that is known: {known}"
        raise UnusableArgumentError(message)
    return BedrockEmbedding.connected(name, region)
