"""Who may do what in OpenSearch: roles and their mappings, put only where they differ."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from importlib.resources import files
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from raimon.setup.engine import Engine
from raimon.setup.http import json_request

_API: Final = "/_plugins/_security/api"
_STEP: Final = "roles"
_DASHBOARDS_USER: Final = "kibana_user"
_ADVICE: Final = (
    "If the domain has no fine-grained access control, set ManageRoles to false; "
    "otherwise the function's role must be the master user"
)


class _Lenient(BaseModel):
    """Compares what we wrote with what the security plugin answers, order and blanks aside."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class IndexPermission(_Lenient):
    """What may be done with the indices of some patterns."""

    index_patterns: frozenset[str]
    allowed_actions: frozenset[str]
    dls: str | None = None
    fls: frozenset[str] = frozenset()
    masked_fields: frozenset[str] = frozenset()


class Role(_Lenient):
    """What may be done at all."""

    cluster_permissions: frozenset[str] = frozenset()
    index_permissions: frozenset[IndexPermission] = frozenset()
    tenant_permissions: tuple[object, ...] = ()


class Mapped(_Lenient):
    """Who has the role: backend roles are ARNs of IAM roles, or groups of the sign-in."""

    backend_roles: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    users: frozenset[str] = frozenset()
    and_backend_roles: frozenset[str] = frozenset()


def role_bodies() -> Mapping[str, Mapping[str, Any]]:
    """Return the body of each role, as the security API takes it."""
    return tomllib.loads((files("raimon.setup") / "roles.toml").read_text(encoding="utf-8"))


def ensure_roles(engine: Engine, members: Mapping[str, Collection[str]]) -> list[str]:
    """Put roles and mappings that are missing or differ; return which.

    What is declared wins: rights and members that somebody added by hand are taken back.
    """
    return [
        path
        for name, body in role_bodies().items()
        for path in _ensure_role(engine, name, body, members.get(name, ()))
    ]


def ensure_dashboards_users(
    engine: Engine, members: Collection[str], before: Collection[str]
) -> list[str]:
    """Let people into Dashboards by the role that every domain has; it is shared with others.

    So members are added, and only those are taken out that we put in before.
    """
    held = _held(engine, Mapped, "rolesmapping", _DASHBOARDS_USER) or Mapped()
    wanted = (held.backend_roles - set(before)) | set(members)
    if wanted == held.backend_roles:
        return []
    mapped = held.model_copy(update={"backend_roles": wanted}).model_dump()
    body = {kind: sorted(names) for kind, names in mapped.items() if names}
    return [_put(engine, f"rolesmapping/{_DASHBOARDS_USER}", body or {"backend_roles": []})]


def _ensure_role(
    engine: Engine, name: str, body: Mapping[str, object], members: Collection[str]
) -> Iterator[str]:
    """Put the role first: a mapping needs one that exists."""
    if _held(engine, Role, "roles", name) != Role.model_validate(body):
        yield _put(engine, f"roles/{name}", body)
    mapped = {"backend_roles": sorted(members)}
    if _held(engine, Mapped, "rolesmapping", name) != Mapped.model_validate(mapped):
        yield _put(engine, f"rolesmapping/{name}", mapped)


def _held[Model: BaseModel](
    engine: Engine, model: type[Model], kind: str, name: str
) -> Model | None:
    held = engine.get(_STEP, f"{_API}/{kind}/{name}")
    return model.model_validate(held[name]) if held and name in held else None


def _put(engine: Engine, path: str, body: Mapping[str, object]) -> str:
    engine.ask(f"{_STEP}, {path}", json_request("PUT", f"{_API}/{path}", body), advice=_ADVICE)
    return path
