"""Titles of views, names of territories, lists."""

import pytest

from monitoring.analysis.sentences import (
    area_title,
    joined,
    map_title,
    series_title,
)
from monitoring.analysis.territories import Territory, dative, genitive
from monitoring.areas import Level

AUENTAL = Territory("Auental", "Landkreis", Level.KREIS)


@pytest.mark.parametrize(
    ("name", "kind", "of", "within"),
    [
        ("Auental", "Landkreis", "des Landkreises Auental", "im Landkreis Auental"),
        ("Sömmerda, Landkreis", "", "des Landkreises Sömmerda", "im Landkreis Sömmerda"),
        ("Landkreis Rostock", "Landkreis", "des Landkreises Rostock", "im Landkreis Rostock"),
        ("Dithmarschen", "Kreis", "des Kreises Dithmarschen", "im Kreis Dithmarschen"),
        ("St. Wendel", "Landkreis", "des Landkreises St. Wendel", "im Landkreis St. Wendel"),
        ("Wartburgkreis", "Landkreis", "des Wartburgkreises", "im Wartburgkreis"),
        ("Ilm-Kreis", "Landkreis", "des Ilm-Kreises", "im Ilm-Kreis"),
        (
            "Eifelkreis Bitburg-Prüm", "Landkreis",
            "des Eifelkreises Bitburg-Prüm", "im Eifelkreis Bitburg-Prüm",
        ),
        ("Rhein-Kreis Neuss", "Kreis", "des Rhein-Kreises Neuss", "im Rhein-Kreis Neuss"),
        ("Altmarkkreis Salzwedel", "Landkreis",
            "des Altmarkkreises Salzwedel", "im Altmarkkreis Salzwedel"),
        ("Saalekreis", "Landkreis", "des Saalekreises", "im Saalekreis"),
        ("Kreis Soest", "Kreis", "des Kreises Soest", "im Kreis Soest"),
        ("Soest", "Kreis", "des Kreises Soest", "im Kreis Soest"),
        ("Märkischer Kreis", "Kreis", "des Märkischen Kreises", "im Märkischen Kreis"),
        (
            "Altenburger Land", "Landkreis",
            "des Landkreises Altenburger Land", "im Landkreis Altenburger Land",
        ),
        ("Erfurt, Stadt", "Kreisfreie Stadt", "der Stadt Erfurt", "in der Stadt Erfurt"),
        ("Stuttgart", "Stadtkreis", "der Stadt Stuttgart", "in der Stadt Stuttgart"),
        ("Region Hannover", "Landkreis", "der Region Hannover", "in der Region Hannover"),
        ("Städteregion Aachen", "Kreis", "der Städteregion Aachen", "in der Städteregion Aachen"),
        (
            "Regionalverband Saarbrücken", "Kreis",
            "des Regionalverbands Saarbrücken", "im Regionalverband Saarbrücken",
        ),
    ],
)  # fmt: skip
def test_names_of_kreise(name, kind, of, within):
    territory = Territory(name, kind, Level.KREIS)
    assert genitive(territory) == of
    assert dative(territory) == within


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("Thüringen", "in Thüringen"),
        ("Freistaat Thüringen", "in Thüringen"),
        ("Saarland", "im Saarland"),
        ("Rheinland-Pfalz", "in Rheinland-Pfalz"),
    ],
)
def test_names_of_laender(name, within):
    assert dative(Territory(name, "Land", Level.LAND)) == within


def test_names_of_gemeinden_and_verbaende():
    assert dative(Territory("Kölleda", "Stadt", Level.GEMEINDE)) == "in Kölleda"
    verband = Territory("Kölleda", "Verwaltungsgemeinschaft", Level.VERBAND)
    assert genitive(verband) == "der Verwaltungsgemeinschaft Kölleda"


class TestTitles:
    def test_gemeinden_of_a_kreis(self):
        assert map_title("Altenquotient", "gemeinde", AUENTAL, "2024-12-31") == (
            "Altenquotient in den Gemeinden des Landkreises Auental, 31.12.2024"
        )

    def test_kreise_of_a_land(self):
        land = Territory("Thüringen", "Land", Level.LAND)
        assert map_title("Altenquotient", "kreis", land, "2019") == (
            "Altenquotient in den Kreisen und kreisfreien Städten in Thüringen, 2019"
        )

    def test_a_kreisfreie_stadt_is_its_only_gemeinde(self):
        city = Territory("Erfurt", "Kreisfreie Stadt", Level.KREIS)
        assert map_title("Altenquotient", "gemeinde", city, "2019") == (
            "Altenquotient in der Stadt Erfurt, 2019"
        )

    def test_one_area(self):
        assert area_title("Altenquotient", AUENTAL, "2019/20") == (
            "Altenquotient im Landkreis Auental, Schuljahr 2019/20"
        )

    def test_series(self):
        first, last = "2010-12-31", "2024-12-31"
        assert series_title("Altenquotient", ["Sömmerda", "Thüringen"], first, last) == (
            "Altenquotient: Sömmerda und Thüringen, 2010 bis 2024"
        )
        assert series_title("Altenquotient", ["A"] * 38, last, last) == (
            "Altenquotient: 38 Gebiete, 2024"
        )


class TestSentences:
    def test_lists(self):
        assert [joined(list(names)) for names in ("", "A", "AB", "ABC")] == [
            "", "A", "A und B", "A, B und C",
        ]  # fmt: skip
