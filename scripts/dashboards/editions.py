"""All dashboards in the order in which people read them, and the files that they become."""

from typing import Final

from scripts.dashboards.dashboard import Dashboard
from scripts.dashboards.pages.completeness import COMPLETENESS
from scripts.dashboards.pages.fairness import FAIRNESS
from scripts.dashboards.pages.governance import GOVERNANCE
from scripts.dashboards.pages.overview import OVERVIEW
from scripts.dashboards.pages.privacy import PRIVACY
from scripts.dashboards.pages.robustness import ROBUSTNESS
from scripts.dashboards.words import LANGUAGES, Language

DASHBOARDS: Final = (OVERVIEW, PRIVACY, FAIRNESS, ROBUSTNESS, GOVERNANCE, COMPLETENESS)


def files() -> dict[str, str]:
    """Return the content of every file by its name; each file can be imported alone."""
    return {
        f"{dashboard.identifier(language)}.ndjson": content(dashboard, language)
        for dashboard in DASHBOARDS
        for language in LANGUAGES
    }


def content(dashboard: Dashboard, language: Language) -> str:
    """Return one edition of a dashboard with all that it refers to, an object a line."""
    return "".join(each.line() for each in dashboard.saved_objects(language))
