"""Tables of Ortsteile: by their whole key, by the number a city gave them, or by their name."""

from dataclasses import replace
from pathlib import Path

import pytest

from monitoring.areas import Level, level_of
from monitoring.catalogue import load_catalogue
from monitoring.catalogue.own import entries_of
from monitoring.errors import InputError
from monitoring.profiles.model import BY_NAME, Mapping
from monitoring.readers import mapping_read, table
from monitoring.readers.inputs import inspected
from monitoring.readers.known_areas import KnownAreas
from monitoring.readers.mapping_propose import propose

JENA, WEIMAR = "16053000", "16055000"
KNOWN = KnownAreas(
    {
        "16": "Thüringen", "16053": "Jena", "16055": "Weimar", JENA: "Jena, Stadt",
        WEIMAR: "Weimar, Stadt", f"{JENA}T01": "Nord", f"{JENA}T02": "Lobeda", f"{JENA}T10": "Maua",
        f"{WEIMAR}T01": "Nord", f"{WEIMAR}T02": "Legefeld",
    }
)  # fmt: skip


def proposed(tmp_path: Path, text: str, known: KnownAreas = KNOWN) -> tuple[Path, Mapping]:
    path = tmp_path / "tabelle.csv"
    path.write_text(text, encoding="utf-8")
    return path, propose(inspected(path), load_catalogue(), known)


def keys(path: Path, mapping: Mapping, known: KnownAreas = KNOWN) -> list[str]:
    catalogue = load_catalogue(added=entries_of(mapping.own, mapping.source))
    delivery = mapping_read.read(inspected(path), mapping, catalogue, None, known)
    assert set(delivery.figures["level"]) == {"ortsteil"}
    return delivery.figures["key"].tolist()


def test_whole_keys_are_known_by_their_form(tmp_path: Path):
    path, mapping = proposed(
        tmp_path, f"Teil;Jahr;Vereine\n{JENA}T01;2023;4\n{JENA}T02;2023;5\n", KnownAreas()
    )
    assert (mapping.key, mapping.level) == ("Teil", "ortsteil")
    assert keys(path, mapping) == [f"{JENA}T01", f"{JENA}T02"]


def test_names_tell_the_gemeinde_they_all_lie_in(tmp_path: Path):
    path, mapping = proposed(tmp_path, "Stadtteil;Jahr;Vereine\nNord;2023;4\nLobeda;2023;5\n")
    assert (mapping.by, mapping.level, mapping.within) == (BY_NAME, "ortsteil", JENA)
    assert keys(path, mapping) == [f"{JENA}T01", f"{JENA}T02"]


def test_names_of_gemeinden_stay_those_of_gemeinden(tmp_path: Path):
    known = KnownAreas({**KNOWN.names, f"{JENA}T03": "Weimar, Stadt", f"{JENA}T04": "Jena, Stadt"})
    _, mapping = proposed(tmp_path, "Ort;Jahr;Vereine\nJena, Stadt;2023;4\nWeimar, Stadt;2023;5\n",
                          known)  # fmt: skip
    assert mapping.level == "gemeinde"


@pytest.mark.parametrize("number", ["1", "01", "1.0", "01 "])
def test_a_number_without_its_zeros_is_that_of_the_ortsteil(tmp_path: Path, number: str):
    path, mapping = proposed(tmp_path, f"Nummer;Jahr;Vereine\n{number};2023;4\n10;2023;5\n")
    mapping = replace(mapping, key="Nummer", by="key", level="ortsteil", within=JENA)
    assert keys(path, mapping) == [f"{JENA}T01", f"{JENA}T10"]


def test_without_its_gemeinde_a_number_is_no_key(tmp_path: Path):
    path, mapping = proposed(tmp_path, "Nummer;Jahr;Vereine\n1;2023;4\n10;2023;5\n")
    mapping = replace(mapping, key="Nummer", by="key", level="ortsteil", within="")
    with pytest.raises(InputError, match="kein Schlüssel eines Ortsteils") as caught:
        keys(path, mapping)
    assert "Zeile 2" in str(caught.value)
    assert "Nur Gebiete in" in str(caught.value)


def test_the_own_table_takes_them_beside_gemeinden(tmp_path: Path):
    path = tmp_path / "eigene.csv"
    path.write_text(f"ags;zeitraum;geburten\n{JENA}T02;2023;4\n{JENA};2023;9\n", encoding="utf-8")
    delivery = table.read(inspected(path), load_catalogue())
    assert delivery.figures["level"].tolist() == ["ortsteil", "gemeinde"]
    assert [level_of(key) for key in delivery.figures["key"]] == [Level.ORTSTEIL, Level.GEMEINDE]
