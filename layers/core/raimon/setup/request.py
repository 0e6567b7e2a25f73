"""What CloudFormation asks of a custom resource."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_pascal

from raimon.setup.errors import SetupFailedError, UnanswerableRequestError


class _Lenient(BaseModel):
    """CloudFormation spells names in PascalCase and adds some; refused input is never quoted."""

    model_config = ConfigDict(
        alias_generator=to_pascal, extra="ignore", frozen=True, hide_input_in_errors=True
    )


class ResourceRequest(_Lenient):
    """One request; its address is a secret, since whoever knows it may answer."""

    request_type: Literal["Create", "Update", "Delete"]
    response_url: str = Field(alias="ResponseURL", repr=False, min_length=1)
    stack_id: str
    request_id: str
    logical_resource_id: str
    physical_resource_id: str = ""
    resource_type: str
    resource_properties: Mapping[str, object] = {}
    old_resource_properties: Mapping[str, object] = {}

    @classmethod
    def from_event(cls, event: Mapping[str, object]) -> Self:
        """Read an event.

        Raises:
            UnanswerableRequestError: if it isn't CloudFormation's, so that nobody can be answered.

        """
        try:
            return cls.model_validate(event)
        except ValidationError as error:
            message = f"the event isn't a request of CloudFormation: {places(error)}"
            raise UnanswerableRequestError(message) from None


class Properties(_Lenient):
    """The properties of a resource, as its template gives them: booleans come as text."""

    @classmethod
    def of(cls, told: Mapping[str, object]) -> Self:
        """Read the properties.

        Raises:
            SetupFailedError: if one is missing or refused; it is named, its value isn't quoted.

        """
        try:
            return cls.model_validate(told)
        except ValidationError as error:
            raise SetupFailedError(
                step="properties", reason=places(error), advice="Mend them in the template"
            ) from None


def places(error: ValidationError) -> str:
    """Return where input was refused and why, without the input."""
    return "; ".join(
        f"{'.'.join(map(str, told['loc']))}: {told['msg']}"
        for told in error.errors(include_input=False, include_context=False, include_url=False)
    )
