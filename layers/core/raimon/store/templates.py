"""The templates of each month's index: putting them twice changes nothing."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from raimon.store.families import Family
from raimon.store.mapping import JAPANESE, mapping

PRIORITY: Final = 200
_SETTINGS: Final = "raimon-settings"
_ANALYSIS: Final = "raimon-analysis"

type Body = dict[str, object]


class TemplateStore(Protocol):
    """OpenSearch, as far as templates go."""

    def get(self, path: str) -> Mapping[str, object] | None:
        """Return what lies under the path, None where nothing does."""

    def put(self, path: str, body: Mapping[str, object]) -> None:
        """Put the body there, or raise TemplateRefusedError with the reason."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an OpenSearch can do: by default what any engine can."""

    japanese_plugins: bool = False  # analysis-kuromoji and analysis-icu
    component_templates: bool = True  # not known to exist on Serverless: one whole template then
    shard_settings: bool = True  # shards, replicas and refresh, which Serverless decides itself


@dataclass(frozen=True, slots=True)
class Template:
    """One template under its path; its digest lies in its own `_meta`."""

    path: str
    body: Body
    family: Family | None = None  # None: a part of several

    @property
    def digest(self) -> str:
        """Return the digest by which an unchanged template is left alone."""
        told = json.dumps(self.body, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    def stamped(self) -> Body:
        """Return the body with the digest in it."""
        return {**self.body, "_meta": {"digest": self.digest, "owner": "raimon"}}


def templates(capabilities: Capabilities) -> list[Template]:
    """Return all templates in the order in which they must be put: parts before wholes."""
    parts: dict[str, Body] = {
        _SETTINGS: {"settings": _settings(capabilities)},
        _ANALYSIS: {"settings": {"analysis": _analysis(capabilities)}},
    }
    if capabilities.component_templates:
        components = [
            Template(f"_component_template/{name}", {"template": part})
            for name, part in parts.items()
        ]
        wholes = [_whole(family, list(parts), {}) for family in Family]
        return components + wholes
    settings = {**_settings(capabilities), "analysis": _analysis(capabilities)}
    return [_whole(family, [], settings) for family in Family]


def ensure_templates(store: TemplateStore, capabilities: Capabilities) -> list[str]:
    """Put what is missing or differs and return its paths; months that exist learn new fields."""
    changed = [template for template in templates(capabilities) if _differs(store, template)]
    for template in changed:
        _teach_existing_months(store, template)  # first: the digest says that all of it is done
        store.put(template.path, template.stamped())
    return [template.path for template in changed]


def _teach_existing_months(store: TemplateStore, template: Template) -> None:
    """Give the months that exist the fields of today, which a template gives to new ones only."""
    family = template.family
    if family and store.get(f"_alias/{family.alias}"):
        store.put(f"{family.alias}/_mapping", mapping(family))


def _differs(store: TemplateStore, template: Template) -> bool:
    return template.digest not in _digests(store.get(template.path))


def _digests(answer: object) -> Iterator[str]:
    """Return the digests that an answer holds, however deep the API wraps the template."""
    match answer:
        case {"digest": str(digest), "owner": "raimon"}:
            yield digest
        case Mapping():
            for inner in answer.values():
                yield from _digests(inner)
        case list():
            for inner in answer:
                yield from _digests(inner)


def _whole(family: Family, parts: list[str], settings: Body) -> Template:
    body: Body = {
        "index_patterns": [family.pattern],
        "priority": PRIORITY,
        "composed_of": parts,
        "template": {
            "settings": settings,
            "mappings": mapping(family),
            "aliases": {family.alias: {}},
        },
    }
    return Template(f"_index_template/{family.alias}", body, family)


def _settings(capabilities: Capabilities) -> Body:
    settings: Body = {
        "index.mapping.total_fields.limit": 300,
        "index.sort.field": ["@timestamp"],
        "index.sort.order": ["desc"],
    }
    if capabilities.shard_settings:
        settings |= {
            "index.number_of_shards": 1,  # a month of one family; shards are the limit of a domain
            "index.auto_expand_replicas": "0-1",
            "index.refresh_interval": "10s",
        }
    return settings


def _analysis(capabilities: Capabilities) -> Body:
    """Define the Japanese analyzer: morphemes where the plugins are, bigrams elsewhere."""
    if not capabilities.japanese_plugins:
        return {"analyzer": {JAPANESE: {"type": "cjk"}}}
    analyzer = {
        "type": "custom",
        "char_filter": ["icu_normalizer"],  # full-width digits, half-width kana, letter case
        "tokenizer": "raimon_kuromoji",
        "filter": [
            "kuromoji_baseform",
            "kuromoji_part_of_speech",
            "ja_stop",
            "kuromoji_number",
            "kuromoji_stemmer",
            "lowercase",
        ],
    }
    return {
        "tokenizer": {"raimon_kuromoji": {"type": "kuromoji_tokenizer", "mode": "search"}},
        "analyzer": {JAPANESE: analyzer},
    }
