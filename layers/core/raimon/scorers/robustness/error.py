"""Calls that failed, by what kind of failure it was."""

import re

from raimon.assessment import Outcome
from raimon.finding import Aspect, Severity
from raimon.invocation import Invocation
from raimon.scorers.scorer import NOTHING, Observation, Reading, Rule, Scorer, Tuning, Verdict

RULE = Rule("robustness.error", "1", Aspect.ROBUSTNESS, Severity.LOW)

_STYLE = re.compile(r"[^a-z]+")
_STATUS = re.compile(r"\b[45]\d\d\b")
# The first kind of which a fragment stands in the code counts.
_KINDS = {
    "throttle": ("throttl", "toomanyrequest", "ratelimit", "limitexceeded", "quota", "slowdown"),
    "access": (
        "accessdenied", "authoriz", "authoris", "forbidden", "expiredtoken", "requestexpired",
        "unrecognizedclient", "clienttoken", "authentication", "permission", "signature",
        "optinrequired", "invalidapikey", "billing",
    ),
    "validation": (
        "validation", "invalid", "badrequest", "malformed", "notfound", "toolong", "toolarge",
        "serialization", "contextlength", "conflict", "missing", "unsupported", "unknownoperation",
    ),
    "model": (
        "model", "timeout", "timedout", "internal", "unavailable", "overload", "server",
        "badgateway", "apierror",
    ),
}  # fmt: skip
# Where the code is a status of HTTP; what isn't named is a fault of the request, or of the server.
_STATUSES = {"429": "throttle", "401": "access", "402": "access", "403": "access", "407": "access"}
_STATUSES |= {"408": "model", "424": "model"}
_SEVERITIES = {"access": Severity.MEDIUM, "model": Severity.MEDIUM}


def error_kind(code: str) -> str:
    """Return throttle, access, model, validation or other, for a code of any style.

    `ThrottlingException`, `throttling_error` and `com.example#Throttling:http://…` are the same.
    """
    name = code.rsplit("#", 1)[-1].split(":", 1)[0].lower()
    bare = _STYLE.sub("", name)
    for kind, fragments in _KINDS.items():
        if any(fragment in bare for fragment in fragments):
            return kind
    status = _STATUS.search(code)
    return _kind_of_status(status.group()) if status else "other"


def _kind_of_status(status: str) -> str:
    return _STATUSES.get(status, "validation" if status.startswith("4") else "model")


def judge(reading: Reading, _tuning: Tuning) -> Verdict:
    """Find a call that ended in an error without an answer."""
    if reading.outcome is not Outcome.ERROR:
        return NOTHING
    kind = _kind(reading.invocation)
    seen = Observation(
        RULE.rule_id, kind, 1.0, severity=_SEVERITIES.get(kind), facts={"error_kind": kind}
    )
    return Verdict(observations=(seen,))


def _kind(invocation: Invocation) -> str:
    if invocation.error_code is None:
        return "model"  # the stop reason told of it: the call was accepted, then it broke
    return error_kind(invocation.error_code[:200])


SCORER = Scorer("robustness.error", (RULE,), judge)
