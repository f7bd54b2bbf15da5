"""Views as documents take them: cells say why they are empty, words describe the drawing."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from geodata.palettes import GROUND
from monitoring.reports.view import (
    Cell,
    ChartDrawing,
    CircleItem,
    Column,
    KeyFigure,
    LegendItem,
    MapDrawing,
    Reference,
    Series,
    Table,
    View,
    cell_text,
    figure_cell,
    text_cell,
)
from monitoring.reports.words import described, marks_line

HOSTILE = (
    '#import "/etc/passwd"',
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "*fett* _kursiv_ $x$ @ziel <marke> \\u{41}",
    "Ä" * 300,
    'a\u0001b 😀 漢 & "Zitat" ]]>',
)
NUMBER = Column("v", "Altenquotient", "number", 1, "je 100")


def grid_layer(folder: Path, size: int = 3) -> Path:
    """A layer of size by size squares whose edges are shared arcs; the middle line is a border."""
    edges: dict[tuple[int, int, int, int], int] = {}
    arcs: list[list[list[int]]] = []

    def edge(x1: int, y1: int, x2: int, y2: int) -> int:
        if (x2, y2, x1, y1) in edges:
            return ~edges[x2, y2, x1, y1]
        edges[x1, y1, x2, y2] = len(arcs)
        arcs.append([[x1 * 100, y1 * 100], [(x2 - x1) * 100, (y2 - y1) * 100]])
        return len(arcs) - 1

    areas = []
    for row in range(size):
        for column in range(size):
            x, y = column, row
            ring = [edge(x, y, x, y + 1), edge(x, y + 1, x + 1, y + 1)]
            ring += [edge(x + 1, y + 1, x + 1, y), edge(x + 1, y, x, y)]
            key = f"160{row:02d}{column:03d}"
            name = HOSTILE[(row * size + column) % len(HOSTILE)]
            about = {"n": name, "p": [x * 100 + 50, y * 100 + 50]}
            areas.append({"type": "Polygon", "id": key, "properties": about, "arcs": [ring]})
    borders = {"type": "MultiLineString", "arcs": [[edges[1, 1, 1, 0]]]}
    path = folder / f"grid{size}.topojson"
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.001, 0.001], "translate": [11.0, 51.0]},
        "objects": {
            "areas": {"type": "GeometryCollection", "geometries": areas},
            "borders": borders,
        },
        "arcs": arcs,
    }
    path.write_text(json.dumps(topology), encoding="utf-8")
    return path


def map_drawing(folder: Path) -> MapDrawing:
    """Nine squares: three classes, each reason, one outside."""
    return MapDrawing(
        layer_path=grid_layer(folder),
        classes=bytes([0, 1, 2, 250, 251, 252, 253, 0, 255]),
        palette=("#e4f1ee", "#5fb0ad", "#134b63"),
        legend=(
            LegendItem(0, "10,0 bis unter 20,0", 2),
            LegendItem(1, "20,0 bis unter 30,0", 1),
            LegendItem(2, "30,0 bis 41,5", 1),
            LegendItem(251, "geheim zu halten", 1),
        ),
        legend_title="je 100 Personen",
        selected=("16000001",),
        named=("16000000",),
    )


def circle_drawing(folder: Path) -> MapDrawing:
    """The same squares under circles: the second is the largest, the last drawn one has none."""
    return replace(
        map_drawing(folder),
        palette=(GROUND,) * 3,
        legend=(LegendItem(251, "geheim zu halten", 1),),
        legend_title="Personen: Fläche des Symbols entspricht der Zahl",
        radii=(14.0, 28.0, 7.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        circles=(CircleItem(20.0, "20.000"), CircleItem(10.0, "5.000")),
    )


def table() -> Table:
    """Values with one secret, one missing, one provisional."""
    rows = (
        (text_cell("Sömmerda"), figure_cell(1234.56, "reported")),
        (text_cell("Kölleda"), figure_cell(None, "suppressed")),
        (text_cell("Weißensee"), figure_cell(float("nan"), "missing")),
        (text_cell("Buttstädt"), figure_cell(0.0, "nil")),
        (text_cell("Straußfurt"), figure_cell(-7.25, "reported", "provisional")),
    )
    return Table((Column("n", "Gemeinde"), NUMBER), rows, highlighted=(0,))


def chart(kind: str) -> ChartDrawing:
    """A chart of each kind with one secret value."""
    labels = ("Sömmerda", "Gotha", "Greiz")
    series = (
        Series("Frauen", (41.25, None, 38.5), statuses=("reported", "suppressed", "reported")),
        Series("Männer", (33.125, 36.5, 12.75)),
    )
    return ChartDrawing(
        kind, labels, series, "Anteil", "je 100", 1, (Reference("Land", 40.0),), ("Gotha",)
    )


def view(drawing: object = None, **changes: object) -> View:
    """A complete view around a drawing."""
    whole = View(
        title="Altenquotient im Landkreis Sömmerda, 31.12.2019",
        subtitle="je 100 Personen · 31.12.2019 · Gemeinden",
        source="Thüringer Landesamt für Statistik; dl-de/by-2-0",
        datenstand="15.01.2025",
        table=table(),
        drawing=drawing,
        key_figures=(KeyFigure("Landkreis", "38,2", "Thüringen 41,0"),),
        notes=("Sagt nichts über Pflegebedarf.",),
        boundaries_note="© GeoBasis-DE / BKG 2021 (Daten verändert)",
        link="http://localhost:8501/karte?a=1&b=2",
        unit="je 100 Personen",
        definition="Personen ab 65 Jahren",
    )
    return replace(whole, **changes)


@pytest.mark.parametrize("status", ["suppressed", "missing", "unreliable", "not_yet"])
def test_a_value_that_must_not_be_shown_is_refused(status):
    with pytest.raises(ValueError, match="does not go with"):
        Cell(5.0, status)


@pytest.mark.parametrize("value", [None, float("nan")])
def test_a_reported_cell_needs_a_value(value):
    with pytest.raises(ValueError, match="does not go with"):
        figure_cell(value, "reported")


def test_a_value_beside_a_hiding_status_is_dropped():
    assert figure_cell(3.0, "suppressed").value is None


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (figure_cell(1234.56, "reported"), "1.234,6"),
        (figure_cell(None, "suppressed"), "•"),
        (figure_cell(None, "missing"), "–"),
        (figure_cell(0.0, "nil"), "0,0"),
        (figure_cell(2.0, "reported", "provisional"), "2,0 p"),
        (figure_cell(2.0, "reported", "limited"), "(2,0)"),
    ],
)
def test_cells_are_written_as_german_statistics_write_them(cell, text):
    assert cell_text(cell, NUMBER) == text


def test_rows_must_fit_the_columns():
    with pytest.raises(ValueError, match="one cell per column"):
        Table((NUMBER,), ((text_cell("a"), text_cell("b")),))


def test_series_must_fit_the_labels():
    with pytest.raises(ValueError, match="does not fit"):
        ChartDrawing("line", ("2019", "2020"), (Series("a", (1.0,)),))


@pytest.mark.parametrize(
    ("values", "statuses"),
    [((5.0,), ("suppressed",)), ((float("nan"),), ()), ((None,), ("reported",))],
)
def test_a_series_refuses_what_a_cell_refuses(values, statuses):
    with pytest.raises(ValueError, match="does not go with"):
        Series("a", values, statuses=statuses)


def test_only_marks_in_use_are_explained():
    line = marks_line(view())
    assert line == "• geheim zu halten · – keine Angabe geliefert · p vorläufig"


def test_a_drawing_is_described_in_words(tmp_path):
    assert "geheim zu halten: 1" in described(view(), map_drawing(tmp_path))
    told = described(view(), chart("dot"))
    assert told.startswith("Punktdiagramm von Frauen, Männer (Werte von 12,8 bis 41,3)")


def test_a_map_of_circles_is_described_by_what_its_circles_mean(tmp_path):
    told = described(view(), circle_drawing(tmp_path))
    assert told.startswith("Karte mit Symbolen – Personen: Fläche des Symbols entspricht der Zahl")
    assert "geheim zu halten: 1" in told


def test_every_area_needs_its_radius(tmp_path):
    with pytest.raises(ValueError, match="2 radii for 9 areas"):
        replace(map_drawing(tmp_path), radii=(1.0, 2.0))
