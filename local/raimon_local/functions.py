"""The functions' own handlers, loaded as Lambda loads them: after their environment is set."""

import importlib.util
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

type Handler = Callable[[dict[str, Any], Any], dict[str, Any] | None]

NAMES = ("assess", "index", "notify")
SCHEDULED = ("compare",)
_SECONDS = 120


def load_handler(name: str) -> Handler:
    """Load functions/<name>/handler.py afresh, so that it reads the environment of now."""
    specification = importlib.util.spec_from_file_location(
        f"raimon_function_{name}", handler_path(name)
    )
    if specification is None or specification.loader is None:
        message = f"functions/{name}/handler.py can't be loaded"
        raise ImportError(message)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    handler: Handler = module.handler
    return handler


def handler_path(name: str) -> Path:
    """Return where the handler lies: in the checkout, or installed beside this package."""
    package = Path(str(files("raimon_local")))
    for folder in (package.parent.parent / "functions", package / "functions"):
        if (folder / name / "handler.py").exists():
            return folder / name / "handler.py"
    message = f"functions/{name}/handler.py isn't installed"
    raise ImportError(message)


def context(name: str) -> SimpleNamespace:
    """Return a Lambda context, as far as a handler looks at it."""
    return SimpleNamespace(
        function_name=name,
        memory_limit_in_mb=1024,
        invoked_function_arn=f"arn:aws:lambda:us-east-1:123456789012:function:{name}",
        aws_request_id="00000000-0000-4000-8000-000000000000",
        get_remaining_time_in_millis=lambda: _SECONDS * 1000,
    )
