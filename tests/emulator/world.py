"""What functions under the emulator talk to, on the loopback: moto's server and stand-ins."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final

import urllib3
from moto.server import ThreadedMotoServer

from raimon_local.stack import LOG_BUCKET, LocalStack
from tests.emulator.emulator import ROOT
from tests.template.cloudformation import Template, read_template

ACCOUNT: Final = "123456789012"
# What the settings are here; where the template has a number, that number is the value.
_HERE: Final = {
    "ACCOUNT_ID": ACCOUNT,
    "DASHBOARDS_URL": "",
    "DEAD_LETTER_QUEUES": "",
    "LOG_BUCKET": LOG_BUCKET,
    "LOG_PREFIX": "",
    "OPENSEARCH_SERVICE": "none",
    "POLICY_URI": "",
    "POWERTOOLS_METRICS_NAMESPACE": "Raimon/emulated",
}
_LOGGING: Final = {"s3Config": {"bucketName": LOG_BUCKET}, "textDataDeliveryEnabled": True}


@contextmanager
def aws() -> Iterator[str]:
    """Serve an AWS on the loopback; yield its endpoint."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    urllib3.request("POST", f"http://{host}:{port}/moto-api/reset")  # its AWS outlives the server
    try:
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@contextmanager
def bedrock() -> Iterator[str]:
    """Serve Bedrock's settings, of which moto knows only some; yield the endpoint."""

    class Settings(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer with logging that is on, and no guardrails."""
            is_logging = self.path.startswith("/logging")
            nothing: dict[str, object] = {"guardrails": []}
            told = {"loggingConfig": _LOGGING} if is_logging else nothing
            body = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Settings)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def functions() -> Mapping[str, dict[str, Any]]:
    """Return the properties of each function of the template, with those that all share."""
    template = read_template((ROOT / "template.yaml").read_text(encoding="utf-8"))
    shared = template["Globals"]["Function"]
    found = {}
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            told = {**shared, **resource["Properties"]}
            own = told["Environment"]["Variables"]
            variables = {
                name: _default(template, value)
                for name, value in {**shared["Environment"]["Variables"], **own}.items()
            }
            found[told["CodeUri"].strip("/").split("/")[1]] = {**told, "Variables": variables}
    return found


def environment(
    function: str, stack: LocalStack, bedrock_endpoint: str, **more: str
) -> dict[str, str]:
    """Return the function's environment: the names of the template, the values of this machine."""
    here = {
        **os.environ,
        **_HERE,
        "ASSESS_QUEUE_URL": stack.queues["assess"],
        **more,
    }
    told = functions()[function]["Variables"]
    own = {name: here.get(name, value) for name, value in told.items()}
    sdk = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
    return {**sdk, **own, **more, "AWS_ENDPOINT_URL_BEDROCK": bedrock_endpoint}


def _default(template: Template, value: object) -> str:
    """Return a value as written, or the default of the parameter that it is."""
    match value:
        case {"Ref": str(name)} if "Default" in template["Parameters"].get(name, {}):
            return str(template["Parameters"][name]["Default"])
        case str():
            return value
    return ""
