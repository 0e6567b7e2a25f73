"""A plugin of pytest: writes down what each function calls while its tests run.

usage: RECORD_CALLS_TO=FILE python -m pytest -p tests.template.recorded_calls tests/functions
"""

import json
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from botocore.client import BaseClient
from opensearchpy import Urllib3HttpConnection

from raimon.aws.opensearch_admin import OpenSearchHttp

_HANDLER = re.compile(r"functions[/\\](?P<name>[a-z]+)[/\\]handler\.py$")
calls: set[tuple[str, str, str]] = set()  # function, service, operation or verb
ours = threading.local()  # .name: the function that a thread works for


def _callers() -> Iterator[str]:
    """Yield the files on the stack, the innermost first."""
    frame = sys._getframe(2)  # noqa: SLF001 - who calls is only on the stack
    while frame is not None:
        yield frame.f_code.co_filename
        frame = frame.f_back  # type: ignore[assignment] # the outermost has none


def _function() -> str | None:
    """Return the function on whose behalf it is called now, None if a test itself does."""
    found = next(filter(None, map(_HANDLER.search, _callers())), None)
    return found["name"] if found else getattr(ours, "name", None)


def note(service: str, operation: str) -> None:
    """Remember a call if a function of ours makes it, while it starts or while it works."""
    if (name := _function()) is not None:
        calls.add((name, service, operation))


def _handing_on(submit: Callable[..., Any]) -> Callable[..., Any]:
    """Return the method with the function's name handed on to the thread."""

    def handed(
        self: Any,  # noqa: ANN401 - as the original has it
        work: Callable[..., Any],
        /,
        *arguments: Any,  # noqa: ANN401 - likewise
        **options: Any,  # noqa: ANN401 - likewise
    ) -> Any:  # noqa: ANN401 - likewise
        name = _function()

        def named() -> Any:  # noqa: ANN401 - what the work returns
            ours.name = name
            return work(*arguments, **options)

        return submit(self, named)

    return handed


def _noting(
    original: Callable[..., Any], tell: Callable[..., tuple[str, str]]
) -> Callable[..., Any]:
    """Return the method with a note of what it is asked."""

    def noted(self: Any, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as the original has it
        note(*tell(self, *arguments))
        return original(self, *arguments, **options)

    return noted


def pytest_configure() -> None:
    """Listen at the three ways out: AWS, OpenSearch's client, and setup's own requests."""
    ways = (
        (BaseClient, "_make_api_call", lambda client, name, *_: (_service(client), name)),
        (Urllib3HttpConnection, "perform_request", lambda _, verb, *__: ("es", verb)),
        (OpenSearchHttp, "send", lambda _, request, *__: ("es", request.method)),
    )
    ThreadPoolExecutor.submit = _handing_on(ThreadPoolExecutor.submit)  # type: ignore[method-assign] # to listen
    for owner, name, tell in ways:
        setattr(owner, name, _noting(getattr(owner, name), tell))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the calls down."""
    assert session
    text = json.dumps(sorted(calls))
    Path(os.environ["RECORD_CALLS_TO"]).write_text(text, encoding="utf-8")


def _service(client: Any) -> str:  # noqa: ANN401 - any client of boto3
    return str(client.meta.service_model.service_name)
