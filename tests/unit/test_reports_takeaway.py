"""Taking a view along: of the page's own release, under its address, with a safe name."""

import shutil
import threading
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from geodata.maps import circle_radii
from monitoring.reports.view import View
from monitoring.ui import map_block, takeaway
from monitoring.ui.legend import round_sizes


def in_another_thread(make: takeaway.Maker) -> View:
    found: list[View] = []
    thread = threading.Thread(target=lambda: found.append(make()))
    thread.start()
    thread.join()
    return found[0]


@pytest.mark.parametrize("name", ["karte", "bedarfsanalyse"])
def test_a_document_belongs_to_the_release_of_its_page(
    offered, own_data_dir: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    monkeypatch.setenv("KREISBLICK_DATA", str(own_data_dir))
    make = offered(name)
    (first,) = (own_data_dir / "releases").iterdir()
    second = shutil.copytree(first, first.with_name("2099-01-01T000000000"))
    for named in (own_data_dir / "current.json", second / "manifest.json"):
        text = named.read_text(encoding="utf-8")
        named.write_text(text.replace(first.name, second.name), encoding="utf-8")
    view = in_another_thread(make)
    assert view.drawings[0].layer_path.is_relative_to(first)
    assert first.name in view.datenstand


def test_a_count_takes_its_circles_along(offered):
    view = offered("karte", indikator="bevoelkerung")()
    drawing = view.drawings[0]
    values = {row[1].value: row[2].value for row in view.table.rows}
    known = [value for value in values.values() if value]
    assert sorted(r for r in drawing.radii if r > 0) == pytest.approx(
        sorted(28 * (value / max(known)) ** 0.5 for value in known)
    )
    assert drawing.legend_title == "Personen: Fläche des Symbols entspricht der Zahl"
    for item in drawing.circles:
        size = float(item.label.replace(".", ""))
        assert item.radius == pytest.approx(28 * (size / max(known)) ** 0.5)
    assert len(drawing.circles) == 3


def test_the_map_is_named_after_its_level(offered, monkeypatch: pytest.MonkeyPatch):
    labels = []
    drawn = map_block.base_map

    def base_map(*args, **words):
        labels.append(words["label"])
        return drawn(*args, **words)

    monkeypatch.setattr(map_block, "base_map", base_map)
    offered("karte", ebene="gemeinde")
    assert labels == ["Karte: Gemeinden"]


def test_the_index_says_what_its_numbers_mean(offered):
    drawing = offered("bedarfsanalyse")().drawings[0]
    assert drawing.legend_title == "Indexpunkte (über 0: mehr Bedarf als im Mittel)"


@pytest.mark.parametrize(
    ("top", "decimals", "sizes"),
    [
        (31_580, 0, [20_000, 5_000, 1_000]),
        (100, 0, [100, 20, 5]),
        (3, 0, [2, 1]),
        (1, 0, [1]),
        (0.4, 1, [0.2, 0.1]),
        (0, 0, []),
        (float("nan"), 0, []),
    ],
)
def test_legends_of_circles_have_round_sizes(top, decimals, sizes):
    assert round_sizes(top, decimals) == pytest.approx(sizes)
    if sizes:
        assert circle_radii(np.array(sizes), maximum=top)[-1] > 1


@pytest.mark.parametrize(
    ("link", "page", "whole"),
    [
        ("/karte?a=1&b=2", "https://example.org/kb/karte", "https://example.org/kb/karte?a=1&b=2"),
        ("/?gebiet=1", "https://example.org/kb", "https://example.org/kb/?gebiet=1"),
        ("/daten", "https://example.org/daten", "https://example.org/daten"),
        ("/karte?a=1&b=2", None, "/karte?a=1&b=2"),
        ("/karte?a=1&b=2", "javascript:alert(1)//", "/karte?a=1&b=2"),
    ],
)
def test_links_lead_to_the_server_that_showed_the_page(link, page, whole):
    assert takeaway.absolute(link, page) == whole


def test_files_have_safe_names_and_full_addresses(monkeypatch: pytest.MonkeyPatch):
    names, makers = [], []
    column = SimpleNamespace(
        download_button=lambda _title, data, file_name, **_: (
            names.append(file_name),
            makers.append(data),
        ),
        button=lambda *_, **__: None,
    )
    fake = SimpleNamespace(
        context=SimpleNamespace(url="http://localhost:8501/karte"),
        session_state={},
        columns=lambda count: [column] * count,
        button=lambda *_, **__: True,
        caption=lambda _text: None,
        dialog=lambda _title: lambda show: show,
    )
    monkeypatch.setattr(takeaway, "st", fake)
    monkeypatch.setattr(takeaway, "write", lambda view, _form: view.link.encode())
    view = View("t", "s", "q", "d", SimpleNamespace(), link="/karte?zeitraum=2019%2F20")
    takeaway.show_takeaway(lambda: lambda: view, "karte-schulabgaenge-2019/20")
    assert "karte-schulabgaenge-2019-20.pdf" in names
    assert not any("/" in name for name in names)
    assert {make() for make in makers} == {b"http://localhost:8501/karte?zeitraum=2019%2F20"}
