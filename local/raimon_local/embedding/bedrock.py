"""Managed embeddings of Amazon Bedrock: Titan, a text a call, and Cohere, up to 96 texts a call."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import IO, Any, Final, Protocol

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from raimon_local.errors import UnusableArgumentError

_TITAN: Final = "titan-embed-text-v2"
_COHERE: Final = "cohere.embed"
FAMILIES: Final[Mapping[str, str]] = {  # by what a model id holds, an id of each
    _TITAN: "amazon.titan-embed-text-v2:0",
    _COHERE: "cohere.embed-multilingual-v3",
}
_DIMENSIONS: Final = 512  # of Titan: as many as the embedding that runs here
_TEXTS_A_CALL: Final = 96
_LONGEST: Final = 2048  # characters


class Runtime(Protocol):
    """The one operation of the client of Bedrock's runtime that is used."""

    def invoke_model(
        self,
        *,
        modelId: str,  # noqa: N803 - AWS's names
        body: str,
        accept: str,
        contentType: str,  # noqa: N803 - likewise
    ) -> Mapping[str, Any]:
        """Return the model's answer, its `body` to be read."""


@dataclass(frozen=True, slots=True)
class BedrockEmbedding:
    """Embeds with a model of Bedrock: texts leave this machine for Bedrock in your own account."""

    client: Runtime
    name: str

    @classmethod
    def connected(cls, name: str, region: str | None) -> "BedrockEmbedding":
        """Return the embedding with credentials and Region as the AWS command line finds them.

        Raises:
            UnusableArgumentError: if there is no Region.

        """
        try:
            client = boto3.client(
                "bedrock-runtime",
                region_name=region,
                config=Config(retries={"mode": "adaptive", "max_attempts": 8}),
            )
        except BotoCoreError as error:
            message = f"--semantic {name}: {type(error).__name__}; name a Region with --region"
            raise UnusableArgumentError(message) from error
        return cls(client, name)

    def embed(self, texts: Sequence[str]) -> list[tuple[float, ...]]:
        """Return a vector a text, in their order.

        Raises:
            UnusableArgumentError: if Bedrock refuses; no text stands in the message.

        """
        cut = [text[:_LONGEST] for text in texts]
        try:
            return list(self._titan(cut) if _TITAN in self.name else self._cohere(cut))
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "unknown")
            message = f"--semantic {self.name}: Bedrock says {code}"
            raise UnusableArgumentError(message) from None
        except BotoCoreError as error:
            message = f"--semantic {self.name}: {type(error).__name__}"
            raise UnusableArgumentError(message) from None

    def _titan(self, texts: Sequence[str]) -> Iterator[tuple[float, ...]]:
        for text in texts:
            told = self._invoke({"inputText": text, "dimensions": _DIMENSIONS, "normalize": True})
            yield tuple(map(float, told["embedding"]))

    def _cohere(self, texts: Sequence[str]) -> Iterator[tuple[float, ...]]:
        for some in batched(texts, _TEXTS_A_CALL):
            told = self._invoke(
                {"texts": list(some), "input_type": "clustering", "truncate": "END"}
            )["embeddings"]
            vectors = told["float"] if isinstance(told, dict) else told  # by type in later versions
            yield from (tuple(map(float, vector)) for vector in vectors)

    def _invoke(self, body: Mapping[str, object]) -> Mapping[str, Any]:
        answer = self.client.invoke_model(
            modelId=self.name,
            body=json.dumps(body),
            accept="application/json",
            contentType="application/json",
        )
        read: IO[bytes] = answer["body"]
        told: Mapping[str, Any] = json.loads(read.read())
        return told
