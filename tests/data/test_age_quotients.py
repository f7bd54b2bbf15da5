"""Jugend- and Altenquotient from age tables in several bands, against figures computed apart.

The population is made up by single years; the expected quotients are fractions of whole persons,
rounded half up to one decimal, and know nothing of bands, readers or releases.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from monitoring.catalogue import load_catalogue
from monitoring.figures import number
from monitoring.readers import read
from tests import tiny_store
from tests.data import age_tables as ages

PEOPLE = ages.population()
EVERYWHERE = ("98", "98001", "98002", *ages.GEMEINDEN)
KREISE = ("98001", "98002")
BOTH = ("male", "female")
BANDS = {"jugendquotient": (0, 19), "altenquotient": (65, None)}
Make = Callable[[Path], Path]
TABLES: dict[str, tuple[Make, tuple[str, ...]]] = {
    "flat, both sexes together": (
        lambda path: ages.flat(path, PEOPLE, ages.FLAT_BANDS), EVERYWHERE),
    "flat, with the total of ages": (
        lambda path: ages.flat(path, PEOPLE, [None, *ages.FLAT_BANDS]), EVERYWHERE),
    "flat, men and women alone": (
        lambda path: ages.flat(path, PEOPLE, ages.FLAT_BANDS, sexes=BOTH), EVERYWHERE),
    "flat, all sexes and totals": (
        lambda path: ages.flat(path, PEOPLE, [None, *ages.FLAT_BANDS],
                               sexes=("total", *BOTH)), EVERYWHERE),
    "flat, Kreise alone": (
        lambda path: ages.flat(path, PEOPLE, ages.FLAT_BANDS, keys=KREISE), ("98", *KREISE)),
    "flat, Kreise and Gemeinden": (
        lambda path: ages.flat(path, PEOPLE, ages.FLAT_BANDS,
                               keys=(*KREISE, *ages.GEMEINDEN)), EVERYWHERE),
    "flat, five years": (lambda path: ages.flat(path, PEOPLE, ages.FIVE_YEARS), EVERYWHERE),
    "flat, single years": (lambda path: ages.flat(path, PEOPLE, ages.SINGLE_YEARS), EVERYWHERE),
    "web, Kreise": (
        lambda path: ages.web(path, PEOPLE, ages.FLAT_BANDS, KREISE), ("98", *KREISE)),
    "web, Land, Kreise and Gemeinden": (
        lambda path: ages.web(path, PEOPLE, ages.FIVE_YEARS, EVERYWHERE), EVERYWHERE),
    "web, single years": (
        lambda path: ages.web(path, PEOPLE, ages.SINGLE_YEARS, KREISE), ("98", *KREISE)),
    "own table, mixed keys": (
        lambda path: ages.own(path, PEOPLE, ages.FIVE_YEARS, ("total",)), EVERYWHERE),
    "own table, by sex": (
        lambda path: ages.own(path, PEOPLE, ages.SINGLE_YEARS, BOTH), EVERYWHERE),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_quotients_agree_to_one_decimal_everywhere(tmp_path: Path, build, name: str):
    make, areas = TABLES[name]
    catalogue = load_catalogue()
    delivery = read(make(tmp_path / "a.csv"), catalogue=catalogue)
    ask = build(catalogue, tiny_store.boundaries(), delivery)
    rows = ask(
        "SELECT indicator, ags, value FROM value "
        "WHERE indicator IN ('jugendquotient', 'altenquotient') AND value IS NOT NULL"
    )
    found = {(row.indicator, row.ags): number(row.value, 1) for row in rows.itertuples()}
    expected = {
        (indicator, key): f"{ages.quotient(PEOPLE, key, band):f}".replace(".", ",")
        for indicator, band in BANDS.items()
        for key in areas
    }
    assert found == expected


def test_the_made_up_halves_are_halves():
    """Rounding half to even would show in these, and a quotient that is rounded on its way:
    23 / 80 * 100 is 28.749999999999996 in binary numbers, 23 * 100 / 80 is 28.75.
    """
    told = {key: ages.quotient(PEOPLE, key, (0, 19)) for key in ages.HALVES}
    assert {key: str(value) for key, value in told.items()} == {
        "98001001": "28.8",
        "98001002": "30.3",
        "98002001": "63.8",
    }
    assert str(ages.quotient(PEOPLE, "98001001", (65, None))) == "51.3"
    assert str(ages.quotient(PEOPLE, "98002001", (65, None))) == "121.3"


def test_bands_that_do_not_part_at_20_give_no_quotient_but_the_reason(tmp_path: Path, build):
    """The five classes of the Zensus part at 18, 30, 50 and 65."""
    catalogue = load_catalogue()
    path = ages.own(tmp_path / "a.csv", PEOPLE, ages.CENSUS, ("total",))
    ask = build(catalogue, tiny_store.boundaries(), read(path, catalogue=catalogue))
    rows = ask("SELECT value FROM value WHERE indicator IN ('jugendquotient', 'altenquotient')")
    assert rows["value"].isna().all()
