"""What a release tells of territorial changes: which areas changed, and when."""

from dataclasses import replace

import pandas as pd
import pytest

from monitoring.catalogue import load_catalogue
from monitoring.planungsraeume import Planungsraum
from monitoring.queries.ask import sql_text
from monitoring.readers import read
from monitoring.readers.contract import Coverage, Delivery
from monitoring.settings import store_path
from monitoring.store.connection import open_store
from monitoring.store.raeume import add_raeume
from tests.readers.test_real_files import FOLDER
from tests.tiny_store import (
    KREIS,
    LAND,
    OTHER,
    A,
    B,
    C,
    D,
    E,
    boundaries,
    catalogue,
    changes,
    figures,
    indicator,
    store,
)

GONE, LATER = "98001009", "2021-12-31"
PLACES = catalogue(indicator("plaetze", "plaetze"))
GIVEN = figures("plaetze", {A: 1})
DAY = "2020-07-01"
ABROAD = "97001001"


def told(ask) -> list[tuple[str, ...]]:
    rows = ask("SELECT from_key, to_key, after, until FROM area_change ORDER BY until, from_key")
    return [tuple(row) for row in rows.to_numpy()]


def changed(ask) -> dict[str, set[str]]:
    rows = ask(sql_text("changed_areas"))
    return rows.groupby("ags")["until"].agg(set).to_dict()


def of_kreise(spans: dict[tuple[str, str], dict[str, dict[str, float]]]) -> Delivery:
    """Conversion keys as BBSR publishes them: a table for each span."""
    tables = [
        changes(parts).changes.assign(level="kreis", after=after, until=until)
        for (after, until), parts in spans.items()
    ]
    coverage = tuple(Coverage("kreis", *span, exact=False) for span in spans)
    return replace(changes({}), changes=pd.concat(tables, ignore_index=True), coverage=coverage)


class TestKreiseAsDelivered:
    keys = of_kreise(
        {
            ("2017-12-31", LATER): {"98003": {OTHER: 1.0}, "98004": {OTHER: 1.0}},
            ("2018-12-31", "2020-12-31"): {"98004": {OTHER: 1.0}},
            ("2019-12-31", LATER): {"98004": {OTHER: 1.0}},
            ("2020-12-31", LATER): {},
        }
    )

    def test_a_change_happened_before_the_first_span_that_lacks_it(self, build):
        ask = build(PLACES, boundaries(), self.keys, GIVEN)
        assert told(ask) == [
            ("98003", OTHER, "2017-12-31", "2018-12-31"),
            ("98004", OTHER, "2019-12-31", "2020-12-31"),
        ]
        assert changed(ask)[OTHER] == {"2018-12-31", "2020-12-31"}

    def test_changes_of_gemeinden_tell_it_better(self, build):
        moves = changes({"98004001": {D: 1.0}}, day=DAY, span=("2019-12-31", LATER))
        ask = build(PLACES, boundaries(), self.keys, moves, GIVEN)
        assert [row[0] for row in told(ask)] == ["98003", "98004001"]
        assert changed(ask)[OTHER] == {"2018-12-31", DAY}

    def test_another_spelling_is_no_change(self, build):
        stays = self.keys.changes.assign(from_key=OTHER, from_name="KS Mitte", kind="renamed")
        ask = build(PLACES, boundaries(), replace(self.keys, changes=stays), GIVEN)
        assert told(ask) == []


class TestFollowingFromGemeinden:
    def test_a_kreis_changes_where_people_cross_its_border(self, build):
        ask = build(PLACES, boundaries(), changes({GONE: {A: 0.5, D: 0.5}}, day=DAY), GIVEN)
        assert set(changed(ask)) == {GONE, A, D, KREIS, OTHER}

    @pytest.mark.parametrize(
        ("moves", "uppers"),
        [({GONE: {A: 1.0}}, set()), ({C: {C: 1.0, D: 0.0}}, set()), ({C: {C: 0.5, B: 0.5}}, set()),
         ({ABROAD: {E: 1.0}}, {"97", "97001", LAND, OTHER})],
    )  # fmt: skip
    def test_nothing_that_stays_inside_and_no_land_without_people(self, build, moves, uppers):
        ask = build(PLACES, boundaries(), changes(moves, day=DAY), GIVEN)
        assert {key for key in changed(ask) if len(key) < 8} == uppers

    def test_verband_and_planungsraum_have_the_members_of_today(self, build):
        verband = {A: "980010901", B: "980010901", C: "980010902"}
        store(store_path(), boundaries(verband=verband))
        with open_store(store_path()) as connection:
            made = [Planungsraum("N", "Nord", "#1f6f78", (A, C)),
                    Planungsraum("S", "Süd", "#1f6f78", (B, D))]  # fmt: skip
            add_raeume(connection, made, file="r.csv", set_name="R", valid_from="2020-01-01",
                       created_by="Test")  # fmt: skip
        inside = changes({A: {A: 0.9, B: 0.1}}, day=DAY)
        ask = build(PLACES, inside, GIVEN)
        assert set(changed(ask)) == {A, B, "98001PN", "98PS"}

    def test_they_change_where_a_member_takes_in_another_gemeinde(self, build):
        verband = {A: "980010901", B: "980010901", C: "980010902"}
        moves = changes({GONE: {A: 1.0}}, day=DAY)
        ask = build(PLACES, boundaries(verband=verband), moves, GIVEN)
        assert changed(ask) == {GONE: {DAY}, A: {DAY}, "980010901": {DAY}}


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the offices' files are not at hand")
def test_kreise_of_thueringen_changed_in_the_years_of_their_laws(build):
    """BBSR names 2020 in place of 2021 above its tables from 2007 to 2010."""
    house = load_catalogue()
    names = ("boundaries/vg5000_gem_2021-01-01_TH_25832.gpkg",
             "territorial_changes/bbsr_ref-kreise-umrech-2021-1990-2020.xlsx")  # fmt: skip
    given = [read(FOLDER / name, catalogue=house) for name in names]
    few = figures("plaetze", {"16054": 1})
    days = changed(build(PLACES, *given, few, land="16"))
    late = {key: {day[:4] for day in days[key] if day > "1998"} for key in days}
    assert {key: years for key, years in late.items() if years} == {
        "16054": {"2019"}, "16070": {"2019"}, "16072": {"2019"}, "16073": {"2019"},
        "16066": {"2019"}, "16063": {"2019", "2021"}, "16056": {"2021"},
    }  # fmt: skip
