"""A release knows how areas were called at other times; what reads tables by name asks it."""

from monitoring.readers.known_areas import Named, known_areas
from tests.tiny_store import KREIS, A, areas, boundaries, catalogue, directory, figures, indicator

OLD, GONE = "2019-12-31", "98001009"
PLACES = catalogue(indicator("plaetze", "plaetze"))


def before():
    """A directory of an earlier day, when A had another name and one more Gemeinde existed."""
    names = {A: "Altstadt", GONE: "Verschwunden", KREIS: "Kreis Mitte"}
    one = directory({}, stand=OLD)
    return type(one)("gv_isys", "destatis_gv", "V", areas=areas(names, stand=OLD))


def test_names_have_the_days_they_were_known_at(build):
    build(PLACES, boundaries(), before(), figures("plaetze", {A: 1}))
    known = known_areas()
    own = [one for one in known.named if one.key in (A, GONE, KREIS)]
    assert own == [
        Named(KREIS, "Kreis Mitte", OLD, ""),
        Named(A, "Altstadt", OLD, OLD),
        Named(A, f"Ort {A}", "2021-01-01", ""),
        Named(GONE, "Verschwunden", OLD, OLD),
    ]
    assert known.keys_named("verschwunden", "gemeinde", "") == [GONE]
    assert known.keys_named("Altstadt", "gemeinde", "", OLD) == [A]
    assert known.is_former(GONE)
    assert not known.is_former(A)


def test_another_land_is_left_out(build):
    ask = build(PLACES, boundaries([A, "97001001"]), figures("plaetze", {A: 1}), land="98")
    assert set(ask("FROM area_name")["ags"]) == {A}
