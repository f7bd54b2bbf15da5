"""The figures of the sample Land: stocks that follow from flows, parts within wholes, secrets."""

import numpy as np
import pytest

from sample_data import genesis_tables, inkar_files
from sample_data.__main__ import FILES
from sample_data.collected import Collected, collect
from sample_data.demography import YEARS
from sample_data.names import official_name
from sample_data.units import SECRET, Units, protected


@pytest.fixture(scope="module")
def data() -> Collected:
    """The sample in memory."""
    return collect()


class TestPeople:
    def test_each_stock_is_the_last_one_moved_on(self, data):
        people = data.people
        for year in YEARS:
            change = people.births[year] - people.deaths[year]
            change += people.arrivals[year] - people.departures[year]
            before, after = (people.stock[y].sum(axis=2) for y in (year - 1, year))
            assert (after == before + change).all()
            assert people.stock[year].min() >= 0

    def test_moves_by_age_are_the_moves_by_sex(self, data):
        people = data.people
        for year in YEARS:
            for by_age, by_sex in (
                (people.arrival_ages, people.arrivals),
                (people.departure_ages, people.departures),
            ):
                assert (by_age[year].sum(axis=1) == by_sex[year].sum(axis=1)).all()

    def test_kinds_of_places_develop_apart(self, data):
        def growth(kind: str) -> float:
            mine = [atom.kind == kind for atom in data.land.atoms]
            first, last = (data.people.stock[year][mine].sum() for year in (2010, 2025))
            return float(last / first - 1)

        assert growth("city") > 0.08
        assert growth("suburb") > 0.05
        assert growth("remote") < -0.08

    def test_age_classes_tile_all_ages(self):
        total, *classes = genesis_tables.age_classes()
        assert total[2:] == (0, None)
        ends = [upper for *_, upper in classes]
        assert [lower for _, _, lower, _ in classes] == [
            0,
            *(e + 1 for e in ends[:-1] if e is not None),
        ]
        assert ends[-1] is None

    def test_gemeinden_add_up_to_kreise_and_land(self, data):
        for year in (2010, 2018, 2025):
            units = data.units(year)
            counts = units.sums(data.people.stock[year].sum(axis=(1, 2)))
            by_length = {
                n: sum(c for k, c in zip(units.keys, counts, strict=True) if len(k) == n)
                for n in (2, 5, 8)
            }
            assert len(set(by_length.values())) == 1

    def test_parts_never_exceed_the_whole(self, data):
        counts = data.counts
        for year in YEARS:
            assert (counts["sgb2_kinder"][year] <= counts["sgb2_kinder_unter_18"][year]).all()
            assert (counts["sgb2_kinder_unter_18"][year] <= counts["sgb2_personen"][year]).all()
            assert (counts["arbeitslose_langzeit"][year] <= counts["arbeitslose"][year]).all()
            assert (data.foreign[year] <= data.people.stock[year].sum(axis=2)).all()
            assert (counts["arbeitslose"][year] <= counts["erwerbsfaehige"][year]).all()

    def test_unemployment_rises_in_2020_and_benefits_in_2022(self, data):
        def land(figure: str, year: int) -> int:
            return int(data.counts[figure][year].sum())

        assert land("arbeitslose", 2019) < land("arbeitslose", 2020)
        assert land("arbeitslose", 2010) > land("arbeitslose", 2019)
        assert (
            land("sgb2_personen", 2010) > land("sgb2_personen", 2021) < land("sgb2_personen", 2022)
        )

    def test_nobody_lives_in_gemeindefreie_gebiete(self, data):
        empty = [n for n, atom in enumerate(data.land.atoms) if atom.kind == "unincorporated"]
        assert len(empty) == 2
        for figure in data.counts.values():
            assert all(counts[empty].sum() == 0 for counts in figure.values())


class TestSecrets:
    units = Units(
        ("99002", "99002001", "99002002", "99002003", "99003001"),
        ("",) * 5,
        np.array([[1, 1, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]),
    )

    def test_a_single_secret_of_a_kreis_takes_the_next_smallest_with_it(self):
        shown = protected(self.units, np.array([16, 2, 9, 5, 7]), 3)
        assert shown.tolist() == [16, SECRET, 9, SECRET, 7]

    def test_zero_is_no_secret(self):
        assert protected(self.units, np.array([9, 0, 4, 5, 0]), 3).tolist() == [9, 0, 4, 5, 0]

    def test_there_are_secret_missing_and_provisional_cells(self):
        benefits = (FILES / "sozialleistungen.csv").read_text(encoding="utf-8-sig")
        assert "•" in benefits
        assert " p\n" in benefits
        care = (FILES / "22421-01-01-5_de_flat.csv").read_text(encoding="utf-8-sig")
        assert ";...;Anzahl" in care
        assert ";/;Anzahl" in care
        assert ";-;Anzahl" in care


def test_towns_and_gemeindefreie_gebiete_are_named_as_in_official_lists():
    assert official_name("Markauen", "town") == "Markauen, Stadt"
    assert official_name("Hoher Forst", "unincorporated") == "Hoher Forst, gemfr. Gebiet"
    assert official_name("Elmenau", "village") == "Elmenau"


def test_inkar_leaves_rates_without_denominator_empty(data):
    units = data.units(2024)
    share = inkar_files._long_term(data, units, 2024)
    empty = [units.keys.index("99003901"), units.keys.index("99004901")]
    assert np.isnan(share[empty]).all()
    assert not np.isnan(share[units.keys.index("99")])
