"""Attributions of a release: with the year that they ask for, never with a placeholder."""

from dataclasses import replace

from monitoring.queries.ask import open_release
from monitoring.queries.stock import sources
from monitoring.release.location import current_release, database_path
from monitoring.settings import store_path
from monitoring.store.connection import open_store
from tests.tiny_store import GEMEINDEN, boundaries, catalogue, changes, figures, indicator

ASKED = {
    "eigene": "© Amt, Deutschland, <Jahr>, dl-de/by-2-0",
    "bkg_vg250": "© BKG <Jahr> (Daten verändert)",
    "bkg_vg5000": "© BKG <Jahr> (Daten verändert)",
    "destatis_gv": "© Destatis",
}
PLAIN = catalogue(indicator("plaetze", "plaetze"))
ASKING = replace(
    PLAIN,
    sources={key: replace(PLAIN.sources[key], attribution=text) for key, text in ASKED.items()},
)


def test_a_year_is_that_of_the_boundaries_or_of_the_delivery(build):
    given = figures("plaetze", dict.fromkeys(GEMEINDEN, 1))
    ask = build(ASKING, boundaries(stand="2016-01-01"), boundaries(), given)
    with open_store(store_path()) as store:
        (year,) = store.execute("SELECT max(year(imported_at)) FROM delivery").fetchone()
    assert ask("FROM source").set_index("id")["attribution"].to_dict() == {
        "eigene": f"© Amt, Deutschland, {year}, dl-de/by-2-0",
        "bkg_vg250": "© BKG 2021 (Daten verändert)",
        "bkg_vg5000": "© BKG (Daten verändert)",
        "destatis_gv": "© Destatis",
    }


def test_boundaries_and_changes_are_sources_as_well(build):
    build(
        ASKING,
        boundaries(),
        changes({"98001009": {GEMEINDEN[0]: 1.0}}),
        figures("plaetze", dict.fromkeys(GEMEINDEN, 1)),
    )
    name = current_release()
    assert name is not None
    with open_release(database_path(name)) as release:
        found = sources(release, boundaries="bkg_vg250").set_index("title")["purpose"]
    assert found.to_dict() == {
        "eigene": "Zahlen",
        "bkg_vg250": "Grenzen",
        "destatis_gv": "Gebietsänderungen",
    }
