"""``daten holen``: what a service sends comes in whole, or not at all with a reason."""

from pathlib import Path

import pytest

from monitoring.addresses import load_addresses
from monitoring.commands import main
from monitoring.settings import store_path
from monitoring.store.connection import open_store
from monitoring.store.deliveries import list_deliveries
from tests.readers import excerpts, json_excerpts
from tests.services import office as played
from tests.services.office import JOB, NAME, PASSWORD, TABLE, Office, Reply

HOLEN = ["daten", "holen", "regionalstatistik", TABLE]


def deliveries() -> list[tuple[str, int]]:
    with open_store(store_path()) as connection:
        found = list_deliveries(connection)
    return list(zip(found["file"], found["rows"], strict=True))


def left_over(tmp_path: Path) -> list[str]:
    return [path.name for path in tmp_path.glob("kreisblick-*")]


def test_a_table_comes_in_as_if_it_had_been_uploaded(office: Office, tmp_path, capsys):
    office.reply("data/tablefile", played.table_zip())
    assert main([*HOLEN, "--from", "2019", "--to", "2020"]) == 0
    said = capsys.readouterr().out
    assert "angemeldet" in said
    assert f"regionalstatistik_{TABLE}.zip: Lieferung 1, 2 Zeilen" in said
    assert deliveries() == [(f"regionalstatistik_{TABLE}.zip", 2)]
    assert left_over(tmp_path) == []


def test_the_question_is_the_documented_one(office: Office):
    office.reply("data/tablefile", played.table_zip())
    words = ["--regionalvariable", "KREISE", "--regionalkey", "98*"]
    assert main([*HOLEN, "--dry-run", "--from", "2019", *words]) == 0
    login, table = office.questions
    assert (login.path, table.path) == ("/rest/helloworld/logincheck", "/rest/data/tablefile")
    assert table.method == "POST"
    assert table.headers["Content-Type"].startswith("application/x-www-form-urlencoded")
    assert (table.headers["username"], table.headers["password"]) == (NAME, PASSWORD)
    assert table.form == {
        "area": "all", "compress": "false", "transpose": "false", "format": "ffcsv",
        "language": "de", "startyear": "2019", "regionalvariable": "KREISE",
        "regionalkey": "98*", "name": TABLE, "job": "false",
    }  # fmt: skip


def test_a_dry_run_asks_and_keeps_nothing(office: Office, capsys):
    office.reply("data/tablefile", Reply(played.table_csv(), kind="text/csv"))
    assert main([*HOLEN, "--dry-run"]) == 0
    assert f"regionalstatistik_{TABLE}.csv: GENESIS" in capsys.readouterr().out
    assert not store_path().exists()


def test_a_table_too_large_is_made_in_the_background_and_then_fetched(office: Office, capsys):
    office.reply("data/tablefile", played.TOO_LARGE, played.STARTED)
    office.reply("catalogue/results", played.NOT_YET, played.NOT_YET, played.READY)
    office.reply("data/resultfile", played.table_zip())
    assert main(HOLEN) == 0
    assert office.asked() == [
        "helloworld/logincheck", "data/tablefile", "data/tablefile", "catalogue/results",
        "catalogue/results", "catalogue/results", "data/resultfile",
    ]  # fmt: skip
    assert office.questions[2].form["job"] == "true"
    assert office.questions[-1].form["name"] == JOB
    assert f"als Auftrag {JOB}" in capsys.readouterr().out
    assert deliveries() == [(f"regionalstatistik_{TABLE}.zip", 2)]


def test_several_tables_come_in_together_or_none(office: Office, capsys):
    office.reply("data/tablefile", played.table_zip(), played.NOT_YET)
    assert main([*HOLEN, "99999-01-01-4"]) == 1
    assert "Diese Tabelle gibt es dort nicht" in capsys.readouterr().err
    assert not store_path().exists()


def test_one_that_cannot_be_read_keeps_the_other_out(office: Office, capsys):
    unreadable = Reply(played.table_csv().replace(b"1200", b"viele"), kind="text/csv")
    office.reply("data/tablefile", played.table_zip(), unreadable)
    assert main([*HOLEN, "12411-02-01-4"]) == 1
    assert "viele" in capsys.readouterr().err
    assert not store_path().exists()


def test_boundaries_come_with_the_day_of_their_year(office: Office, tmp_path: Path, capsys):
    shapes = tmp_path / "vg250.gpkg"
    excerpts.areas().to_file(shapes, layer="vg250_gem")
    body = played.zipped(shapes.read_bytes(), "vg250/DE_VG250.gpkg")
    office.reply("vg250_ebenen_0101/2024/vg250.zip", Reply(body, kind="application/zip"))
    assert main(["daten", "holen", "bkg", "vg250", "--year", "2024"]) == 0
    assert "Gemeinden: 2, Gebietsstand 01.01.2024" in capsys.readouterr().out
    (question,) = office.questions
    assert question.method == "GET"
    assert not {"username", "password"} & {name.lower() for name in question.headers}


def test_wegweiser_is_asked_for_json_by_its_friendly_address(
    office: Office, tmp_path: Path, capsys
):
    asked = load_addresses()[1]["wegweiser"].example
    body = json_excerpts.wegweiser(tmp_path / "a.json", json_excerpts.indicator([10.5, None]))
    office.reply(asked, Reply(body.read_bytes()))
    assert main(["daten", "holen", "wegweiser", asked]) == 0
    file = "wegweiser_kinderarmut_oldenburg-oldenburg_2019-2023.json"
    assert f"geladen: {file}" in capsys.readouterr().out
    assert office.asked() == [asked]
    with open_store(store_path()) as connection:
        stored = connection.execute(
            "SELECT base_figure, key, period, value, status FROM figure ORDER BY period"
        ).fetchall()
    assert stored == [
        ("kinderarmut_wegweiser", "16068", "2019", 10.5, "reported"),
        ("kinderarmut_wegweiser", "16068", "2020", None, "missing"),
    ]


def test_progress_is_told_while_a_large_answer_comes(office: Office, monkeypatch, capsys):
    monkeypatch.setattr("monitoring.services.wire.SAID_EVERY_S", 0.0)
    office.reply("data/tablefile", played.table_zip())
    assert main([*HOLEN, "--dry-run"]) == 0
    assert "  0,0 MB von 0,0 MB" in capsys.readouterr().out


def test_a_redirect_on_the_same_host_is_followed(office: Office):
    there = {"Location": f"{office.address}neu/tablefile"}
    office.reply("data/tablefile", Reply(status=307, headers=there))
    office.reply("neu/tablefile", played.table_zip())
    assert main(HOLEN) == 0
    assert office.questions[-1].form["name"] == TABLE


@pytest.mark.parametrize("words", [["zugang", "regionalstatistik"], ["zugang", "bkg"]])
def test_an_access_can_be_tried_without_fetching(office: Office, words: list[str], capsys):
    assert main(["daten", *words]) == 0
    assert ("angemeldet" in capsys.readouterr().out) == ("regionalstatistik" in words)
    assert office.asked() == (["helloworld/logincheck"] if "bkg" not in words else [])


def test_the_services_are_listed_with_what_lacks(capsys):
    assert main(["daten", "dienste"]) == 0
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "Zugangsdaten da" in lines["regionalstatistik"]
    assert "Zugangsdaten fehlen" in lines["genesis"]
    assert "ohne Anmeldung" in lines["bkg"]
