"""Draw docs/dashboards/: what people see, from a node with the sample logs in it.

usage: python -m scripts.dashboards.pictures.draw    needs Java and Maven, as the tests do
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from opensearchpy import OpenSearch

from raimon.aws.opensearch import make_client
from raimon_local.node import Node
from scripts.dashboards.check.reading import read
from scripts.dashboards.check.search import Search
from scripts.dashboards.editions import DASHBOARDS, content
from scripts.dashboards.pictures.page import Picture
from scripts.dashboards.sample import SPAN, seed
from scripts.dashboards.words import LANGUAGES

FOLDER: Final = Path(__file__).resolve().parents[3] / "docs" / "dashboards"


def pictures(client: OpenSearch) -> dict[str, str]:
    """Return the picture of every edition by the name of its file; the sample must be there."""

    def ask(search: Search) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = client.search(index=search.index, body=search.body)
        return answer

    return {
        f"{dashboard.name}-{language}.svg": Picture(
            read(content(dashboard, language)), language, SPAN, ask
        ).drawn()
        for dashboard in DASHBOARDS
        for language in LANGUAGES
    }


def main() -> int:
    """Start a node, put the sample, and write the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with Node(progress=print) as node, make_client(node.url, "none", timeout=30) as client:
        seed(client)
        for name, picture in pictures(client).items():
            (FOLDER / name).write_text(picture, encoding="utf-8")
            print(f"wrote docs/dashboards/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
