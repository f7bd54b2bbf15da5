"""What docs/dateiformate.md says is what the readers do."""

import re
from pathlib import Path

import pytest

from geodata.boundary_geojson import MAX_GEOJSON
from geodata.shapes import MOST_CROSSINGS
from monitoring.catalogue import load_catalogue
from monitoring.readers import (
    READERS,
    archives,
    canonical_hash,
    html_tables,
    inputs,
    json_answer,
    mapping,
    numbers,
    read,
    workbook_limits,
)
from monitoring.readers.periods import parsed_period
from monitoring.readers.table_cells import OPTIONAL, REQUIRED

DOCS = Path(__file__).resolve().parents[2] / "docs"
TEXT = (DOCS / "dateiformate.md").read_text(encoding="utf-8")


def test_every_format_is_documented_by_its_id():
    for name in READERS:
        assert f"| `{name}` |" in TEXT
        assert f"(`{name}`)" in TEXT


@pytest.mark.parametrize("name", READERS)
def test_every_format_says_where_it_is_loaded_and_how_it_looks(name: str):
    (section,) = [part for part in TEXT.split("\n## ") if f"(`{name}`)" in part.split("\n")[0]]
    if name != mapping.ID:  # any table of anybody
        assert re.search(r"^Laden: \S.{20}", section, re.MULTILINE)
    assert re.search(r"^(?:```\n.+\n|\|[-|:]+\|\n\|)", section, re.MULTILINE)


def test_the_samples_of_csv_are_read_as_they_stand(tmp_path: Path):
    for name, file, count in (("genesis_flat", "a.csv", 1), ("inkar_csv", "i.csv", 2)):
        (section,) = [part for part in TEXT.split("\n## ") if f"(`{name}`)" in part.split("\n")[0]]
        path = tmp_path / file
        path.write_text(section.split("```\n")[1], encoding="utf-8")
        delivery = read(path, catalogue=load_catalogue())
        assert (delivery.reader, len(delivery.figures)) == (name, count)


def test_the_limits_are_those_of_the_code():
    limits = {
        "Datei": f"{inputs.MAX_FILE // archives.MEBIBYTE} MiB",
        "Antwort in JSON": f"{json_answer.MAX_JSON // archives.MEBIBYTE} MiB",
        "Archiv entpackt": f"{archives.MAX_UNPACKED // archives.MEBIBYTE} MiB",
        "Dateien in einem Archiv": str(archives.MAX_MEMBERS),
        "Excel-Mappe entpackt": f"{archives.MAX_WORKBOOK // archives.MEBIBYTE} MiB",
        "Verschiedene Texte einer Mappe": f"{workbook_limits.MAX_STRINGS // 10**6} Millionen",
        "Text in allen Zellen einer Mappe": f"{workbook_limits.MAX_TEXT // 2**30} GiB",
        "Grenzen als GeoJSON": f"{MAX_GEOJSON // archives.MEBIBYTE} MiB",
        "Kreuzungen ungültiger Grenzlinien": str(MOST_CROSSINGS),
        "Zellen eines Tabellenblatts": f"{archives.MAX_CELLS // 10**6} Millionen",
        "Spalten eines Tabellenblatts": str(archives.MAX_COLUMNS),
        "HTML-Seite": f"{html_tables.MAX_HTML // archives.MEBIBYTE} MiB",
        "Zellen einer HTML-Seite": f"{html_tables.MAX_PARTS // 10**6} Millionen",
    }
    for name, value in limits.items():
        assert f"| {name} | {value} |" in TEXT


def test_every_sign_and_column_and_period_is_documented():
    for sign in ("-", ".", "•", "...", "/", "x"):
        assert f"`{sign}`" in TEXT
        assert sign in numbers.SIGNS
    for column in (*REQUIRED, *OPTIONAL):
        assert f"`{column}`" in TEXT
    for period in ("2019", "31.12.2019", "2019/20", "2019-H1", "2019-Q1", "2019-06"):
        assert f"`{period}`" in TEXT
        assert parsed_period(period) is not None


def test_both_templates_hold_the_same():
    deliveries = [
        read(DOCS / "vorlagen" / f"kreisblick-tabelle.{suffix}", catalogue=load_catalogue())
        for suffix in ("csv", "xlsx")
    ]
    assert canonical_hash(deliveries[0]) == canonical_hash(deliveries[1])
    assert {delivery.source for delivery in deliveries} == {"beispiel"}
