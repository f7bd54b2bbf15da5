"""Tables that name areas of another time: by the names they had then, not those of today."""

from dataclasses import replace
from pathlib import Path

import pytest

from monitoring.catalogue import load_catalogue
from monitoring.catalogue.own import entries_of
from monitoring.errors import InputError
from monitoring.profiles.model import Mapping
from monitoring.readers import Delivery, mapping_read
from monitoring.readers.inputs import inspected
from monitoring.readers.known_areas import KnownAreas, Named
from monitoring.readers.mapping_propose import propose
from tests.readers.test_real_files import FOLDER

TODAY = {"16": "Thüringen", "16061": "Eichsfeld", "16063": "Wartburgkreis",
         "16061118": "Dingelstädt, Stadt", "16063105": "Eisenach, Stadt"}  # fmt: skip
KNOWN = KnownAreas(
    TODAY,
    (
        Named("16056", "Eisenach, Stadt", "2013-12-31", "2020-12-31"),
        Named("16063", "Wartburgkreis", "2013-12-31", ""),
        Named("16061", "Eichsfeld", "2013-12-31", ""),
        Named("16056000", "Eisenach, Stadt", "2013-12-31", "2020-12-31"),
        Named("16063105", "Eisenach, Stadt", "2021-12-31", ""),
        Named("16061025", "Dingelstädt, Stadt", "2013-12-31", "2018-12-31"),
        Named("16061118", "Dingelstädt, Stadt", "2019-12-31", ""),
    ),
)


def understood(path: Path, stand: str = "", known: KnownAreas = KNOWN) -> tuple[Mapping, Delivery]:
    mapping = replace(propose(inspected(path), load_catalogue(), known), gebietsstand=stand)
    if not mapping.period:
        mapping = replace(mapping, period="2019")
    house = load_catalogue(added=entries_of(mapping.own, mapping.source))
    return mapping, mapping_read.read(inspected(path), mapping, house, None, known)


@pytest.fixture
def kreise(tmp_path: Path) -> Path:
    path = tmp_path / "vereine.csv"
    path.write_text("Kreis;Vereine 2019\nEichsfeld;3\nEisenach;4\nWartburgkreis;5\n", "utf-8")
    return path


def test_a_kreis_that_is_gone_keeps_its_key_and_that_is_told(kreise: Path):
    mapping, delivery = understood(kreise)
    assert mapping.level == "kreis"
    assert delivery.figures["key"].tolist() == ["16061", "16056", "16063"]
    (told,) = [one for one in delivery.findings if one.kind == "former_area"]
    assert "nicht mehr: Eisenach." in told.message
    assert "Den Gebietsstand der Zahlen angeben" in told.proposal
    (told,) = [f for f in understood(kreise, "2019-12-31")[1].findings if f.kind == "former_area"]
    assert told.proposal == ""


@pytest.mark.parametrize(
    ("stand", "keys"),
    [
        ("", ["16061118", "16063105"]),
        ("2015-12-31", ["16061025", "16056000"]),
        ("2019-12-31", ["16061118", "16056000"]),
        ("2023-12-31", ["16061118", "16063105"]),
        ("1999-12-31", ["16061118", "16063105"]),
        ("period", ["16061118", "16063105"]),
    ],
)
def test_a_name_means_the_gemeinde_of_the_gebietsstand(tmp_path: Path, stand: str, keys: list[str]):
    path = tmp_path / "vereine.csv"
    path.write_text("Gemeinde;Vereine 2015\nDingelstädt;3\nEisenach;4\n", "utf-8")
    assert understood(path, stand)[1].figures["key"].tolist() == keys


def test_a_name_of_no_time_is_refused_with_its_cell(tmp_path: Path):
    path = tmp_path / "vereine.csv"
    path.write_text("Kreis;Vereine 2019\nEichsfeld;3\nWartburgkreis;5\nEisenberg;4\n", "utf-8")
    with pytest.raises(InputError, match=r"Zeile 4.*Ein Gebiet dieses Namens"):
        understood(path)


def test_ages_alone_are_of_the_figure_before_them(tmp_path: Path):
    path = tmp_path / "alter.csv"
    heads = (
        "Kreis;Bevölkerung;unter_18;18 bis 64;65 und mehr;weiblich;Vereine;unter 25;Quote je 1000"
    )
    path.write_text(
        f"{heads}\nEichsfeld;9;2;4;3;5;7;8;1,5\nWartburgkreis;9;2;4;3;5;7;8;2,5\n", "utf-8"
    )
    mapping, _ = understood(path)
    told = [(one.base, one.sex, one.age_from, one.age_to) for one in mapping.measures]
    assert told[:5] == [
        ("bevoelkerung", "total", 0, None),
        ("bevoelkerung", "total", 0, 17),
        ("bevoelkerung", "total", 18, 64),
        ("bevoelkerung", "total", 65, None),
        ("bevoelkerung", "female", 0, None),
    ]
    assert [one[0] for one in told[5:]] == ["vereine", "unter_25", "quote_je_1000"]
    assert mapping.own[-1].unit == "je 1.000"
    assert not mapping.own[-1].additive


@pytest.mark.parametrize(
    ("heading", "additive"),
    [
        ("durchschn. Wohngeld (€)", False), ("Stunden je Fall", False), ("Ø Alter", False),
        ("Kosten pro Kopf", False), ("Vermittlungen", True), ("Jeden Tag geöffnet", True),
    ],
)  # fmt: skip
def test_a_mean_is_not_proposed_as_a_count(tmp_path: Path, heading: str, additive: bool):
    path = tmp_path / "mittel.csv"
    path.write_text(f"Kreis;{heading}\nEichsfeld;3\nWartburgkreis;5\n", "utf-8")
    assert understood(path)[0].own[0].additive is additive


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the offices' files are not at hand")
def test_the_kreise_of_thueringen_as_a_ministry_printed_them():
    names = {
        "16077": "Altenburger Land", "16052": "Gera, Stadt", "16070": "Ilm-Kreis",
        "16053": "Jena, Stadt", "16062": "Nordhausen", "16073": "Saalfeld-Rudolstadt",
        "16074": "Saale-Holzland-Kreis", "16075": "Saale-Orla-Kreis", "16068": "Sömmerda",
        "16054": "Suhl, Stadt", "16072": "Sonneberg", "16071": "Weimarer Land", "16076": "Greiz",
        "16055": "Weimar, Stadt", "16065": "Kyffhäuserkreis", "16051": "Erfurt, Stadt",
        "16061": "Eichsfeld", "16063": "Wartburgkreis", "16064": "Unstrut-Hainich-Kreis",
        "16066": "Schmalkalden-Meiningen", "16067": "Gotha", "16069": "Hildburghausen",
    }  # fmt: skip
    known = KnownAreas(names, KNOWN.named)
    path = FOLDER / "thueringen_kreise_2018_2019.csv"
    delivery = understood(path, "2019-12-31", known)[1]
    figures = delivery.figures
    ages = figures[figures["base_figure"].eq("bevoelkerung")].pivot_table(
        index="key", columns=["age_from"], values="value", aggfunc="max"
    )
    assert len(ages) == 15
    assert "16056" in ages.index
    young = figures[figures["age_to"].eq(17)].set_index("key")["value"]
    assert (young + ages[18] + ages[65] == ages[0]).all()


@pytest.mark.parametrize(
    ("stand", "keys"),
    [("2019-12-31", ["16056000"]), ("2023-12-31", ["16063105"]), ("", ["16063105"])],
)
def test_who_is_there_goes_before_who_is_written_so(stand: str, keys: list[str]):
    known = replace(
        KNOWN, named=(*KNOWN.named, Named("16056000", "Eisenach", "2005-12-31", "2020-12-31"))
    )
    assert known.keys_named("Eisenach", "gemeinde", "16", stand) == keys
