"""Names under which the formats deliver a base figure, read from the catalogue."""

from functools import cache
from pathlib import Path

import yaml

CATALOGUE = Path(__file__).parent.parent / "monitoring" / "catalogue" / "base_figures.yml"


@cache
def base_figures() -> dict[str, dict]:
    """Entries of base_figures.yml by id."""
    return yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))


def genesis_code(figure: str) -> str:
    """Code of the value variable in the flat CSV."""
    return base_figures()[figure]["genesis"][0]["variable"]


def genesis_where(figure: str) -> dict[str, str]:
    """Fixed codes of other variables, e.g. {"NAT": "NATA"}."""
    return base_figures()[figure]["genesis"][0].get("where", {})


def inkar_title(figure: str) -> str:
    """Title of the column group in an INKAR workbook."""
    return base_figures()[figure]["inkar"][0]["title"]


def column(figure: str) -> str:
    """Column of our own simple table."""
    return base_figures()[figure]["table"]


def title(figure: str) -> str:
    """German title."""
    return base_figures()[figure]["title"]


def minimum(figure: str) -> int:
    """Smallest number of cases that may be published; 0 if any may."""
    return base_figures()[figure].get("minimum") or 0


def period(figure: str, year: int) -> str:
    """The year, or its reference day where the figure has one."""
    day = base_figures()[figure].get("reference_day")
    return f"{year}-{day}" if day else str(year)
