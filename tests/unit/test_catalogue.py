"""The catalogue: what the house brings."""

import pytest
import yaml
from jsonschema import Draft202012Validator

from monitoring.areas import Level
from monitoring.catalogue import Catalogue, Indicator, Part
from monitoring.catalogue.docs import DOCS_FOLDER, pages
from monitoring.catalogue.loader import HOUSE_FOLDER, load_folders
from monitoring.catalogue.schema_check import schema

TOPICS = [
    "demografie",
    "familie",
    "bildung",
    "wohnen",
    "gesundheit",
    "oekonomie",
    "teilhabe",
    "migration",
]
SMALL_BANDS = [(0, 2), (3, 5), (6, 9), (10, 14), (15, 17), (18, 19), (20, 24)]
OFFICIAL_BANDS = SMALL_BANDS + [(a, a + 4) for a in range(25, 65, 5)] + [(65, 74), (75, None)]
NEEDS_SINGLE_AGES = {"anteil_80_plus", "pflegeplaetze_je_100_ab_80", "hilfen_zur_erziehung_je_1000"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_folders([HOUSE_FOLDER])


def is_tiled(age: tuple[int, int | None]) -> bool:
    starts = {band[0] for band in OFFICIAL_BANDS}
    ends = {band[1] for band in OFFICIAL_BANDS}
    return age[0] in starts and age[1] in ends


def all_parts(indicator: Indicator) -> list[Part]:
    return [*indicator.numerator, *(indicator.denominator or ())]


class TestWhatTheHouseBrings:
    def test_at_least_thirty_indicators(self, catalogue):
        assert len(catalogue.indicators) >= 30

    def test_every_topic_of_the_glossary_leads_an_indicator(self, catalogue):
        assert list(catalogue.topics) == TOPICS
        assert {i.topics[0] for i in catalogue.indicators.values()} == set(TOPICS)

    def test_an_indicator_stands_in_the_file_of_its_first_topic(self, catalogue):
        for topic in TOPICS:
            text = (HOUSE_FOLDER / f"{topic}.yml").read_text(encoding="utf-8")
            for name in yaml.safe_load(text):
                assert catalogue.indicators[name].topics[0] == topic, name

    def test_every_indicator_explains_itself_and_warns(self, catalogue):
        for indicator in catalogue.indicators.values():
            assert indicator.question.endswith("?"), indicator.id
            assert len(indicator.definition) > 20, indicator.id
            assert indicator.definition.endswith("."), indicator.id
            assert indicator.caution.endswith("."), indicator.id
            assert indicator.reference, indicator.id
            assert indicator.unit, indicator.id

    def test_titles_tell_indicators_apart(self, catalogue):
        titles = [i.title for i in catalogue.indicators.values()]
        assert len(set(titles)) == len(titles)

    def test_levels_are_levels_of_the_house(self, catalogue):
        for indicator in catalogue.indicators.values():
            assert set(indicator.levels) <= set(Level), indicator.id

    def test_every_base_figure_is_used_and_can_arrive_in_an_own_table(self, catalogue):
        used = {p.base for i in catalogue.indicators.values() for p in all_parts(i)}
        assert used == set(catalogue.base_figures)
        assert all(base.table for base in catalogue.base_figures.values())

    def test_age_bands_can_be_put_together_from_the_official_bands(self, catalogue):
        finer = {
            i.id
            for i in catalogue.indicators.values()
            if not all(is_tiled(part.age) for part in all_parts(i))
        }
        assert finer == NEEDS_SINGLE_AGES

    def test_people_are_never_a_burden_by_age_or_origin(self, catalogue):
        for indicator in catalogue.indicators.values():
            if {p.base for p in indicator.numerator} <= {"bevoelkerung", "auslaender", "geburten"}:
                assert indicator.polarity == "neutral", indicator.id

    def test_what_real_thuringian_files_allow_is_there(self, catalogue):
        wanted = {
            "bevoelkerung": "count",
            "flaeche": "count",
            "bevoelkerungsdichte": "rate",
            "frauenanteil": "rate",
            "arbeitslose": "count",
            "arbeitslosenanteil": "rate",
            "anteil_15_64": "rate",
        }
        assert {name: catalogue.indicators[name].kind for name in wanted} == wanted

    def test_boundaries_are_credited_as_their_office_asks(self, catalogue):
        for name in ("bkg_vg250", "bkg_vg5000"):
            text = catalogue.sources[name].attribution
            assert text == "© GeoBasis-DE / BKG <Jahr> (Daten verändert)"

    def test_sample_data_call_themselves_invented(self, catalogue):
        assert "frei erfunden" in catalogue.sources["beispiel"].attribution


class TestCompetingDefinitions:
    @pytest.mark.parametrize(
        ("name", "numerator", "denominator"),
        [
            ("altenquotient", (65, None), (20, 64)),
            ("altenquotient_15_64", (65, None), (15, 64)),
            ("jugendquotient", (0, 19), (20, 64)),
            ("jugendquotient_15_64", (0, 14), (15, 64)),
        ],
    )
    def test_each_quotient_has_its_own_bands(self, catalogue, name, numerator, denominator):
        indicator = catalogue.indicators[name]
        assert indicator.numerator[0].age == numerator
        assert indicator.denominator[0].age == denominator

    def test_child_poverty_under_15_and_under_18_differ(self, catalogue):
        ages = [
            catalogue.indicators[f"kinder_in_sgb2_unter_{age}"].denominator[0].age
            for age in (15, 18)
        ]
        assert ages == [(0, 14), (0, 17)]

    def test_share_of_unemployed_says_that_it_is_not_the_official_rate(self, catalogue):
        share = catalogue.indicators["arbeitslosenanteil"]
        official = catalogue.indicators["arbeitslosenquote"]
        assert "Nicht die amtliche Arbeitslosenquote" in share.caution
        assert share.denominator[0].age == (15, 64)
        assert official.published
        assert official.denominator is None


class TestHowValuesAreRead:
    def test_a_balance_subtracts(self, catalogue):
        signs = [(p.base, p.sign) for p in catalogue.indicators["wanderungssaldo"].numerator]
        assert signs == [("zuzuege", 1), ("fortzuege", -1)]

    def test_a_part_without_sex_and_age_means_everybody(self, catalogue):
        part = catalogue.indicators["bevoelkerung"].numerator[0]
        assert (part.sex, part.age, part.sign) == ("total", (0, None), 1)

    def test_care_rates_take_the_children_at_the_start_of_the_year(self, catalogue):
        assert catalogue.indicators["betreuungsquote_u3"].at == "start"
        assert catalogue.indicators["geburten_je_1000_frauen"].at == "mean"
        assert catalogue.indicators["altenquotient"].at == "same"

    def test_an_indicator_takes_the_minimum_of_its_base_figure(self, catalogue):
        assert catalogue.base_figures["sgb2_personen"].minimum == 3
        assert catalogue.indicators["sgb2_quote"].minimum == 3
        assert catalogue.indicators["bevoelkerung"].minimum is None

    def test_the_column_of_an_own_table_is_the_id_unless_said(self, catalogue):
        assert catalogue.base_figures["geburten"].table == "geburten"

    def test_each_format_has_its_source(self, catalogue):
        source = catalogue.base_figures["bevoelkerung"].source
        assert source == {
            "genesis": "regionalstatistik",
            "inkar": "bbsr_inkar",
            "gv": "destatis_gv",
            "table": "eigene",
        }
        assert catalogue.base_figures["bevoelkerung_zensus"].source["genesis"] == "zensus2022"

    def test_foreigners_are_the_population_with_a_fixed_nationality(self, catalogue):
        name = catalogue.base_figures["auslaender"].genesis[0]
        assert (name.variable, dict(name.where)) == ("BEVSTD", {"NAT": "NATA"})

    def test_inkar_delivers_people_of_working_age_as_population(self, catalogue):
        name = catalogue.base_figures["bevoelkerung"].inkar[0]
        assert name.title == "Erwerbsfähige Bevölkerung (15 bis unter 65 Jahre)"
        assert name.age == (15, 64)

    def test_a_share_published_by_inkar_is_not_taken_for_a_count(self, catalogue):
        figures = catalogue.base_figures.values()
        owners = [b for b in figures if "Langzeitarbeitslose" in [n.title for n in b.inkar]]
        assert [(b.id, b.additive) for b in owners] == [("langzeitarbeitslose_anteil", False)]


class TestTheSchema:
    @pytest.fixture(params=[name for name in schema()["$defs"] if name != "id"])
    def section(self, request):
        return schema()["$defs"][request.param]

    def test_every_field_has_a_guideline_a_good_and_a_bad_example(self, section):
        for name, field in section["properties"].items():
            assert {"description", "x-guideline", "x-good", "x-bad"} <= set(field), name

    def test_every_good_example_is_accepted(self, section):
        for name, field in section["properties"].items():
            rule = {**field, "$defs": schema()["$defs"]}
            good = field["x-good"]
            sample = [good] if isinstance(good, dict) and field["type"] == "array" else good
            assert Draft202012Validator(rule).is_valid(sample), name

    def test_no_section_lets_an_unknown_field_pass(self, section):
        assert section["additionalProperties"] is False

    def test_the_pages_are_up_to_date_with_the_files(self):
        for name, text in pages().items():
            found = (DOCS_FOLDER / name).read_text(encoding="utf-8")
            assert found == text, f"{name}: python -m monitoring.catalogue.docs aufrufen"

    def test_the_column_of_every_base_figure_stands_in_the_page_that_the_formats_name(
        self, catalogue
    ):
        formats = (DOCS_FOLDER / "dateiformate.md").read_text(encoding="utf-8")
        assert "(katalog.md#grundzahlen)" in formats
        page = pages()["katalog.md"].partition("\n## Grundzahlen\n")[2]
        for base in catalogue.base_figures.values():
            assert f"| `{base.table}` | {base.title} | {base.unit} |" in page
        assert (
            "| `kita_kinder_u3` | Betreute Kinder unter 3 Jahren | Kinder | Stichtag 01.03. | 3 |"
            in page
        )
