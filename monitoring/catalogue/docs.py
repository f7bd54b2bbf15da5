"""Writes docs/katalog.md and docs/katalog-schema.md: ``python -m monitoring.catalogue.docs``."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from monitoring.catalogue.loader import HOUSE_FOLDER, load_folders
from monitoring.catalogue.model import Age, BaseFigure, Catalogue, Indicator, Part, Source
from monitoring.catalogue.schema_check import schema

DOCS_FOLDER = HOUSE_FOLDER.parents[1] / "docs"
_SEXES = {"male": "männlich", "female": "weiblich"}
_POLARITIES = {
    "burden": "hoch = Belastung",
    "resource": "hoch = Stärke",
    "neutral": "ohne Wertung",
}
_MOMENTS = {
    "same": "",
    "start": " (Bestand zu Jahresbeginn)",
    "mean": " (Mittel von Jahresbeginn und Jahresende)",
}
_RHYTHMS = {
    "yearly": "jährlich",
    "half_yearly": "halbjährlich",
    "quarterly": "vierteljährlich",
    "monthly": "monatlich",
}
_PERIODS = {"reference_date": "Stichtag", "year": "Jahr", "school_year": "Schuljahr"}
_SECTIONS = {
    "indicator": ("Indikator", "in jeder Themendatei und in eigenen Dateien"),
    "part": ("Teil eines Zählers oder Nenners", "unter numerator und denominator"),
    "base_figure": ("Grundzahl", "in base_figures.yml"),
    "genesis_name": ("Name in GENESIS", "unter genesis einer Grundzahl"),
    "inkar_name": ("Name in INKAR", "unter inkar einer Grundzahl"),
    "regionalatlas_name": ("Name im Regionalatlas", "unter regionalatlas einer Grundzahl"),
    "wegweiser_name": ("Name im Wegweiser Kommune", "unter wegweiser einer Grundzahl"),
    "election_name": ("Name in Wahlergebnissen", "unter election einer Grundzahl"),
    "source": ("Quelle", "in sources.yml"),
    "topic": ("Thema", "in topics.yml"),
}
_GENERATED = "<!-- Erzeugt mit: python -m monitoring.catalogue.docs – nicht von Hand ändern. -->"


def catalogue_page(catalogue: Catalogue) -> str:
    """The page of all indicators by first topic, then of base figures and sources."""
    lines = [
        _GENERATED,
        "# Katalog der Indikatoren",
        "",
        f"{len(catalogue.indicators)} Indikatoren aus {len(catalogue.base_figures)} Grundzahlen.",
        "Ein Landkreis kann eigene hinzufügen, siehe [Felder des Katalogs](katalog-schema.md).",
    ]
    for topic in catalogue.topics.values():
        members = [i for i in catalogue.indicators.values() if i.topics[0] == topic.id]
        lines += ["", f"## {topic.title}", "", topic.description]
        for indicator in members:
            lines += ["", *_indicator_lines(indicator, catalogue)]
    lines += ["", *_base_figure_lines(catalogue)]
    lines += [
        "",
        "## Quellen",
        "",
        "| Kennung | Angebot | Lizenz | Quellenvermerk | Neue Zahlen |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| `{s.id}` | {s.publisher}: {s.title} | {s.licence} | {_cell(s.attribution)} |"
        f" {_rhythm(s)} |"
        for s in catalogue.sources.values()
    ]
    return "\n".join(lines) + "\n"


def schema_page() -> str:
    """The page of all fields with guideline, good and bad example."""
    lines = [
        _GENERATED,
        "# Felder des Katalogs",
        "",
        "Der Katalog besteht aus YAML-Dateien: `sources.yml` (Quellen), `topics.yml` (Themen),",
        "`base_figures.yml` (Grundzahlen) und beliebig vielen weiteren Dateien mit Indikatoren.",
        "Ein Landkreis legt eigene Dateien in einen Ordner und nennt ihn in",
        "`KREISBLICK_CATALOGUE`. Eigene Einträge kommen hinzu; eine vorhandene Kennung noch",
        "einmal zu vergeben ist ein Fehler, ebenso ein unbekanntes Feld.",
    ]
    for name, (title, place) in _SECTIONS.items():
        section = _section(name)
        lines += ["", f"## {title}", "", f"Steht {place}. Pflichtfelder sind mit * markiert.", ""]
        lines += ["| Feld | Bedeutung | Regel | gut | schlecht |", "|---|---|---|---|---|"]
        required = section.get("required", [])
        lines += [_field_row(f, s, f in required) for f, s in section["properties"].items()]
    return "\n".join(lines) + "\n"


def pages() -> dict[str, str]:
    """Content of every generated page by file name; the house's own catalogue only."""
    return {
        "katalog.md": catalogue_page(load_folders([HOUSE_FOLDER])),
        "katalog-schema.md": schema_page(),
    }


def _rhythm(source: Source) -> str:
    if source.rhythm is None or source.published_after_months is None:
        return "unregelmäßig"
    return f"{_RHYTHMS[source.rhythm]}, nach {source.published_after_months} Monaten"


def _indicator_lines(indicator: Indicator, catalogue: Catalogue) -> list[str]:
    rows = {
        "Frage": indicator.question,
        "Definition": indicator.definition,
        "Berechnung": _formula(indicator, catalogue),
        "Einheit": f"{indicator.unit} ({indicator.decimals} Nachkommastellen)",
        "Wertung": _POLARITIES[indicator.polarity],
        "Ebenen": ", ".join(indicator.levels),
        "Themen": ", ".join(catalogue.topics[topic].title for topic in indicator.topics),
        "Grundlage": indicator.reference,
        "Quelle": catalogue.sources[indicator.source].title,
        "Vorsicht": indicator.caution,
        "Mindestfallzahl": str(indicator.minimum or ""),
    }
    lines = [f"### {indicator.title}", "", f"`{indicator.id}`", "", "| | |", "|---|---|"]
    return lines + [f"| {word} | {_cell(text)} |" for word, text in rows.items() if text]


def _base_figure_lines(catalogue: Catalogue) -> list[str]:
    return [
        "## Grundzahlen",
        "",
        "Der Kurzname ist die Überschrift der Spalte in der eigenen Tabelle, siehe",
        "[Dateiformate](dateiformate.md). Fälle unter der Mindestfallzahl bleiben geheim.",
        "",
        "| Kurzname | Grundzahl | Einheit | Zeitbezug | Mindestfallzahl | Zu beachten |",
        "|---|---|---|---|---|---|",
        *(_base_figure_row(base) for base in catalogue.base_figures.values()),
    ]


def _base_figure_row(base: BaseFigure) -> str:
    month, _, day = (base.reference_day or "").partition("-")
    period = f"{_PERIODS[base.period]} {day}.{month}." if day else _PERIODS[base.period]
    cells = (base.title, base.unit, period, str(base.minimum or ""), base.note)
    return f"| `{base.table}` | {' | '.join(_cell(cell.strip()) for cell in cells)} |"


def _formula(indicator: Indicator, catalogue: Catalogue) -> str:
    numerator = _sum(indicator.numerator, catalogue)
    if indicator.denominator is None:
        return numerator
    denominator = _sum(indicator.denominator, catalogue)
    per = "" if indicator.per == 1 else f" × {indicator.per:g}"
    return f"{numerator} ÷ {denominator}{per}{_MOMENTS[indicator.at]}"


def _sum(parts: tuple[Part, ...], catalogue: Catalogue) -> str:
    words = [_part(part, catalogue) for part in parts]
    if len(words) == 1:
        return words[0]
    rest = (f" {'+' if p.sign > 0 else '−'} {w}" for p, w in zip(parts[1:], words[1:], strict=True))
    return f"({words[0]}{''.join(rest)})"


def _part(part: Part, catalogue: Catalogue) -> str:
    marks = [mark for mark in (_band(part.age), _SEXES.get(part.sex, "")) if mark]
    title = catalogue.base_figures[part.base].title
    return f"{title} [{', '.join(marks)}]" if marks else title


def _band(age: Age) -> str:
    lower, upper = age
    if upper is None:
        return f"ab {lower} Jahren" if lower else ""
    return f"{lower}–{upper} Jahre" if lower else f"unter {upper + 1} Jahren"


def _section(name: str) -> Mapping[str, Any]:
    definitions: Mapping[str, Mapping[str, Any]] = schema()["$defs"]
    return definitions[name]


def _field_row(field: str, content: Mapping[str, Any], required: bool) -> str:
    cells = [
        f"`{field}`{'*' if required else ''}",
        _cell(content["description"]),
        _cell(content["x-guideline"]),
        f"`{_example(content['x-good'])}`",
        f"`{_example(content['x-bad'])}`",
    ]
    return f"| {' | '.join(cells)} |"


def _example(value: object) -> str:
    return _cell(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "‹").replace(">", "›").replace("\n", " ")


def main() -> None:
    """Write the pages and name them."""
    for name, text in pages().items():
        path: Path = DOCS_FOLDER / name
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
