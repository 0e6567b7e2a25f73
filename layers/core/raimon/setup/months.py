"""The first indices: Dashboards shows an error, not nothing, where an alias doesn't exist."""

from datetime import datetime
from typing import Final

from raimon.setup.engine import DONE, Engine, failure
from raimon.setup.http import BAD_REQUEST, Reply, json_request
from raimon.store.families import Family

_ADVICE: Final = (
    "If an index has the name of an alias, somebody wrote to it before there were templates: "
    "move its documents away and delete it"
)


def ensure_month(engine: Engine, moment: datetime) -> list[str]:
    """Make the indices of the moment's month that are missing and return their names."""
    wanted = [family.month_index(moment) for family in Family]
    return [index for index in wanted if _make(engine, index)]


def _make(engine: Engine, index: str) -> bool:
    """Make the index; False where it is there already, or `index` made it meanwhile."""
    step = f"first indices, {index}"
    if engine.get(step, f"/{index}") is not None:
        return False
    reply = engine.ask(step, json_request("PUT", f"/{index}"), accept=DONE | {BAD_REQUEST})
    if reply.status == BAD_REQUEST and not _was_made_meanwhile(reply):
        raise failure(step, reply, _ADVICE)
    return reply.status in DONE


def _was_made_meanwhile(reply: Reply) -> bool:
    match reply.told():
        case {"error": {"type": "resource_already_exists_exception"}}:
            return True
        case _:
            return False
