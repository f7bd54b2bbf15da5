"""Each chart and table of a page, taken along on its own: its figures are the release's."""

import pandas as pd
import pytest
from scipy import stats

from monitoring.reports.vega import VegaDrawing
from monitoring.reports.view import Table, View
from monitoring.ui.bedarf import Analysis
from tests.pages.figures import (
    KREIS,
    LAND,
    described,
    labels,
    largest,
    latest,
    open_current,
    rows,
    series,
    values,
)

RATE = "altenquotient"


@pytest.fixture(scope="module")
def release(sample_data_dir):
    connection = open_current(sample_data_dir)
    yield connection
    connection.close()


def column(table: Table, name: str) -> list:
    """Values of the column of this title, or of its id, or of a title that begins like that."""
    names = [{each.title, each.id, each.title.partition(",")[0]} for each in table.columns]
    (place,) = [i for i, known in enumerate(names) if name in known]
    return [row[place].value for row in table.rows]


def statuses(table: Table, title: str) -> list[str]:
    (place,) = [i for i, each in enumerate(table.columns) if each.title == title]
    return [str(row[place].status) for row in table.rows]


def by_key(table: Table, name: str) -> dict:
    return dict(zip(column(table, "Schlüssel"), column(table, name), strict=True))


def complete(view: View, *, drawn: bool = True) -> View:
    assert view.source
    assert view.datenstand
    assert view.sample
    assert view.link == "/daten" or KREIS in view.link
    assert [type(each) for each in view.drawings] == ([VegaDrawing] if drawn else [])
    return view


def test_the_spread_inside_each_kreis(offered, release):
    name = "grundsicherung_alter_quote"
    for period in ("2010-12-31", latest(release, name)):
        link = {"gebiet": KREIS, "indikator": name, "zeitraum_kreis": period}
        view = complete(offered("kreisvergleich", "Spannweite", **link)())
        found = rows(
            release,
            "SELECT v.ags, v.value, v.status FROM value v JOIN area USING (ags, level) WHERE "
            "indicator = ? AND level = 'gemeinde' AND period = ? AND NOT unincorporated",
            *(name, period),
        )
        assert by_key(view.table, "Wert") == {row["ags"]: row["value"] for row in found}
        told = dict(zip(column(view.table, "Schlüssel"), statuses(view.table, "Wert"), strict=True))
        assert told == {row["ags"]: row["status"] for row in found}
        assert {"suppressed", "reported"} <= set(told.values())
        kreise = values(release, name, "kreis", period, LAND)
        assert by_key(view.table, "Kreis insgesamt") == {key: kreise[key[:5]] for key in told}


def test_the_kreis_says_why_it_has_no_value(offered, release):
    link = {"gebiet": KREIS, "indikator": "wahlbeteiligung"}
    view = complete(offered("kreisvergleich", "Spannweite", **link)())
    period = latest(release, "wahlbeteiligung", "kreis")
    found = rows(
        release,
        "SELECT ags, status FROM value WHERE indicator = 'wahlbeteiligung' AND level = 'kreis' "
        "AND period = ?",
        period,
    )
    known = {row["ags"]: row["status"] for row in found}
    keys = column(view.table, "Schlüssel")
    told = dict(zip(keys, statuses(view.table, "Kreis insgesamt"), strict=True))
    assert told == {key: known[key[:5]] for key in told}


def test_several_indicators_side_by_side(offered, release):
    two = (RATE, "sgb2_quote")
    view = complete(
        offered(
            "kreisvergleich", "Indikatoren", gebiet=KREIS, indikator=RATE, mehrere="~".join(two)
        )()
    )
    for name in two:
        about, period = described(release, name), latest(release, name, "kreis")
        assert by_key(view.table, about["title"]) == values(release, name, "kreis", period, LAND)
        (head,) = [c for c in view.table.columns if c.id == name]
        assert (head.unit, head.decimals) == (about["unit"], about["decimals"])


def test_all_gemeinden_over_time(offered, release):
    view = complete(offered("zeitreihen", "alle Gemeinden", gebiet=KREIS, indikator=RATE)())
    expected = rows(
        release,
        "SELECT ags, value FROM value JOIN area USING (ags, level) WHERE indicator = ? AND "
        "level = 'gemeinde' AND ags LIKE ? || '%' AND NOT unincorporated",
        *(RATE, KREIS),
    )
    expected += [
        {"ags": KREIS, "value": row["value"]}
        for row in rows(
            release, "FROM value_by_area WHERE indicator = ? AND ags = ?", *(RATE, KREIS)
        )
    ]
    pairs = zip(column(view.table, "Schlüssel"), column(view.table, "Wert"), strict=True)
    assert sorted(pairs, key=repr) == sorted(((r["ags"], r["value"]) for r in expected), key=repr)


def test_the_age_structure(offered, release):
    key = largest(release, 1)[0]
    view = complete(offered("gebietsprofil", "Altersaufbau", flaeche=key)())
    period = max(r["period"] for r in rows(release, "SELECT DISTINCT period FROM population"))
    for area in (key, KREIS):
        found = rows(
            release,
            "SELECT sex, sum(value) AS people FROM population WHERE ags = ? AND period = ? "
            "AND sex IN ('male', 'female') AND NOT (age_from = 0 AND age_to IS NULL) GROUP BY sex",
            *(area, period),
        )
        for row in found:
            told = [v for v in column(view.table, f"{area}_{row['sex']}") if v is not None]
            assert sum(told) == row["people"]
        assert len(found) == 2


@pytest.mark.parametrize(
    ("page", "part", "name"),
    [("gebietsprofil", "Entwicklung", "bevoelkerung"), ("karte", "Verlauf", RATE)],
)
def test_one_area_over_time(offered, release, page: str, part: str, name: str):
    key = largest(release, 1)[0]
    link = {"flaeche": key, "gebiet": KREIS, "ebene": "gemeinde", "indikator": name}
    view = complete(offered(page, part, **link)())
    known = [value for value in column(view.table, "Wert") if value is not None]
    assert known == list(series(release, name, key).values())
    assert labels(release, "gemeinde")[key] in view.title


NEED = {"gebiet": KREIS, "auswahl": "sgb2_quote~altenquotient"}


def test_contributions_add_up_to_the_index(offered, release):
    view = complete(offered("bedarfsanalyse", "Beiträge", **NEED)())
    index, first, second = (by_key(view.table, n) for n in ("Index", "sgb2_quote", RATE))
    whole = {key: value for key, value in index.items() if value is not None}
    assert len(whole) > 20
    for key, value in whole.items():
        assert value == pytest.approx(first[key] + second[key])
    ranks = by_key(view.table, "Rang")
    notes = by_key(view.table, "Hinweis")
    assert all(ranks[key] is not None or notes[key] for key in ranks)
    assert any("ohne Rang" in note for note in view.notes)
    found = values(release, "sgb2_quote", "gemeinde", latest(release, "sgb2_quote"))
    people = {
        r["ags"]: r["population"] for r in rows(release, "FROM area WHERE level = 'gemeinde'")
    }
    large = {k: v for k, v in found.items() if v is not None and people[k] >= 300}
    scores = dict(zip(large, stats.zscore(list(large.values()), ddof=0), strict=True))
    assert all(first[key] == pytest.approx(scores[key] / 2) for key in scores)


def test_two_indicators_together(offered, release):
    view = complete(offered("bedarfsanalyse", "Streudiagramm", **NEED, x="sgb2_quote", y=RATE)())
    for name in ("sgb2_quote", RATE):
        found = values(release, name, "gemeinde", latest(release, name))
        told = by_key(view.table, described(release, name)["title"])
        kreis = values(release, name, "kreis", latest(release, name))
        assert told == {key: found[key] for key in inhabited(release)} | kreis


def inhabited(release) -> list[str]:
    sql = "FROM area WHERE level = 'gemeinde' AND ags LIKE ? || '%' AND NOT unincorporated"
    return [row["ags"] for row in rows(release, sql, KREIS)]


def test_a_kreis_at_another_period_is_no_line_beside_its_gemeinden():
    long = pd.DataFrame({"indicator": ["a", "b"], "period": ["2023", "2024"], "ags": "1"})
    kreis = pd.DataFrame({"indicator": ["a", "b"], "period": "2024", "value": [1.0, 2.0]})
    analysis = Analysis(long, kreis, None, {}, {}, {}, None, "gemeinde")
    assert analysis.around_beside["value"].to_dict() == {"b": 2.0}


def test_the_distance_of_a_gemeinde(offered, release):
    key = largest(release, 1)[0]
    view = complete(offered("bedarfsanalyse", "Abstand", **NEED, flaeche=key)(), drawn=False)
    period = latest(release, "sgb2_quote")
    own, kreis = (
        values(release, "sgb2_quote", level, period)[area]
        for level, area in (("gemeinde", key), ("kreis", KREIS))
    )
    title = described(release, "sgb2_quote")["title"]
    row = column(view.table, "Indikator").index(
        f"{title} ({'.'.join(reversed(period.split('-')))})"
    )
    assert [view.table.rows[row][i].value for i in (2, 3)] == [own, kreis]
    assert view.table.rows[row][4].value == pytest.approx(own - kreis)
    assert labels(release, "gemeinde")[key] in view.title


def test_two_maps_are_taken_along_together(offered, release):
    link = {"gebiet": KREIS, "ebene": "gemeinde", "indikator": RATE, "zweite": "sgb2_quote"}
    view = offered("karte", **link)()
    first, second = view.drawings
    assert first.title.startswith(described(release, RATE)["title"])
    assert second.title.startswith(described(release, "sgb2_quote")["title"])
    found = values(release, "sgb2_quote", "gemeinde", latest(release, "sgb2_quote"))
    told = by_key(view.table, described(release, "sgb2_quote")["title"])
    assert told == {key: found[key] for key in told}
    assert len(told) > 20


def test_sources_and_keys_without_an_area(offered, release):
    view = complete(offered("daten", "Quellen")(), drawn=False)
    publishers = rows(
        release, "SELECT DISTINCT publisher FROM source JOIN indicator_source ON id = source"
    )
    assert set(column(view.table, "Herausgeber")) == {r["publisher"] for r in publishers}
    lost = complete(offered("daten", "Ohne Gebiet")(), drawn=False)
    assert (
        sum(column(lost.table, "Zeilen"))
        == rows(release, 'SELECT sum("rows") AS n FROM unmatched')[0]["n"]
    )
