"""The values of a map by their address: those of the page, and only for questions that it has."""

import base64
import json
from pathlib import Path
from urllib.parse import urlencode

import brotli
import numpy as np
import pandas as pd
import pytest
from starlette.applications import Starlette

from geodata.palettes import FIRST_REASON, OUTSIDE
from monitoring.figures import number
from monitoring.release.location import current_release
from monitoring.ui.cached import answering_from
from monitoring.ui.map_question import Question, address, picture_of, question_of
from monitoring.ui.map_values import _as_printed, _remarks
from monitoring.ui.server import middleware, routes
from tests.asgi import Answer, ask
from tests.pages.figures import KREIS, LAND, latest, open_current, values

APP = Starlette(routes=routes(), middleware=middleware())
WORDS = {
    "indikator": "altenquotient",
    "gebiet": KREIS,
    "ebene": "gemeinde",
    "zeitraum": "2020-12-31",
    "vergleich": "",
    "methode": "quantile",
    "klassen": "5",
    "palette": "petrol",
    "grenzen": "fest",
    "eigene": "",
}


@pytest.fixture
def release(sample_data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("KREISBLICK_DATA", str(sample_data_dir))
    found = current_release()
    assert found is not None
    return found


def get(release: str, **changes: str) -> Answer:
    return ask(APP, f"/karten/{release}/werte?{urlencode(WORDS | changes)}")


def asked(release: str, **changes: str) -> Question | None:
    with answering_from(release):
        return question_of(WORDS | changes)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"indikator": "bevoelkerung"},
        {"vergleich": "2015-12-31", "grenzen": "je"},
        {"methode": "manual", "eigene": "-1.5;1e-05;0.1", "palette": "puor"},
        {"methode": "reference", "klassen": "7", "gebiet": LAND, "ebene": "kreis"},
    ],
)
def test_a_question_survives_its_address(release: str, changes: dict[str, str]):
    question = asked(release, **changes)
    assert question is not None
    assert all(question.words[name] == value for name, value in changes.items() if name != "eigene")
    with answering_from(release):
        assert question_of(question.words) == question


def test_the_values_are_those_of_the_release(release: str, sample_data_dir: Path):
    sent = json.loads(get(release).body)
    connection = open_current(sample_data_dir)
    order = connection.execute(
        "SELECT ags FROM layer_area WHERE level = 'gemeinde' ORDER BY position"
    ).fetchall()
    expected = values(connection, "altenquotient", "gemeinde", "2020-12-31")
    codes = np.frombuffer(base64.b64decode(sent["classes"]), np.uint8)
    series = sent["values"]
    raw, width = base64.b64decode(series["data"]), series["width"]
    for position, (key,) in enumerate(order):
        code = codes[position]
        if not key.startswith(KREIS):
            assert code == OUTSIDE
        elif expected[key] is None:
            assert FIRST_REASON <= code < OUTSIDE
        else:
            number = int.from_bytes(raw[position * width : (position + 1) * width], "little")
            shown = (number + series["base"]) / 10 ** series["decimals"]
            assert shown == pytest.approx(expected[key], abs=0.5 / 10 ** series["decimals"])
    connection.close()


def test_what_is_estimated_says_how_far(release: str, sample_data_dir: Path):
    sent = json.loads(get(release, gebiet="99005", zeitraum="2017-12-31").body)
    connection = open_current(sample_data_dir)
    found = connection.execute(
        "SELECT l.position, round(100 * v.estimated_share)::INTEGER FROM layer_area l "
        "JOIN value v USING (ags, level) WHERE v.indicator = 'altenquotient' "
        "AND v.period = '2017-12-31' AND v.estimated_share > 0 AND v.level = 'gemeinde'"
    ).fetchall()
    connection.close()
    assert found
    told = {place: text for place, text in sent["remarks"].items() if "geschätzt" in text}
    assert told == {str(place): f"zu {share}\u00a0% geschätzt" for place, share in found}


def test_the_tooltip_rounds_as_the_table_prints():
    """Halves go up; as binary fractions some lie below."""
    given = np.array([12.25, 12.35, -0.05, 1.005, np.nan])
    assert _as_printed(given, 1)[:4].tolist() == [12.3, 12.4, -0.1, 1.0]
    assert [number(value, 1) for value in given[:4]] == ["12,3", "12,4", "−0,1", "1,0"]


def test_they_are_small_and_not_kept(release: str):
    plain = get(release)
    small = ask(APP, f"/karten/{release}/werte?{urlencode(WORDS)}", accept_encoding="gzip, br")
    assert brotli.decompress(small.body) == plain.body
    assert small.headers["content-encoding"] == "br"
    assert plain.headers["cache-control"] == "no-store"


def test_the_page_gives_the_same_address(release: str):
    """A period that the indicator lacks is replaced, and the answer says by which."""
    answer = get(release, indikator="bevoelkerung", zeitraum="1900")
    question = asked(release, indikator="bevoelkerung", zeitraum="1900")
    assert question is not None
    with answering_from(release):
        assert answer.headers["content-location"] == address(question)
    assert "zeitraum=1900" not in address_words(answer)


def address_words(answer: Answer) -> str:
    return answer.headers["content-location"].partition("?")[2]


def test_the_latest_period_that_says_something_is_the_first(release: str, sample_data_dir: Path):
    question = asked(release, zeitraum="")
    connection = open_current(sample_data_dir)
    assert question is not None
    assert question.period == latest(connection, "altenquotient")
    connection.close()


@pytest.mark.parametrize(
    "changes",
    [
        {"indikator": "gibt_es_nicht"},
        {"gebiet": "99"[:1]},
        {"gebiet": "12345"},
        {"gebiet": "' OR 1=1 --"},
        {"ebene": "kreis"},
        {"ebene": "stadtteil"},
        {"methode": "zufall"},
        {"klassen": "99"},
        {"klassen": "5.0"},
        {"palette": "<script>"},
        {"grenzen": ""},
        {"methode": "manual"},
        {"methode": "manual", "eigene": "nan"},
        {"methode": "manual", "eigene": "1;inf"},
        {"methode": "manual", "eigene": "2;1"},
        {"methode": "manual", "eigene": "1;1"},
        {"methode": "manual", "eigene": "eins"},
        {"methode": "manual", "eigene": "1;2;3;4;5;6;7"},
    ],
)
def test_what_the_page_cannot_ask_is_not_there(release: str, changes: dict[str, str]):
    answer = get(release, **changes)
    assert answer.status == 404
    assert "altenquotient" not in answer.body.decode()


@pytest.mark.parametrize("name", ["gibt-es-nicht", "..", "%2e%2e", "a b", ".versteckt"])
def test_another_release_is_not_there(release: str, name: str):
    assert ask(APP, f"/karten/{name}/werte?{urlencode(WORDS)}").status == 404
    assert ask(APP, f"/karten/{name}/indikatoren").status == 404


def test_words_are_missing(release: str):
    assert ask(APP, f"/karten/{release}/werte").status == 404


def test_every_title_leads_to_its_indicator(release: str, sample_data_dir: Path):
    sent = json.loads(ask(APP, f"/karten/{release}/indikatoren").body)
    connection = open_current(sample_data_dir)
    known = dict(connection.execute("SELECT id, title FROM indicator").fetchall())
    connection.close()
    assert len(sent) > 40
    assert all(known[identifier] == title for title, identifier in sent.items())


def test_the_same_picture_serves_page_and_address(release: str):
    question = asked(release)
    assert question is not None
    with answering_from(release):
        assert picture_of(question) is picture_of(question)


def test_where_there_is_no_value_the_reason_is_said_and_no_mark():
    frame = pd.DataFrame({"value": [1.0, None], "note": ["provisional", "provisional"]})
    assert _remarks(frame) == {0: "vorläufig"}
