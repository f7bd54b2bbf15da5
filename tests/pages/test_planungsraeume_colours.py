"""Planungsräume are seen in the colours that the planners gave them, where it helps."""

from collections import Counter

import duckdb

from geodata.outlines import Outlines
from monitoring.ui.outlines import outlines_of
from monitoring.ui.territories import territories, territory_of
from tests.pages.conftest import faultless, opened, said
from tests.pages.raeume import kreise

Release = duckdb.DuckDBPyConnection
COLOURS = {"Oberes Tal": "#1f6f78", "Unteres Tal": "#e69f00", "Mittleres Tal": "#56b4e9"}


def outlined(level: str, kreis: str) -> Outlines:
    found = outlines_of(territory_of(territories(), kreis), level)
    assert found is not None
    return found


def test_each_gemeinde_of_the_kreis_is_in_the_group_of_its_planungsraum(raeume_release: Release):
    kreis = kreise(raeume_release)[0]
    faultless(opened("karte", gebiet=kreis))
    found = outlined("gemeinde", kreis)
    groups = Counter(found.names[group] for group in found.groups if group >= 0)
    members = raeume_release.execute(
        "SELECT 'Planungsraum ' || a.name, count(*) FROM planungsraum_member m "
        "JOIN area a ON a.ags = m.raum "
        "WHERE m.ags LIKE ? || '%' GROUP BY 1",
        [kreis],
    ).fetchall()
    assert groups == dict(members)
    colours = dict(zip(found.names, found.colours, strict=True))
    assert all(colours[f"Planungsraum {name}"] == colour for name, colour in COLOURS.items())


def test_their_own_level_shows_them_always_and_gemeinden_on_demand(raeume_release: Release):
    kreis, words = kreise(raeume_release)[0], "Farbige Grenzen"
    link = {"indikator": "altenquotient", "gebiet": kreis}
    app = faultless(opened("karte", **link, ebene="planungsraum"))
    legend = said(app).split(words)[1]
    assert all(name in legend for name in COLOURS)
    app = faultless(opened("karte", **link, ebene="gemeinde"))
    assert words not in said(app)
    app.session_state["darstellung"] = True
    app.run().selectbox(key="raeume").select("an").run()
    assert words in said(faultless(app))
    assert app.query_params["raeume"] == "an"
    need = faultless(opened("bedarfsanalyse", gebiet=kreis, ebene="planungsraum"))
    assert words in said(need)


def test_a_kreis_without_any_is_not_asked_about_them(raeume_release: Release):
    other = raeume_release.execute(
        "SELECT parent FROM area WHERE level = 'gemeinde' AND parent NOT IN "
        "(SELECT substr(ags, 1, 5) FROM planungsraum_member) ORDER BY 1 LIMIT 1"
    ).fetchone()[0]
    app = opened("karte", indikator="altenquotient", gebiet=other, raeume="an")
    app.session_state["darstellung"] = True
    app.run()
    assert "raeume" not in [box.key for box in faultless(app).selectbox]
    assert "Farbige Grenzen" not in said(app)
