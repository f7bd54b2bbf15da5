"""Wegweiser Kommune: indicators by region and year, published rates, and hostile JSON."""

import zipfile
from pathlib import Path
from typing import Any

import pytest

from monitoring.catalogue import load_catalogue
from monitoring.errors import InputError
from monitoring.readers import Delivery, canonical_hash, json_answer, read
from tests.readers import excerpts
from tests.readers.json_excerpts import indicator, named, region, wegweiser, written


def read_answer(path: Path, gebietsstand: str | None = None) -> Delivery:
    return read(path, catalogue=excerpts.catalogue(), gebietsstand=gebietsstand)


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_answer(path)
    assert None not in (caught.value.found, caught.value.expected, caught.value.remedy)
    return caught.value


def test_values_are_read_by_region_and_year(tmp_path: Path):
    regions = [region(), region("16", type="BUNDESLAND", title="Thüringen")]
    path = wegweiser(tmp_path / "a.json", indicator([9.5, 10], [8.25, None]), regions=regions)
    delivery = read_answer(path, "2020-12-31")
    found = delivery.figures[["base_figure", "key", "level", "period", "value", "status"]]
    assert found.fillna(-1).to_numpy().tolist() == [
        ["quote", "16068", "kreis", "2019", 9.5, "reported"],
        ["quote", "16", "land", "2019", 8.25, "reported"],
        ["quote", "16068", "kreis", "2020", 10.0, "reported"],
        ["quote", "16", "land", "2020", -1, "missing"],
    ]
    assert set(delivery.figures["gebietsstand"]) == {"2020-12-31"}
    assert (delivery.reader, delivery.source) == ("wegweiser", "wegweiser_kommune")
    assert delivery.title == "Wegweiser Kommune: Quote"
    assert delivery.findings == ()


@pytest.mark.parametrize(
    ("ars", "kind", "key", "level"),
    [
        ("160680000000", "LANDKREIS", "16068", "kreis"),
        ("16068", "LANDKREIS", "16068", "kreis"),
        ("091620000000", "KREISFREIE_STADT", "09162", "kreis"),
        ("110000000000", "KREISFREIE_STADT", "11000", "kreis"),
        ("110000000000", "BUNDESLAND", "11", "land"),
        ("057660044044", "GEMEINDE", "05766044", "gemeinde"),
        ("160685001006", "KLEINE_GEMEINDE", "16068006", "gemeinde"),
        ("160685001000", "GEMEINDE", "160685001", "verband"),
        ("05766044", "GEMEINDE", "05766044", "gemeinde"),
        ("16068000", "", "16068", "kreis"),
        ("160000000000", "", "16", "land"),
        ("000000000000", "BUND", "DG", "bund"),
        ("", "BUND", "DG", "bund"),
    ],
)
def test_keys_lose_the_zeros_they_were_filled_up_with(
    tmp_path: Path, ars: str, kind: str, key: str, level: str
):
    path = wegweiser(tmp_path / "a.json", indicator([1, 2]), regions=[region(ars, type=kind)])
    figures = read_answer(path).figures
    assert (set(figures["key"]), set(figures["level"])) == ({key}, {level})


def test_indicators_are_told_by_id_also_within_topics(tmp_path: Path):
    topic = {"id": 90, "name": "Soziale Lage", "indicators": [named("geld", "Tsd.", 5), named()]}
    about = [{"id": 91, "topics": [topic]}, named("altersarmut", id=6)]
    items = [indicator([1.5, 2], id=5), indicator([3, 4]), indicator([5, 6], id=6)]
    delivery = read_answer(wegweiser(tmp_path / "a.json", *items, about=about))
    wide = delivery.figures.groupby("base_figure")["value"].agg(list).to_dict()
    assert wide == {"einkommen": [1500.0, 2000.0], "quote": [3.0, 4.0]}
    (left,) = [f for f in delivery.findings if f.kind == "unknown_variable"]
    assert (left.place, left.count) == ("altersarmut", 1)


def test_a_single_indicator_needs_no_id(tmp_path: Path):
    item = {"regionYearValues": [[1, 2]]}
    assert read_answer(wegweiser(tmp_path / "a.json", item)).figures["value"].tolist() == [1, 2]


def test_an_indicator_without_name_is_refused(tmp_path: Path):
    fault = refused(wegweiser(tmp_path / "a.json", indicator([1, 2]), indicator([1, 2], id=9)))
    assert fault.column == "data.indicators[1]"


def test_order_and_packing_do_not_matter(tmp_path: Path):
    regions = [region(), region("16051", title="Erfurt", type="KREISFREIE_STADT")]
    first = wegweiser(tmp_path / "a.json", indicator([1, 2], [3, 4]), regions=regions)
    second = wegweiser(
        tmp_path / "b.json", indicator([4, 3], [2, 1]), regions=regions[::-1], years=[2020, 2019]
    )
    assert canonical_hash(read_answer(first)) == canonical_hash(read_answer(second))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(first, "daten.json")
    assert canonical_hash(read_answer(tmp_path / "a.zip")) == canonical_hash(read_answer(first))


@pytest.mark.parametrize("kind", ["POPULATION_FORECAST", "AGE_STRUCTURE", ""])
def test_forecasts_and_other_kinds_are_refused(tmp_path: Path, kind: str):
    fault = refused(wegweiser(tmp_path / "a.json", indicator([1, 2]), kind=kind))
    assert (fault.column, fault.found) == ("data.type", kind)


@pytest.mark.parametrize(
    ("items", "changes", "row", "column"),
    [
        ([[1, "viele"]], {}, 1, "kinderarmut 2020"),
        ([["1,5", 2]], {}, 1, "kinderarmut 2019"),
        ([[1]], {}, None, "data.indicators[0].regionYearValues[0]"),
        ([[1, 2], [3, 4]], {}, None, "data.indicators[0].regionYearValues"),
        ([7], {}, None, "data.indicators[0].regionYearValues[0]"),
        ([[1, 2]], {"years": [2019, 20]}, None, "years[1]"),
        ([[1, 2]], {"years": "2019"}, None, "years"),
        ([[]], {"years": []}, None, "years"),
        ([], {"regions": []}, None, "data.regions"),
        ([[1, 2]], {"regions": [region("1606800000")]}, 1, "data.regions.ars"),
        ([[1, 2]], {"regions": [region(60680000000)]}, 1, "data.regions.ars"),
        ([[1, 2]], {"regions": [region(title="SÃ¶mmerda")]}, 1, "data.regions.title"),
        ([[1, 2]], {"regions": ["Sömmerda"]}, None, "data.regions[0]"),
        ([[1, 2]], {"about": [named(unit="Anzahl")]}, None, "data.indicators[0].unit"),
        ([[1, 2]], {"about": [named("altersarmut")]}, None, "indicatorsAndTopics"),
    ],
)
def test_faults_are_told_with_their_place(
    tmp_path: Path, items: list[Any], changes: dict[str, Any], row: int | None, column: str
):
    fault = refused(wegweiser(tmp_path / "a.json", indicator(*items), **changes))
    assert (fault.row, fault.column) == (row, column)


def test_one_region_twice_with_two_values_is_refused(tmp_path: Path):
    items = indicator([1, 2], [1, 3])
    fault = refused(wegweiser(tmp_path / "a.json", items, regions=[region(), region()]))
    assert "2 (Zeile 1) und 3 (Zeile 2)" in str(fault.found)


MARK = '{"indicatorsAndTopics": '


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (MARK + "[", "kein vollständiges JSON"),
        (MARK + "[" * 200_000, "kein vollständiges JSON"),
        (MARK + "9" * 5000 + "}", "Aufbau"),
        (MARK + "1e99999999999999999999}", "kein vollständiges JSON"),
        (MARK + '[], "years": 1, "years": 2}', "mehrfach"),
        (MARK + '[], "data": NaN}', "Aufbau"),
        (MARK + '[], "data": {"type": "COMMUNAL_DATA"}}', "Aufbau"),
        ("[" + MARK + "[]}]", "Aufbau"),
    ],
)
def test_hostile_json_is_refused(tmp_path: Path, content: str, what: str):
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    assert what in refused(path).what


def test_an_answer_in_another_encoding_is_refused(tmp_path: Path):
    path = wegweiser(tmp_path / "a.json", indicator([1, 2]))
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    assert "Zeichenkodierung" in refused(path).what


def test_a_huge_answer_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = wegweiser(tmp_path / "a.json", indicator([1, 2]))
    monkeypatch.setattr(json_answer, "MAX_JSON", 100)
    assert "zu groß" in refused(path).what


def test_a_million_fields_are_no_crash(tmp_path: Path):
    path = written(
        tmp_path / "a.json", {"indicatorsAndTopics": [{f"f{n}": n for n in range(10**5)}]}
    )
    assert "Aufbau" in refused(path).what


@pytest.mark.parametrize("friendly", ["kinderarmut", "altersarmut"])
def test_the_catalogue_of_the_house_knows_indicators(tmp_path: Path, friendly: str):
    path = wegweiser(tmp_path / "a.json", indicator([9.5, 10]), about=[named(friendly)])
    figures = read(path, catalogue=load_catalogue()).figures
    assert figures[["base_figure", "value"]].to_numpy().tolist() == [
        [f"{friendly}_wegweiser", 9.5],
        [f"{friendly}_wegweiser", 10.0],
    ]
