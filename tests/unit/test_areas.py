"""Official keys: which level they stand for, and which areas they lie in; names in order."""

from pathlib import Path

import pytest

from monitoring.areas import (
    KEY_LENGTH,
    LEVEL_TITLES,
    Level,
    ags_from_ars,
    kreis_of,
    land_of,
    level_of,
    name_key,
)
from monitoring.queries.ask import SQL


@pytest.mark.parametrize(
    ("key", "level"),
    [
        ("DG", Level.BUND),
        ("16", Level.LAND),
        ("01", Level.LAND),
        ("16068", Level.KREIS),
        ("16068051", Level.GEMEINDE),
        ("160685001", Level.VERBAND),
        ("16053000T01", Level.ORTSTEIL),
        ("16053000TA-1.b_2", Level.ORTSTEIL),
    ],
)
def test_the_length_of_a_key_tells_its_level(key: str, level: Level):
    assert level_of(key) is level


@pytest.mark.parametrize("key", ["", "1", "160", "1606", "160680", "1606805", "1606805100", "dg"])
def test_other_lengths_are_no_keys(key: str):
    assert level_of(key) is None


@pytest.mark.parametrize("key", ["16O68", "16068 ", "1606.8051", "１６", "-6", "²3"])
def test_only_plain_digits_make_a_key(key: str):
    assert level_of(key) is None


def test_an_ars_gives_its_ags_by_leaving_out_the_verband():
    assert ags_from_ars("160685001006") == "16068006"
    assert ags_from_ars("010010000000") == "01001000"


@pytest.mark.parametrize("ars", ["16068500100", "1606850010066", "16068500100x", ""])
def test_what_is_no_ars_is_a_bug_of_the_caller(ars: str):
    with pytest.raises(ValueError, match="not a 12-digit ARS"):
        ags_from_ars(ars)


@pytest.mark.parametrize("key", ["16068", "16068051", "160685001"])
def test_kreis_gemeinde_and_verband_lie_in_a_kreis(key: str):
    assert kreis_of(key) == "16068"


@pytest.mark.parametrize("key", ["16", "DG", "x"])
def test_land_and_bund_lie_in_no_kreis(key: str):
    assert kreis_of(key) is None


@pytest.mark.parametrize("key", ["16", "16068", "16068051", "160685001"])
def test_everything_but_germany_lies_in_a_land(key: str):
    assert land_of(key) == "16"
    assert land_of("DG") is None


def test_every_level_has_a_title_and_all_official_ones_a_length():
    assert set(LEVEL_TITLES) == set(Level)
    assert set(KEY_LENGTH) == set(Level) - {Level.BUND, Level.PLANUNGSRAUM, Level.ORTSTEIL}


def test_names_stand_in_german_order():
    names = ["Zella", "Öhringen", "Weißensee", "oberhof", "Weitnau", "Ärztal", "Aalen", "Übach"]
    assert sorted(names, key=name_key) == [
        "Aalen", "Ärztal", "oberhof", "Öhringen", "Übach", "Weißensee", "Weitnau", "Zella"
    ]  # fmt: skip


def test_a_letter_and_its_mark_apart_are_the_same_letter():
    assert name_key("O\u0308hringen") == name_key("\u00d6hringen") == "ohringen"


@pytest.mark.parametrize("path", sorted(SQL.glob("*.sql")), ids=lambda path: path.stem)
def test_queries_put_names_of_areas_in_german_order(path: Path):
    _, _, order = path.read_text(encoding="utf-8").rpartition("ORDER BY")
    assert all(
        column.strip().endswith("COLLATE NOACCENT")
        for column in order.split(",")
        if ".label" in column
    )
