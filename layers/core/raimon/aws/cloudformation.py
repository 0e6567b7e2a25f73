"""The answer to CloudFormation, put under the address that came with the request."""

import time
from typing import Final

import urllib3
from urllib3.exceptions import HTTPError

from raimon.setup.errors import AnswerNotSentError

_ATTEMPTS: Final = 3
_SECONDS: Final = 2.0
_PAUSE_SECONDS: Final = 0.3
_FIRST_FAILURE: Final = 300


def send_answer(url: str, body: bytes) -> None:
    """Put the answer under its address, which is signed for a PUT without a content type.

    Raises:
        AnswerNotSentError: after some tries; the address lets anybody answer, so it isn't told.

    """
    status = 0
    with urllib3.PoolManager(retries=False, timeout=_SECONDS) as pool:
        for attempt in range(_ATTEMPTS):
            time.sleep(_PAUSE_SECONDS * attempt)
            status = _put(pool, url, body)
            if 0 < status < _FIRST_FAILURE:
                return
    raise AnswerNotSentError(status)


def _put(pool: urllib3.PoolManager, url: str, body: bytes) -> int:
    """Return the status, 0 if there was none; the error's text would hold the address."""
    try:
        return pool.request("PUT", url, body=body, headers={"content-type": ""}).status
    except HTTPError:
        return 0
