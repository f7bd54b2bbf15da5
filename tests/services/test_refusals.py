"""Whatever a service sends instead of its data: a German reason, a remedy, an empty store."""

import logging
import socket
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest

from monitoring.commands import main
from monitoring.errors import UNKNOWN_FORMAT
from monitoring.settings import store_path
from tests.services import office as played
from tests.services.office import MAINTENANCE, NAME, PASSWORD, TABLE, Office, Reply, open_office

HOLEN = ["daten", "holen", "regionalstatistik", TABLE]
Set = Callable[[Office], None]
WRONG = "Ein Fehler ist aufgetreten. (Bitte prüfen und korrigieren Sie Ihren Nutzernamen bzw.\n das Passwort.)"  # noqa: E501 - the service's own words
REFUSED = "Der Dienst nimmt die Zugangsdaten nicht an."
PAGE = "Statt Daten kam eine Seite für Menschen"
NOTHING = Reply()
BROKEN_OFF = "Die Verbindung brach ab, die Antwort ist unvollständig."
LARGE = "Die Antwort ist größer als erlaubt (0,1 MB)."


def at(path: str, *replies: Reply) -> Set:
    return lambda office: office.reply(path, *replies)


def table(*replies: Reply) -> Set:
    return at("data/tablefile", *replies)


def login(*replies: Reply) -> Set:
    return at("helloworld/logincheck", *replies)


def job(*results: Reply, file: Reply = NOTHING) -> Set:
    def prepare(office: Office) -> None:
        office.reply("data/tablefile", played.TOO_LARGE, played.STARTED)
        office.reply("catalogue/results", *results)
        office.reply("data/resultfile", file)

    return prepare


def damaged_zip() -> bytes:
    """The directory is right, a byte of the content is not."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a_flat.csv", played.table_csv())
    body = bytearray(stream.getvalue())
    body[200] ^= 0xFF
    return bytes(body)


WHOLE = played.zipped(played.table_csv())
NOISE = bytes(range(256)) * 400  # 100 kB
CASES: dict[str, tuple[Set, str, str]] = {
    "wrong password, told by the login": (login(played.login(WRONG)), REFUSED, "neu hinterlegen"),
    "wrong password, HTTP 404": (login(played.bare(2, WRONG, 404)), REFUSED, "Token"),
    "wrong password, HTTP 200": (table(played.bare(2, WRONG, 200)), REFUSED, "Token"),
    "no right, HTTP 401": (
        table(played.bare(15, "Sie sind nicht berechtigt", 401)), REFUSED, "docs/dienste.md"),
    "taken for a guest": (login(played.login(user="GAST")), REFUSED, "neu hinterlegen"),
    "forbidden by something before it": (table(Reply(status=403)), REFUSED, "Kennwort"),
    "a login that says nothing": (login(Reply(b"{}")), "nicht die Form", "Später"),
    "a login in other words": (login(played.login("Hallo")), "meldet einen Fehler", "Meldung"),
    "a login that ends with an error": (
        login(played.told(-1, "Systemfehler", "Fehler")), "meldet einen Fehler", "später"),
    "login in trouble": (
        login(played.login("Ein Fehler ist aufgetreten. (unerwarteter Systemfehler)")),
        "Der Dienst meldet einen Fehler.", "später noch"),
    "maintenance, HTTP 200": (table(Reply(MAINTENANCE, kind="text/html")), PAGE, "Später"),
    "maintenance, HTTP 503": (
        table(Reply(MAINTENANCE, 503, "text/html")),
        f"{PAGE}, meist bei Wartungsarbeiten (HTTP 503)", "Später"),
    "maintenance at the login": (login(Reply(MAINTENANCE, 503, "text/html")), PAGE, "Später"),
    "maintenance within a job": (job(played.NOT_YET, Reply(MAINTENANCE)), PAGE, "Später"),
    "no such table": (
        table(played.told(90, "Die angeforderte Tabelle ist nicht vorhanden")),
        "Diese Tabelle gibt es dort nicht", "12411-01-01-4"),
    "nothing of that selection": (table(played.NOT_YET), "nicht für diese Auswahl", "Schlüssel"),
    "moved away": (table(Reply(b"weg", 404)), "Das Gesuchte gibt es dort nicht", "Adresse"),
    "asked too often": (table(Reply(status=429)), "HTTP 429", "Eine Stunde warten"),
    "an error nobody described": (
        table(played.told(-1, "Systemfehler", "Fehler")), "meldet einen Fehler", "später"),
    "success without a table": (table(played.told(0, "erfolgreich")), "nicht die Form", "Browser"),
    "JSON of somebody else": (table(Reply(b'["a"]')), "nicht die Form", "Browser"),
    "JSON cut off": (table(Reply(b'{"Status": {"Co')), "unvollständig oder beschädigt", "Noch"),
    "nothing at all": (table(Reply()), "eine leere Antwort", "Auswahl"),
    "blanks alone": (table(Reply(b" \r\n ")), "eine leere Antwort", "Auswahl"),
    "zip cut by the line": (table(Reply(WHOLE, cut=200)), BROKEN_OFF, "Noch einmal"),
    "zip cut without a stated length": (
        table(Reply(WHOLE, cut=200, sized=False)), "Das Archiv ist beschädigt", "herunterladen"),
    "zip with a wrong byte": (table(Reply(damaged_zip())), "Archiv ist beschädigt", "Noch einmal"),
    "silence": (table(Reply(WHOLE, pause_s=4)), "binnen 2 s nicht geantwortet", "--from"),
    "byte after byte": (table(Reply(WHOLE, drip_s=0.05)), "binnen 4 s nicht", "eingrenzen"),
    "larger than allowed": (table(Reply(NOISE)), LARGE, "largest_mib"),
    "larger than allowed, unstated": (table(Reply(NOISE, sized=False)), LARGE, "largest_mib"),
    "in a circle": (
        table(Reply(status=302, headers={"Location": "tablefile"})), "im Kreis", "Später"),
    "a job that never ends": (job(played.NOT_YET), "noch nicht fertig", "eigenen Aufträgen"),
    "a job that is refused": (
        table(played.TOO_LARGE, played.told(15, "nicht berechtigt")), REFUSED, "Token"),
    "a job without a name": (
        table(played.TOO_LARGE, played.told(99, "erstellt")), "nicht die Form", "Browser"),
    "a job whose result is cut": (
        job(played.READY, file=Reply(WHOLE, cut=90)), BROKEN_OFF, "Noch einmal"),
    "a job too large after all": (
        job(played.READY, file=played.TOO_LARGE), "nicht die Form", "Browser"),
    "a table of another form": (
        table(Reply(b"a;b\r\n1;2\r\n", kind="text/csv")), "wurde nicht erkannt", "Abhilfe"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_it_ends_with_a_reason_and_an_empty_store(name: str, office: Office, tmp_path, capsys):
    prepare, reason, remedy = CASES[name]
    prepare(office)
    assert main(HOLEN) == (UNKNOWN_FORMAT if name == "a table of another form" else 1)
    told = capsys.readouterr()
    assert reason in told.err
    assert remedy in told.err[told.err.index("Abhilfe:") :]
    assert not store_path().exists()
    assert list(tmp_path.glob("kreisblick-*")) == []
    assert PASSWORD not in told.out + told.err


def test_the_census_makes_no_jobs_and_says_so(office: Office, monkeypatch, capsys):
    monkeypatch.setenv("KREISBLICK_ZENSUS_NAME", NAME)
    office.reply("data/tablefile", played.TOO_LARGE)
    assert main(["daten", "holen", "zensus", "1000A-0000"]) == 1
    assert "zu groß, um sie auf einmal zu holen" in capsys.readouterr().err
    assert office.asked() == ["helloworld/logincheck", "data/tablefile"]


@pytest.fixture
def elsewhere() -> Iterator[Office]:
    with open_office() as other:
        yield other


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_another_host_never_gets_the_question(
    office: Office, elsewhere: Office, status: int, capsys
):
    there = {"Location": f"{elsewhere.address}data/tablefile"}
    office.reply("data/tablefile", Reply(status=status, headers=there))
    assert main(HOLEN) == 1
    told = capsys.readouterr().err
    assert "auf eine andere Adresse weiter; dorthin wurde nichts gesendet" in told
    assert "KREISBLICK_SERVICES" in told
    assert elsewhere.questions == []
    assert not store_path().exists()


def own_address(file: Path, address: str) -> None:
    text = f"services:\n  regionalstatistik:\n    address: {address}\n"
    file.write_text(text, encoding="utf-8")


def test_a_host_that_is_not_there_is_told(installation: Path, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    own_address(installation, f"http://127.0.0.1:{port}/rest/")
    assert main(HOLEN) == 1
    assert "Der Dienst ist nicht erreichbar." in capsys.readouterr().err


def test_a_host_without_tls_gets_nothing(office: Office, installation: Path, capsys):
    own_address(installation, office.address.replace("http:", "https:"))
    assert main(HOLEN) == 1
    assert "nicht vertrauenswürdig; es wurde nichts gesendet" in capsys.readouterr().err
    assert office.questions == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("HTTPS_PROXY", "socks5://127.0.0.1:1"), ("HTTPS_PROXY", "ftp://a"), ("SSL_CERT_FILE", "/x")],
)
def test_a_proxy_or_certificate_that_does_not_work_is_told(
    office: Office, name: str, value: str, monkeypatch, capsys
):
    monkeypatch.setenv(name, value)
    assert main(HOLEN) == 1
    assert "HTTPS_PROXY muss mit http://" in capsys.readouterr().err
    assert office.questions == []


def test_the_access_stays_out_of_log_address_and_store(office: Office, tmp_path, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    office.reply("data/tablefile", played.table_zip())
    assert main(HOLEN) == 0
    said = capsys.readouterr()
    everything = said.out + said.err + caplog.text + " ".join(office.asked())
    assert PASSWORD not in everything
    assert NAME not in everything
    for path in (tmp_path / "data").rglob("*"):
        content = path.read_bytes()
        assert PASSWORD.encode() not in content
        assert NAME.encode() not in content


def test_a_service_that_repeats_the_password_does_not_bring_it_to_the_screen(
    office: Office, capsys
):
    office.reply("data/tablefile", played.told(2, f"falsch: {NAME} {PASSWORD}"))
    assert main(HOLEN) == 1
    told = capsys.readouterr().err
    assert "falsch: … …" in told
    assert PASSWORD not in told
