"""The catalogue: what a Landkreis may add, and files that cannot be read."""

from itertools import pairwise

import pytest

from monitoring.catalogue import Catalogue, load_catalogue
from monitoring.catalogue.loader import HOUSE_FOLDER, OWN_FOLDER_VARIABLE, load_folders
from monitoring.errors import CatalogueError
from tests.catalogue_files import (
    BASE_FIGURE,
    INDICATOR,
    file_refusal,
    load_with_indicator,
    own_folder,
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_folders([HOUSE_FOLDER])


class TestOwnCatalogue:
    def test_the_folder_of_the_landkreis_is_found_by_its_variable(self, tmp_path, monkeypatch):
        monkeypatch.setenv(OWN_FOLDER_VARIABLE, str(own_folder(tmp_path, {"jugend": INDICATOR})))
        assert load_catalogue().indicators["jugend"].per == 100

    def test_without_the_variable_there_is_only_the_house(self, catalogue, monkeypatch):
        monkeypatch.delenv(OWN_FOLDER_VARIABLE, raising=False)
        assert load_catalogue().version == catalogue.version

    def test_it_may_add_topics_sources_base_figures_and_indicators(self, tmp_path):
        topic = {"title": "Sport", "position": 100, "description": "Vereine und Sportstätten."}
        source = {
            "publisher": "Kreissportbund",
            "title": "Mitgliederstatistik",
            "licence": "intern",
            "url": "",
            "attribution": "Kreissportbund",
        }
        indicator = {
            **INDICATOR,
            "numerator": {"base": "mitglieder"},
            "topics": ["sport"],
            "source": "ksb",
        }
        own_folder(tmp_path, {"sport": topic}, "topics.yml")
        own_folder(tmp_path, {"ksb": source}, "sources.yml")
        own_folder(tmp_path, {"mitglieder": BASE_FIGURE}, "base_figures.yml")
        own = load_catalogue(own_folder(tmp_path, {"mitgliederquote": indicator}))
        assert list(own.topics)[-1] == "sport"
        assert own.indicators["mitgliederquote"].numerator[0].base == "mitglieder"
        assert own.base_figures["mitglieder"].table == "mitglieder"

    def test_it_may_not_redefine_what_the_house_defines(self, tmp_path):
        with pytest.raises(CatalogueError) as caught:
            load_catalogue(own_folder(tmp_path, {"altenquotient": INDICATOR}))
        text = str(caught.value)
        assert "Diese Kennung ist schon vergeben." in text
        assert f"Katalogdatei {tmp_path.name}/eigene.yml, Eintrag altenquotient" in text
        assert "catalogue/demografie.yml" in text

    @pytest.mark.parametrize(("own", "kept"), [(1, 3), (None, 3), (5, 5)])
    def test_it_may_raise_a_minimum_and_never_lower_it(self, tmp_path, own, kept):
        minimum = {} if own is None else {"minimum": own}
        catalogue = load_with_indicator(tmp_path, numerator={"base": "sgb2_personen"}, **minimum)
        assert catalogue.indicators["jugendanteil"].minimum == kept

    def test_the_version_follows_the_content(self, catalogue, tmp_path):
        own = load_with_indicator(tmp_path)
        assert load_folders([HOUSE_FOLDER]).version == catalogue.version
        assert own.version != catalogue.version

    def test_a_missing_folder_is_named(self, tmp_path):
        with pytest.raises(CatalogueError, match="Der Katalogordner fehlt"):
            load_catalogue(tmp_path / "nirgends")

    def test_an_empty_file_adds_nothing(self, catalogue, tmp_path):
        (tmp_path / "eigene.yml").write_text("# noch leer\n", encoding="utf-8")
        assert load_catalogue(tmp_path).indicators == catalogue.indicators


class TestFilesThatCannotBeRead:
    def test_broken_yaml_names_the_line(self, tmp_path):
        text = file_refusal(tmp_path, "jugend:\n  title: [offen\n")
        assert "kein gültiges YAML in Zeile 3" in text
        assert "Gefunden: „title: [offen“" in text

    def test_a_field_given_twice(self, tmp_path):
        text = file_refusal(tmp_path, "jugend:\n  title: Eins\n  title: Zwei\n")
        assert "„title“ steht doppelt" in text
        assert "in Zeile 3" in text

    def test_an_entry_given_twice(self, tmp_path):
        text = file_refusal(tmp_path, "jugend: {title: Eins}\njugend: {title: Zwei}\n")
        assert "„jugend“ steht doppelt" in text

    def test_another_encoding(self, tmp_path):
        text = file_refusal(tmp_path, "jugend:\n  title: Jugendämter\n".encode("latin-1"))
        assert "nicht in UTF-8 gespeichert" in text
        assert "Gefunden: „Byte 0xe4" in text

    def test_a_list_instead_of_entries(self, tmp_path):
        text = file_refusal(tmp_path, "- jugend\n- alter\n")
        assert "keine Liste von Einträgen" in text

    def test_an_entry_without_fields(self, tmp_path):
        text = file_refusal(tmp_path, "jugend:\n")
        assert "Eintrag jugend: Der Eintrag hat keine Felder." in text

    def test_code_in_a_file_is_not_executed(self, tmp_path):
        text = file_refusal(tmp_path, "jugend: !!python/object/apply:os.getcwd []\n")
        assert "kein gültiges YAML" in text

    @pytest.mark.parametrize(
        "text",
        [
            "a: " + "[" * 100_000,
            "a:\n  " + "- " * 100_000,
            "a: &a {b: *a}\n",
            "a: &a [x,x,x,x,x,x,x,x,x]\n"
            + "".join(f"{b}: &{b} [{(f'*{a},') * 9}]\n" for a, b in pairwise("abcdefghi")),
        ],
        ids=["brackets", "dashes", "itself", "bomb"],
    )
    def test_a_file_without_an_end(self, tmp_path, text):
        assert "zu tief verschachtelt" in file_refusal(tmp_path, text)

    @pytest.mark.parametrize("value", ["2020-13-45", "9" * 5000, "!!int x", "!!timestamp x"])
    def test_a_value_that_looks_like_another(self, tmp_path, value):
        text = file_refusal(tmp_path, f"jugend:\n  title: {value}\n")
        assert "Erwartet: Text in Anführungszeichen" in text
