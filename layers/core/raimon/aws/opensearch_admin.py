"""OpenSearch and its Dashboards as their administrator asks them: any path, signed, one try."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import boto3
import urllib3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from urllib3.exceptions import HTTPError

from raimon.setup.errors import SetupFailedError
from raimon.setup.http import UNANSWERED, Reply, Request

_LOOPBACK: Final = {"127.0.0.1", "localhost"}
_CONNECT_SECONDS: Final = 5.0

type Headers = Mapping[str, str]
type Proof = Callable[[str, Request], Headers]


@dataclass(frozen=True, slots=True)
class OpenSearchHttp:
    """One endpoint; `prove` returns the headers that prove who asks."""

    endpoint: str
    prove: Proof
    pool: urllib3.PoolManager

    def send(self, request: Request, timeout: float) -> Reply:
        """Send one request once; a lost connection is a reply with status 0."""
        url = self.endpoint + request.path
        try:
            answer = self.pool.request(
                request.method,
                url,
                body=request.body,
                headers=dict(self.prove(url, request)),
                timeout=urllib3.Timeout(connect=min(_CONNECT_SECONDS, timeout), total=timeout),
                retries=False,  # nor is a redirect followed: what is signed goes nowhere else
            )
        except HTTPError:
            return Reply(UNANSWERED)
        return Reply(answer.status, answer.data, _cookies(answer))


def connect(endpoint: str, service: str) -> OpenSearchHttp:
    """Return a domain (es), a Serverless collection (aoss), or a node on loopback (none)."""
    address = urlsplit(endpoint)
    if address.hostname not in _LOOPBACK and (service == "none" or address.scheme != "https"):
        raise SetupFailedError(
            step="properties", reason="an endpoint begins with https:// and is asked signed"
        )
    prove = _unproven if service == "none" else _signing(service)
    return OpenSearchHttp(endpoint, prove, urllib3.PoolManager(retries=False))


def _unproven(_url: str, request: Request) -> Headers:
    return request.headers


def _signing(service: str) -> Proof:
    """Sign with the credentials of the moment; a collection wants the body's digest signed too."""
    session = boto3.Session()
    credentials = session.get_credentials()
    if credentials is None:
        raise SetupFailedError(step="properties", reason="there is no role to sign with")
    signer = SigV4Auth(credentials, service, session.region_name)

    def prove(url: str, request: Request) -> Headers:
        digest = {"x-amz-content-sha256": hashlib.sha256(request.body).hexdigest()}
        asked = AWSRequest(
            method=request.method,
            url=url,
            data=request.body,
            headers={**request.headers, **digest},
        )
        signer.add_auth(asked)
        return dict(asked.headers.items())

    return prove


def _cookies(answer: urllib3.BaseHTTPResponse) -> tuple[str, ...]:
    """Return the cookies that the answer sets, without their attributes."""
    return tuple(told.partition(";")[0] for told in answer.headers.getlist("set-cookie"))
