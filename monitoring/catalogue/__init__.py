"""Indicators, base figures, sources and topics as data: YAML files, a schema and a loader."""

from monitoring.catalogue.loader import load_catalogue
from monitoring.catalogue.model import (
    BaseFigure,
    Catalogue,
    GenesisName,
    Indicator,
    InkarName,
    Part,
    Source,
    Topic,
)

__all__ = [
    "BaseFigure",
    "Catalogue",
    "GenesisName",
    "Indicator",
    "InkarName",
    "Part",
    "Source",
    "Topic",
    "load_catalogue",
]
