"""HTML from outside: spans, tags left open, and pages made to hurt."""

import time
from pathlib import Path

import pytest

from monitoring.errors import InputError
from monitoring.readers import html_tables, read
from monitoring.readers.html_tables import Page, read_page
from monitoring.readers.inputs import inspected
from tests.readers import excerpts, tls_excerpts

START = "<html><title>Thüringen</title>"


def page(folder: Path, text: str) -> Page:
    path = folder / "a.xls"
    path.write_text(START + text, encoding="utf-8")
    sample = inspected(path)
    assert sample.kind == "html"
    return read_page(sample)


def rows(folder: Path, text: str) -> list[list[str]]:
    (table,) = page(folder, f"<table>{text}").tables
    return table.rows


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<tr><td>a<td>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]]),
        ("<td>a</td><TD >b</TR><tr ><Td class='x'>c", [["a", "b"], ["c"]]),
        ("<tr><td colspan=2>a<td>b", [["a", "a", "b"]]),
        ("<tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d", [["a", "b"], ["a", "c"], ["d"]]),
        ("<tr><td>b<td rowspan='3'>a<tr><td>c<tr><td>d", [["b", "a"], ["c", "a"], ["d", "a"]]),
        (
            '<tr><td rowspan="2" colspan="2">a<td>b<tr><td>c',
            [["a", "a", "b"], ["a", "a", "c"]],
        ),
        ("<tr><td rowspan=0 colspan=0>a<td>b", [["a", "b"]]),
        ("<tr><td>a&nbsp;b&amp;c&#8211;<td> x <br>y\n z", [["a b&c–", "x y z"]]),
        ("<tr><td><b>1</b>&lt;2<td>3 < 4", [["1<2", "3 < 4"]]),
        ("<tr><td>km<sup>2</sup><td>Zahl<sup>2)</sup><td>7<sup>1</sup>", [["km2", "Zahl", "7"]]),
        ("<tr><td>H<sub>2</sub>O<td><sup>offen<td>b", [["H2O", "offen", "b"]]),
        ("<tr><td>7<sub>1</sub><td>1<del>2</del>3<td><s>4<td>5", [["7", "13", "", "5"]]),
        ("<tr><td>12<br>345<td><p>1<p>2<td>ab<br>2", [["12 / 345", "1 / 2", "ab 2"]]),
        ("<tr><td>a<!-- <td>b --><td>c<!-- nie zu <td>d", [["a", "c"]]),
        ("<tr><td>a<script>'<td>b'</script><td>c<style><td>", [["a", "c"]]),
        ("<tr><td onclick=\"alert('<td>')\">a", [["')\">a"]]),
    ],
)
def test_cells_are_found_whatever_was_left_open(tmp_path: Path, text: str, wanted: list[list[str]]):
    assert rows(tmp_path, text) == wanted


def test_texts_outside_and_tables_inside_are_kept_apart(tmp_path: Path):
    text = "<h1>Titel</h1><p>Zeile<table><caption>Name</caption><tr><td>x<table><tr><td>1</table>y"
    found = page(tmp_path, f"{text}</table><p>Fuß")
    assert found.texts == ["Thüringen", "Titel", "Zeile", "Name", "Fuß"]
    assert [table.rows for table in found.tables] == [[["xy"]], [["1"]]]
    assert [table.before for table in found.tables] == [3, 4]


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 1_000_000,
        "<" * 3_000_000,
        "<a" * 1_500_000,
        "<!--" * 800_000,
        "<![CDATA[" * 300_000,
        "<script>" * 400_000,
        "<td><sup>" * 300_000,
        "&" * 3_000_000,
        "&#x" * 1_000_000,
        '<!DOCTYPE x [<!ENTITY a "aa">' + '<!ENTITY b "&a;&a;">' * 100_000 + "]>&b;" * 100_000,
        "<table><tr>" + "<td '" * 500_000,
        "<a href='" + "x" * 3_000_000,
    ],
    ids=lambda text: text[:12],
)
def test_pages_made_to_hurt_take_no_longer_than_others(tmp_path: Path, text: str):
    path = tmp_path / "a.xls"
    path.write_text(START + text, encoding="utf-8")
    begun = time.perf_counter()
    with pytest.raises(InputError) as caught:
        read(path, catalogue=excerpts.catalogue())
    assert time.perf_counter() - begun < 20
    assert "Abhilfe:" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<table>" * 21, "Tabellen ineinander"),
        ("<table><tr>" + "<td colspan=1000>a" * 3, "mehr Spalten"),
        ("<table><tr><td colspan=999999>a", "mehr Spalten"),
        ("<table>" + "<tr><td colspan=2000 rowspan=999999>a" + "<tr>" * 1100, "mehr Zellen"),
        ("<table>" + "<tr>" * 2_000_001, "mehr Zellen"),
        ("<p>a" * 2_000_001, "mehr Zellen"),
    ],
    ids=lambda text: text[:30],
)
def test_more_than_any_office_delivers_is_refused(tmp_path: Path, text: str, found: str):
    with pytest.raises(InputError, match="HTML-Tabelle ist zu groß") as caught:
        page(tmp_path, text)
    assert found in str(caught.value.found)


def test_a_large_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(html_tables, "MAX_HTML", 1000)
    with pytest.raises(InputError, match="zu groß"):
        page(tmp_path, "<p>" * 1000)


def test_a_million_cells_come_in(tmp_path: Path):
    heads = "<tr><th>Nr.<th>Name" + "<th>Hilfen" * 998
    body = "".join(f"<tr><td>61{n:03d}<td>G" + "<td>5" * 998 for n in range(1, 1000))
    path = tmp_path / "a.xls"
    path.write_text(f"{START}<h1>Thüringen 2023</h1><table>{heads}{body}", encoding="utf-8")
    begun = time.perf_counter()
    figures = read(path, catalogue=excerpts.catalogue()).figures
    assert time.perf_counter() - begun < 60
    assert len(figures) == 999
    assert set(figures["value"]) == {5}


@pytest.mark.parametrize("name", ["&lt;script&gt;", "=cmd|' /C calc'!A0", "${jndi}", "\u202eabc"])
def test_what_looks_like_code_is_a_name_and_no_more(tmp_path: Path, name: str):
    cells = ("61001", name, "1", "1", "0")
    delivery = read(
        tls_excerpts.page(tmp_path / "a.xls", cells, encoding="utf-8"),
        catalogue=excerpts.catalogue(),
    )
    assert set(delivery.figures["key"]) == {"16061001"}
