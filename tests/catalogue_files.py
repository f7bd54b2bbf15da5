"""Catalogue files of a Landkreis, written for a test, and what the loader says to them."""

from pathlib import Path

import pytest
import yaml

from monitoring.catalogue import Catalogue, load_catalogue
from monitoring.errors import CatalogueError

INDICATOR = {
    "title": "Jugendanteil",
    "question": "Wie viele von 100 Menschen sind jung?",
    "definition": "Personen unter 18 Jahren je 100 Personen der Bevölkerung.",
    "numerator": {"base": "bevoelkerung", "age": [0, 17]},
    "denominator": {"base": "bevoelkerung"},
    "per": 100,
    "unit": "je 100 Personen",
    "decimals": 1,
    "polarity": "neutral",
    "topics": ["demografie"],
    "reference": "Eigene Berechnung",
    "source": "eigene",
}
BASE_FIGURE = {"title": "Plätze im Jugendclub", "unit": "Plätze", "period": "year"}


def own_folder(folder: Path, content: dict, file: str = "eigene.yml") -> Path:
    text = yaml.safe_dump(content, allow_unicode=True)
    (folder / file).write_text(text, encoding="utf-8")
    return folder


def load_with_indicator(folder: Path, without: str = "", **changes: object) -> Catalogue:
    fields = {**INDICATOR, **changes}
    fields.pop(without, None)
    return load_catalogue(own_folder(folder, {"jugendanteil": fields}))


def refusal(folder: Path, without: str = "", **changes: object) -> str:
    with pytest.raises(CatalogueError) as caught:
        load_with_indicator(folder, without, **changes)
    return str(caught.value)


def base_figure_refusal(folder: Path, **changes: object) -> str:
    content = {"jugendclub": {**BASE_FIGURE, **changes}}
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(own_folder(folder, content, "base_figures.yml"))
    return str(caught.value)


def file_refusal(folder: Path, text: str | bytes) -> str:
    content = text.encode() if isinstance(text, str) else text
    (folder / "eigene.yml").write_bytes(content)
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    return str(caught.value)
