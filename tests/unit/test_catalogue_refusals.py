"""The catalogue: entries it refuses, and how it says so."""

import json

import pytest

from monitoring.catalogue import load_catalogue
from monitoring.errors import CatalogueError
from tests.catalogue_files import INDICATOR, base_figure_refusal, own_folder, refusal


class TestEntriesThatAreRefused:
    def test_an_unknown_field_with_a_suggestion(self, tmp_path):
        text = refusal(tmp_path, topic=["demografie"])
        assert text.startswith(f"Katalogdatei {tmp_path.name}/eigene.yml, Eintrag jugendanteil, ")
        assert "Feld topic: Dieses Feld gibt es nicht." in text
        assert "Gefunden: „topic“" in text
        assert "Erwartet: eines von at, caution, decimals, " in text
        assert "Abhilfe: Meinten Sie „topics“?" in text

    def test_an_unknown_field_of_a_part(self, tmp_path):
        text = refusal(tmp_path, numerator={"base": "bevoelkerung", "alter": [0, 17]})
        assert "Feld numerator.1.alter: Dieses Feld gibt es nicht." in text

    def test_a_missing_field_with_an_example(self, tmp_path):
        text = refusal(tmp_path, without="question")
        assert "Feld question: Ein Pflichtfeld fehlt." in text
        assert "Abhilfe: Ein gutes Beispiel: " in text

    def test_an_id_with_an_umlaut(self, tmp_path):
        with pytest.raises(CatalogueError) as caught:
            load_catalogue(own_folder(tmp_path, {"Ältere": INDICATOR}))
        assert "Die Kennung ist nicht erlaubt." in str(caught.value)
        assert "kleine Buchstaben a–z" in str(caught.value)

    @pytest.mark.parametrize(
        ("field", "value"),
        [("title", "eins\nzwei"), ("unit", "je\t100"), ("definition", "Ein Text mit \0 darin.")],
    )
    def test_a_text_that_no_page_can_show(self, tmp_path, field, value):
        text = refusal(tmp_path, **{field: value})
        assert f"Feld {field}: Der Text enthält einen Zeilenumbruch oder ein Steuerz" in text
        assert "Abhilfe: Den Text an dieser Stelle neu eintippen." in text

    @pytest.mark.parametrize(
        ("field", "value", "expected"),
        [
            ("unit", "x" * 81, "Erwartet: höchstens 80 Zeichen"),
            ("decimals", 4, "Erwartet: höchstens 3"),
            ("decimals", -1, "Erwartet: mindestens 0"),
            ("decimals", "eine", "Erwartet: ganze Zahl"),
            ("per", 0, "Erwartet: größer als 0"),
            ("polarity", "schlecht", "Erwartet: eines von burden, resource, neutral"),
            ("levels", ["landkreis"], "Erwartet: eines von gemeinde, verband, kreis, land, bund"),
            ("topics", "demografie", "Erwartet: Liste in eckigen Klammern"),
            ("topics", [], "Erwartet: Zahl der Angaben mindestens 1"),
            ("topics", ["demografie", "demografie"], "Erwartet: jede Angabe nur einmal"),
            ("title", "x" * 71, "Erwartet: höchstens 70 Zeichen"),
            ("definition", "Zu kurz.", "Erwartet: mindestens 20 Zeichen"),
            ("question", "Keine Frage, oder doch.", "Erwartet: Frage, die der Indikator"),
            ("numerator", "bevoelkerung", "Erwartet: eingerückte Felder"),
            ("minimum", 0, "Erwartet: mindestens 1"),
        ],
    )
    def test_a_value_that_does_not_fit(self, tmp_path, field, value, expected):
        text = refusal(tmp_path, **{field: value})
        assert f"Feld {field}" in text
        assert "Der Wert passt nicht." in text
        assert expected in text

    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            ({"topics": ["demographie"]}, "Meinten Sie „demografie“?"),
            ({"source": "destatis"}, "eine Kennung aus sources.yml"),
            ({"numerator": {"base": "bevölkerung"}}, "kleine Buchstaben"),
            ({"numerator": {"base": "bevoelkerungen"}}, "Meinten Sie „bevoelkerung“?"),
            ({"denominator": {"base": "xyz"}}, "Den Eintrag in base_figures.yml ergänzen."),
        ],
    )
    def test_a_name_that_nothing_stands_for(self, tmp_path, change, expected):
        assert expected in refusal(tmp_path, **change)

    @pytest.mark.parametrize("age", [[64, 20], [0, 130], [111, None]])
    def test_an_impossible_age(self, tmp_path, age):
        text = refusal(tmp_path, numerator={"base": "bevoelkerung", "age": age})
        assert f"Gefunden: {json.dumps(age)}\n" in text
        assert "Feld numerator.age: Die Altersgruppe ist nicht möglich." in text

    def test_a_single_age_in_place_of_a_band(self, tmp_path):
        text = refusal(tmp_path, numerator={"base": "bevoelkerung", "age": [18]})
        assert "Zahl der Angaben mindestens 2" in text

    def test_a_rate_without_per(self, tmp_path):
        text = refusal(tmp_path, without="per")
        assert "Eine Quote braucht die Angabe, auf wie viele sie sich bezieht." in text

    def test_a_rate_without_a_denominator(self, tmp_path):
        text = refusal(tmp_path, without="denominator")
        assert "Eine Quote braucht einen Nenner." in text
        assert "per: 100 ohne Nenner" in text

    def test_a_published_rate_in_a_computation(self, tmp_path):
        text = refusal(tmp_path, numerator={"base": "arbeitslosenquote"})
        assert "Eine veröffentlichte Quote darf nicht weiterverrechnet werden." in text

    def test_parts_of_different_periods(self, tmp_path):
        text = refusal(tmp_path, numerator=[{"base": "bevoelkerung"}, {"base": "geburten"}])
        assert "Die Teile haben verschiedene Zeitbezüge." in text
        assert "reference_date und year" in text

    def test_the_mean_of_a_stock_under_a_stock(self, tmp_path):
        text = refusal(tmp_path, at="mean")
        assert "Feld at: Dieser Zeitpunkt des Nenners ist hier nicht möglich." in text

    def test_the_start_of_the_year_of_a_flow(self, tmp_path):
        text = refusal(tmp_path, denominator={"base": "geburten"}, at="start")
        assert "ein Nenner mit period: reference_date" in text

    @pytest.mark.parametrize(
        ("value", "found"),
        [(True, "true"), ([20, None], "[20, null]"), ({"a": False}, "{a: false}")],
    )
    def test_what_was_found_is_told_as_the_file_writes_it(self, tmp_path, value, found):
        assert f"Gefunden: {found}\n" in refusal(tmp_path, title=value)


class TestBaseFiguresThatAreRefused:
    @pytest.mark.parametrize(
        ("field", "value", "expected"),
        [
            ("period", "2023", "Erwartet: eines von reference_date, year, school_year"),
            ("reference_day", "31.12.", "Üblicher Stichtag als MM-TT"),
            ("reference_day", "02-30", "Üblicher Stichtag als MM-TT"),
            ("additive", "ja", "Erwartet: true oder false"),
            ("table", "Plätze", "Spaltenname in der eigenen Tabelle"),
            ("source", {"table": "unbekannt"}, "eine Kennung aus sources.yml"),
            ("inkar", [{"title": "Plätze", "age": [5, 3]}], "Die Altersgruppe ist nicht möglich"),
            ("genesis", [{"variable": "plaetze"}], "Code der Wertvariablen"),
            ("genesis", [{"where": {"NAT": "NATA"}}], "Ein Pflichtfeld fehlt."),
        ],
    )
    def test_a_value_that_does_not_fit(self, tmp_path, field, value, expected):
        assert expected in base_figure_refusal(tmp_path, **{field: value})

    @pytest.mark.parametrize(
        ("field", "value", "owner", "found"),
        [
            ("table", "bevoelkerung", "bevoelkerung", "bevoelkerung"),
            ("genesis", [{"variable": "ERWP06"}], "arbeitslose", "variable: ERWP06"),
            (
                "genesis",
                [{"variable": "BEVSTD", "where": {"NAT": "NATA"}}],
                "auslaender",
                "variable: BEVSTD, where: {NAT: NATA}",
            ),
            ("inkar", [{"title": "Arbeitslose"}], "arbeitslose", "title: Arbeitslose"),
            (
                "election",
                {"titles": ["PdH", "spd"], "vote": "zweit"},
                "zweitstimmen_spd",
                "title: spd, vote: zweit",
            ),
            ("gv", "area", "flaeche", "area"),
        ],
    )
    def test_a_number_that_another_one_waits_for(self, tmp_path, field, value, owner, found):
        text = base_figure_refusal(tmp_path, **{field: value})
        assert "Zwei Grundzahlen nennen dieselbe gelieferte Zahl." in text
        assert f"„{owner}“" in text
        assert f"Gefunden: „{found}“" in text
