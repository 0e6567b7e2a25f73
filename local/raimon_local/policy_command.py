"""`raimon policy`: show the shipped policy, and say whether another one can be used."""

import json
import sys
from pathlib import Path

from raimon.errors import PolicyError
from raimon.policy import Policy, default_policy, default_policy_text, parse_policy
from raimon_local.errors import UnusableArgumentError
from raimon_local.policy_names import unknown_names

STANDARD_INPUT = "-"


def show() -> int:
    """Print the shipped policy as it is written."""
    sys.stdout.buffer.write(default_policy_text().encode())
    sys.stdout.buffer.flush()
    return 0


def check(file: str) -> int:
    """Print what differs from the shipped policy and return 0, or each problem and return 1."""
    try:
        text = _read(file)
        policy = parse_policy(text)
        problems = unknown_names(text, policy)
    except PolicyError as error:
        problems = error.problems
    if problems:
        sys.stdout.writelines(f"{_located(file, problem)}\n" for problem in problems)
        return 1
    differences = _differences(policy)
    sys.stdout.write(
        f"{file}: ok, {len(differences) or 'no'} differences from the shipped policy\n"
    )
    sys.stdout.writelines(f"  {difference}\n" for difference in differences)
    return 0


def _read(file: str) -> str:
    try:
        content = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        message = f"the policy {file} can't be read ({error.strerror}); check the name"
    except UnicodeDecodeError:
        message = f"the policy {file} isn't UTF-8 text; save it as UTF-8"
    raise UnusableArgumentError(message)


def _located(file: str, problem: str) -> str:
    """Turn `line 3: field: what` into `file:3: field: what`, as editors understand it."""
    line, colon, rest = problem.partition(": ")
    number = line.removeprefix("line ").partition(",")[0]
    return f"{file}:{number}: {rest}" if colon and number.isdecimal() else f"{file}: {problem}"


def _differences(policy: Policy) -> list[str]:
    """Return one line a setting that differs from the shipped policy."""
    ours = _flat(policy.model_dump(mode="json"))
    shipped = _flat(default_policy().model_dump(mode="json"))
    return [
        f"{name}: {_written(ours.get(name))} (shipped: {_written(shipped.get(name))})"
        for name in sorted(ours.keys() | shipped.keys())
        if name != "revision" and ours.get(name) != shipped.get(name)
    ]


def _flat(content: object, path: str = "") -> dict[str, object]:
    """Return every setting by its path; what is empty isn't set."""
    if isinstance(content, dict):
        return {
            name: value
            for key, inner in content.items()
            for name, value in _flat(inner, f"{path}.{key}" if path else str(key)).items()
        }
    return {path: content}


def _written(value: object) -> str:
    return "not set" if value is None or value == [] else json.dumps(value, ensure_ascii=False)
