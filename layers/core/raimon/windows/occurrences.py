"""What a run tells beside findings: deployments, and problems that are over."""

from collections.abc import Iterable, Iterator, Mapping

from raimon.events import DeploymentObserved, StreamRecovered
from raimon.windows.deployment import Deployment, Deployments, deployment_id
from raimon.windows.fingerprint import Fingerprint
from raimon.windows.group import Group
from raimon.windows.recovery import Recovery
from raimon.windows.watch import Watch

_ROLE_LENGTH = 64

type Observed = Mapping[str, tuple[Deployment, ...]]  # by family


def observed(watch: Watch) -> dict[str, tuple[Deployment, ...]]:
    """Return the deployments that are known, to be held against what is known later."""
    return {family: known.observed for family, known in watch.deployments.items()}


def deployments_since(before: Observed, watch: Watch) -> Iterator[DeploymentObserved]:
    """Give what was deployed since; the same deployment has the same id."""
    groups = {group.family.key: group for group in watch.groups.values()}
    for family, known in sorted(watch.deployments.items()):
        told = set(before.get(family, ()))
        for each in known.observed:
            if each not in told and family in groups:
                yield _deployment(each, known, groups[family])


def _deployment(found: Deployment, known: Deployments, group: Group) -> DeploymentObserved:
    family = group.family
    made_with = _made_with(found, known)
    return DeploymentObserved(
        deployment_id=deployment_id(family, found),
        timestamp=found.moment,
        account_id=family.account_id,
        application=family.application,
        resource=role_resource(family.application, family.role),
        model_id=made_with.model if made_with else None,
        region=made_with.region if made_with else None,
        fingerprint=made_with.digest if made_with else None,
        changed=found.changed,
    )


def _made_with(found: Deployment, known: Deployments) -> Fingerprint | None:
    return next((each for each, first in known.seen.items() if first == found.moment), None)


def role_resource(application: str | None, role: str) -> str | None:
    """Return how a role is named where no application is."""
    return None if application else f"role/{role}"[:_ROLE_LENGTH]


def recovered(recoveries: Iterable[Recovery]) -> Iterator[StreamRecovered]:
    """Give the problems that are over, as their alarms know them."""
    for each in recoveries:
        family = each.family
        yield StreamRecovered(
            rule_id=each.metric.rule_id(),
            kind=each.metric.kind_of(each.way),
            timestamp=each.end,
            account_id=family.account_id,
            application=family.application,
            resource=role_resource(family.application, family.role),
            stream=f"{each.key.metric}/{each.key.language}",
            entity=each.entity,
        )
