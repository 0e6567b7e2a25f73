"""The templates: strict everywhere, the same for every engine, put only where they differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from raimon.store.errors import TemplateRefusedError
from raimon.store.families import Family
from raimon.store.mapping import mapping
from raimon.store.templates import Capabilities, ensure_templates, templates

SERVERLESS = Capabilities(japanese_plugins=True, component_templates=False, shard_settings=False)


@dataclass
class Shelf:
    """Keeps templates as OpenSearch answers with them: wrapped in lists and names."""

    held: dict[str, Mapping[str, object]] = field(default_factory=dict)
    puts: list[str] = field(default_factory=list)

    def get(self, path: str) -> Mapping[str, object] | None:
        """Return the template, wrapped."""
        return {"templates": [{"body": self.held[path]}]} if path in self.held else None

    def put(self, path: str, body: Mapping[str, object]) -> None:
        """Keep the template."""
        self.puts.append(path)
        self.held[path] = body


def objects(fields: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - a mapping is a tree of JSON
    """Return every object in a mapping."""
    if isinstance(fields, dict):
        if "properties" in fields:
            yield fields
        for inner in fields.values():
            yield from objects(inner)


@pytest.mark.parametrize("family", list(Family))
def test_strict(family: Family) -> None:
    """Every object refuses what it doesn't name."""
    assert {found["dynamic"] for found in objects(mapping(family))} == {"strict"}


def test_twice() -> None:
    """Putting the templates twice changes nothing the second time."""
    shelf = Shelf()
    assert len(ensure_templates(shelf, Capabilities())) == 6
    assert ensure_templates(shelf, Capabilities()) == []
    assert len(shelf.puts) == 6


def test_only_what_differs() -> None:
    """A capability more changes the one part that depends on it."""
    shelf = Shelf()
    ensure_templates(shelf, Capabilities())
    changed = ensure_templates(shelf, Capabilities(japanese_plugins=True))
    assert changed == ["_component_template/raimon-analysis"]


def test_months_that_exist_learn_new_fields() -> None:
    """After a change the indices under an alias get the fields of today."""
    shelf = Shelf({"_alias/raimon-findings": {}})
    ensure_templates(shelf, Capabilities())
    assert "raimon-findings/_mapping" in shelf.puts
    assert "raimon-alarms/_mapping" not in shelf.puts


def test_interrupted() -> None:
    """A run that fails half-way is made good by the next, existing months included."""

    class Failing(Shelf):
        def put(self, path: str, body: Mapping[str, object]) -> None:
            if path == "raimon-findings/_mapping" and not self.puts.count("failed"):
                self.puts.append("failed")
                raise TemplateRefusedError(name=path, reason="not now")
            super().put(path, body)

    shelf = Failing({"_alias/raimon-findings": {}})
    with pytest.raises(TemplateRefusedError):
        ensure_templates(shelf, Capabilities())
    ensure_templates(shelf, Capabilities())
    assert shelf.puts.count("raimon-findings/_mapping") == 1
    assert ensure_templates(shelf, Capabilities()) == []


def test_serverless() -> None:
    """Without component templates each family's template is whole, and sets no shards."""
    found = templates(SERVERLESS)
    assert [template.path for template in found] == [
        f"_index_template/raimon-{family}" for family in Family
    ]
    assert all(template.body["composed_of"] == [] for template in found)
    assert not any("shards" in str(template.body) for template in found)
    assert all("kuromoji_tokenizer" in str(template.body) for template in found)


def test_refused() -> None:
    """A refused template ends the whole, with its name and its reason."""

    class Refusing(Shelf):
        def put(self, path: str, body: Mapping[str, object]) -> None:
            assert body
            raise TemplateRefusedError(name=path, reason="unknown analyzer")

    with pytest.raises(TemplateRefusedError, match="raimon-settings: unknown analyzer"):
        ensure_templates(Refusing(), Capabilities())
