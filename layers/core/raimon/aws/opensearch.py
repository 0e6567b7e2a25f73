"""OpenSearch over HTTP: a client that never retries by itself, and what the store needs of it."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast
from urllib.parse import urlsplit

import boto3
from opensearchpy import OpenSearch, Urllib3AWSV4SignerAuth, Urllib3HttpConnection
from opensearchpy.exceptions import OpenSearchException, TransportError

from raimon.errors import RaimonError
from raimon.store.errors import TemplateRefusedError
from raimon.store.verdict import Answer, Item

_TALKATIVE: Final = ("opensearch", "opensearchpy.trace")
_LOOPBACK: Final = {"127.0.0.1", "::1", "localhost"}
# The reason of an error quotes values of documents: it never enters the process.
_ANSWER_FIELDS: Final = "errors,status,error.type,items.*.status,items.*.error.type"


class EndpointError(RaimonError):
    """The endpoint can't be used as it is set."""


def make_client(endpoint: str, service: str, *, timeout: float = 10) -> OpenSearch:
    """Return a client of a domain (es), a Serverless collection (aoss) or of loopback (none).

    Every request is signed with the credentials of that moment, so a rotation is picked up. Retries
    are the bulk loop's alone: two loops around each other would multiply. The client's own loggers
    write whole bodies, so they are silenced for good.
    """
    for logger in _TALKATIVE:
        logging.getLogger(logger).disabled = True
    address = urlsplit(endpoint)
    host = address.hostname or ""
    if service == "none" and host not in _LOOPBACK:
        message = "unsigned requests go to loopback only"
        raise EndpointError(message)
    return OpenSearch(
        hosts=[{"host": host, "port": address.port or 443}],
        http_auth=None if service == "none" else _signer(service),
        use_ssl=address.scheme == "https",
        verify_certs=True,
        connection_class=Urllib3HttpConnection,
        timeout=timeout,
        max_retries=0,
        retry_on_timeout=False,
        retry_on_status=(),
    )


def _signer(service: str) -> Urllib3AWSV4SignerAuth:
    session = boto3.Session()
    return Urllib3AWSV4SignerAuth(session.get_credentials(), session.region_name, service)


@dataclass(frozen=True, slots=True)
class OpenSearchBulk:
    """The bulk interface of OpenSearch."""

    client: OpenSearch

    def send(self, body: bytes, timeout: float) -> Answer:
        """Send one bulk request and return its answer, of whatever kind."""
        try:
            answer = self.client.transport.perform_request(
                "POST",
                "/_bulk",
                params={"filter_path": _ANSWER_FIELDS, "request_timeout": timeout},
                body=body,
            )
        except TransportError as error:
            return _failure(error)
        except OpenSearchException:  # the answer isn't JSON
            return Answer(status=0)
        return _answer(answer)


def _failure(error: TransportError) -> Answer:
    """Return the answer to a request that failed as a whole; a lost connection has no status."""
    if not isinstance(error.status_code, int):
        return Answer(status=0)
    return Answer(status=error.status_code, error_type=_error_type(error.info))


def _answer(told: object) -> Answer:
    match told:
        case {"items": list(items)}:
            return Answer(status=200, items=tuple(map(_item, items)))
        case _:
            return Answer(status=0)


def _item(told: Mapping[str, Mapping[str, object]]) -> Item:
    """Return the answer to one document; its key is the operation, which was always `index`."""
    (result,) = told.values()
    return Item(status=cast("int", result["status"]), error_type=_error_type(result))


def _error_type(told: object) -> str | None:
    match told:
        case {"error": {"type": str(error_type)}}:
            return error_type
        case _:
            return None


@dataclass(frozen=True, slots=True)
class OpenSearchTemplates:
    """The templates and mappings of OpenSearch."""

    client: OpenSearch

    def get(self, path: str) -> Mapping[str, object] | None:
        """Return what lies under the path, None where nothing does."""
        try:
            told = self.client.transport.perform_request("GET", f"/{path}")
        except TransportError as error:
            if error.status_code == 404:  # noqa: PLR2004 - Not Found
                return None
            raise
        return cast("Mapping[str, object]", told)

    def put(self, path: str, body: Mapping[str, object]) -> None:
        """Put the body under the path; a refusal tells its reason, which quotes our own body."""
        try:
            self.client.transport.perform_request("PUT", f"/{path}", body=body)
        except TransportError as error:
            raise TemplateRefusedError(name=path, reason=_reason(error)) from error


def _reason(error: TransportError) -> str:
    match error.info:
        case {"error": {"reason": str(reason)}}:
            return reason
        case _:
            return f"status {error.status_code}"
