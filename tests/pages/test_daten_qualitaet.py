"""Daten, Qualität: states of every indicator, age of sources, findings, sums, answers."""

import json
import re
from functools import partial

import duckdb
import pytest

from monitoring.release.location import current_release
from monitoring.reports.formats import write
from monitoring.ui import cached, daten_agreement
from monitoring.ui import daten_qualitaet_view as view
from monitoring.ui.cached import answering_from
from monitoring.workspace.answers import answers
from monitoring.workspace.tables import open_workspace
from tests.pages.conftest import OpenPage, faultless, opened, tables
from tests.pages.figures import day, described, german, rows

Release = duckdb.DuckDBPyConnection
STATES = {
    "✓": "value IS NOT NULL AND NOT guessed",
    "s": "value IS NOT NULL AND guessed",
    "•": "status = 'suppressed'",
    "≠": "status = 'not_comparable'",
    "–": "status IN ('missing', 'unknown', 'not_yet', 'unreliable')",
}


def table_with(app, head: str) -> list[list[str]]:
    return next(found for found in tables(app) if head in found[0])


def tinted(app) -> dict:
    bodies = [str(part.proto.body) for part in app.get("html")]
    data = next(found[1] for b in bodies if "tints" in b and (found := re.search("='({.*})'", b)))
    return json.loads(data.replace("&quot;", '"').replace("&amp;", "&"))


def counted(release: Release, indicator: str, level: str, year: str) -> str:
    """What must stand in a cell, asked of the release."""
    found = []
    for sign, condition in STATES.items():
        sql = (
            "SELECT count(*) AS n FROM (SELECT *, note LIKE '%estimated%' AS guessed FROM value) "
            f"WHERE indicator = ? AND level = ? AND left(period, 4) = ? AND {condition}"
        )
        if n := rows(release, sql, indicator, level, year)[0]["n"]:
            found.append(f"{sign}\u00a0{german(n, 0)}")
    return "\n".join(found)


@pytest.mark.parametrize("level", ["gemeinde", "kreis"])
def test_a_cell_counts_the_areas_of_each_state(open_page: OpenPage, release: Release, level: str):
    app = open_page("daten")
    app.selectbox(key="qualitaet_ebene").set_value(level).run()
    head, *lines = table_with(faultless(app), "Indikator")
    assert head[1:] == sorted(head[1:], reverse=True)
    for indicator in ("sgb2_quote", "arbeitslosenanteil"):
        title = described(release, indicator)["title"]
        line = next(line for line in lines if line[0] == title)
        assert line[1:] == [counted(release, indicator, level, year) for year in head[1:]]


def test_indicators_stand_under_their_first_topic(open_page: OpenPage, release: Release):
    lines = [line[0] for line in table_with(faultless(open_page("daten")), "Indikator")[1:]]
    found = rows(
        release,
        "SELECT t.title AS topic, i.title FROM topic t JOIN indicator_topic x ON x.topic = t.id "
        "JOIN indicator i ON i.id = x.indicator WHERE i.id IN "
        "(SELECT indicator FROM value WHERE level = 'gemeinde') ORDER BY t.position, i.position",
    )
    expected: dict[str, str] = {}
    for row in found:
        expected.setdefault(row["title"], row["topic"])
    under, topic = {}, ""
    for line in lines:
        topic = topic if line in expected else line
        under[line] = topic
    assert {line: under[line] for line in under if line in expected} == expected


def test_colour_follows_what_prevails(open_page: OpenPage):
    data = tinted(faultless(open_page("daten")))
    names = {sign: state for state, (sign, _) in view.STATES.items()}
    checked = set()
    for line, tints in zip(data["rows"], data["tints"], strict=True):
        for cell, tint in zip(line[1:], tints[1:], strict=True):
            parts = [part.split("\u00a0") for part in cell.split("\n") if part]
            numbers = {names[sign]: int(n.replace(".", "")) for sign, n in parts}
            assert (tint == "") == (not numbers)
            assert not numbers or numbers[tint] == max(numbers.values())
            checked.add(tint)
    assert {"", "available"} < checked


def test_the_legend_names_every_sign(open_page: OpenPage):
    bodies = [str(part.proto.body) for part in faultless(open_page("daten")).get("html")]
    legend = next(body for body in bodies if "kb-signs" in body)
    for state, (sign, words) in view.STATES.items():
        assert f'<li class="kb-is-{state}">{sign} {words}</li>' in legend


def test_findings_are_listed_by_delivery(open_page: OpenPage, release: Release):
    lines = table_with(faultless(open_page("daten")), "Stelle")[1:]
    found = rows(
        release, "SELECT delivery, message, count FROM finding ORDER BY delivery DESC, position"
    )
    assert found
    assert [(line[0], line[2], line[4]) for line in lines] == [
        (str(row["delivery"]), row["message"], german(row["count"], 0)) for row in found
    ]


def test_without_differences_that_is_said(open_page: OpenPage, release: Release):
    assert rows(release, "FROM sum_difference") == []
    app = faultless(open_page("daten"))
    assert any("stimmt die Summe" in success.value for success in app.success)


def test_differences_stand_beside_each_other(ortsteile_release: Release):
    lines = table_with(faultless(opened("daten")), "Unterschied")[1:]
    found = rows(
        ortsteile_release,
        "FROM sum_difference ORDER BY abs(difference) DESC, measure, ags, period",
    )
    assert found
    assert [(line[1], line[4], *line[5:8]) for line in lines] == [
        (
            row["ags"],
            day(row["period"]),
            german(row["delivered"], 0),
            german(row["summed"], 0),
            german(row["difference"], 0, signed=True),
        )
        for row in found
    ]


def test_a_release_of_before_says_so(open_page: OpenPage, monkeypatch):
    monkeypatch.setattr(cached, "manifest", lambda: {"tables": {"value": 1}})
    app = faultless(open_page("daten"))
    assert any("Erstellen Sie unter **Einlesen** einen neuen" in info.value for info in app.info)
    assert not any("Stelle" in found[0] for found in tables(app))


def test_every_table_goes_along_whole(ortsteile_release: Release):
    release = ortsteile_release
    makers = {
        partial(view.availability_view_maker, "kreis"): (
            "SELECT DISTINCT indicator, period FROM value WHERE level = 'kreis' "
            "AND status <> 'not_applicable'"
        ),
        partial(view.freshness_view_maker, {}): "SELECT DISTINCT source FROM delivery",
        view.findings_view_maker: "FROM finding",
        daten_agreement.differences_view_maker: "FROM sum_difference",
    }
    for prepare, sql in makers.items():
        with answering_from(str(current_release())):
            made = prepare()()
        expected = len(rows(release, sql))
        assert len(made.table.rows) == expected > 0
        text = write(made, "csv").decode("utf-8-sig")
        assert all(column.title in text for column in made.table.columns)
        assert write(made, "xlsx").startswith(b"PK")


class TestAnswers:
    KEY = "antwort_evaluated_beispiel"

    def sentence(self, app) -> str:
        return next(part.value for part in app.markdown if "ausgewertet" in part.value)

    def answered(self, tmp_path) -> object:
        engine = open_workspace(f"sqlite:///{tmp_path / 'workspace.sqlite'}")
        try:
            return answers(engine).get(("beispiel", "evaluated"), "nobody asked")
        finally:
            engine.dispose()

    def test_one_click_answers_and_one_takes_it_back(self, open_page: OpenPage, tmp_path):
        app = faultless(open_page("daten"))
        assert self.sentence(app) == (
            "Von 1 Quelle: 0 erhoben, 0 ausgewertet, 0 für Entscheidungen genutzt; "
            "3 Antworten stehen aus."
        )
        faultless(app.button_group(key=self.KEY).set_value("ja").run())
        assert self.answered(tmp_path) is True
        assert "1 ausgewertet" in self.sentence(app)
        assert "2 Antworten stehen aus" in self.sentence(app)
        undo = next(b for b in app.button if b.label == "Letzte Antwort rückgängig machen")
        faultless(undo.click().run())
        assert self.answered(tmp_path) is None
        assert "0 ausgewertet" in self.sentence(app)
        assert not any("rückgängig" in button.label for button in app.button)

    def test_an_answer_stands_beside_its_source(self, open_page: OpenPage):
        app = open_page("daten")
        app.button_group(key=self.KEY).set_value("nein").run()
        head, line = table_with(faultless(app), "Ausgewertet")
        assert line[head.index("Ausgewertet")] == "nein"
        assert line[head.index("Erhoben")] == "offen"
        again = faultless(open_page("daten"))
        assert table_with(again, "Ausgewertet")[1] == line
