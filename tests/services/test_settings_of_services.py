"""Addresses and accesses: where they come from, and what is refused before anything is asked."""

import os
from pathlib import Path

import pytest

from monitoring.addresses import OURS, load_addresses
from monitoring.commands import main
from monitoring.errors import ServiceError
from monitoring.services.access import Access, access_to
from tests.services import office as played
from tests.services.office import TABLE, Office

HOLEN = ["daten", "holen", "regionalstatistik", TABLE]


def test_ours_are_whole_and_encrypted(monkeypatch):
    monkeypatch.delenv("KREISBLICK_SERVICES")
    _, services = load_addresses()
    assert services["wegweiser"].address.endswith("/data-api/rest/statistics/data/")
    assert list(services) == ["genesis", "regionalstatistik", "zensus", "wegweiser", "bkg"]
    assert all(service.address.startswith("https://") for service in services.values())
    assert services["zensus"].jobs is False
    assert set(services["bkg"].files) == {"vg250", "vg250-ew", "vg5000"}


def test_an_own_file_is_laid_over_ours(installation: Path):
    installation.write_text(
        "limits: {largest_mib: 5}\n"
        "services:\n"
        "  genesis: {address: 'https://neu.example/'}\n"
        "  nrw: {title: NRW, kind: genesis, address: 'https://nrw.example/', example: abc}\n",
        encoding="utf-8",
    )
    limits, services = load_addresses()
    assert (limits.largest_mib, limits.poll_s) == (5, 10)
    assert services["genesis"].address == "https://neu.example/"
    assert services["genesis"].jobs is True
    assert services["nrw"].title == "NRW"
    assert "bkg" in services


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("services: {genesis: {address: 'http://x.example/'}}", "https://"),
        ("services: {genesis: {address: 'https://a:b@x.example/'}}", "ohne Kennung"),
        ("services: {genesis: {address: 'https://x.example/?a=b'}}", "ohne Kennung"),
        ("services: {genesis: {address: 'https://x.example'}}", "mit / am Ende"),
        ("services: {genesis: {address: 'https://[x'}}", "https://"),
        ("services: {genesis: {adress: 'https://x.example/'}}", "adress"),
        ("services: {genesis: {jobs: ja}}", "true oder false"),
        ("services: {genesis: {kind: ftp}}", "ftp"),
        ("services: {genesis: neu}", "feld: wert"),
        ("services: {neu: {title: Neu}}", "ohne kind"),
        ("services: {'../x': {title: Neu}}", "Kennung"),
        ("services: {bkg: {files: {vg250: {path: vg.zip, day: 01-01}}}}", "{year}"),
        ("services: {bkg: {files: {vg250: {path: '../{year}', day: 01-01}}}}", "{year}"),
        ("limits: {poll_s: 0}", "größer als null"),
        ("limits: {poll_s: bald}", "eine Zahl"),
        ("dienste: {}", "services"),
        ("a: [", "gültiges YAML"),
    ],
)
def test_a_wrong_own_file_is_refused_with_its_place(installation: Path, text: str, told: str):
    installation.write_text(text, encoding="utf-8")
    with pytest.raises(ServiceError) as caught:
        load_addresses()
    assert told in str(caught.value)
    assert "Datei dienste.yml" in str(caught.value)
    assert "docs/dienste.md" in str(caught.value)


def test_an_own_file_that_is_not_there_is_told(monkeypatch, tmp_path: Path, capsys):
    monkeypatch.setenv("KREISBLICK_SERVICES", str(tmp_path / "fehlt.yml"))
    assert main(["daten", "dienste"]) == 1
    assert "fehlt.yml" in capsys.readouterr().err


def test_addresses_stand_in_one_file_only():
    others = [path for path in OURS.parent.rglob("*.py") if "genesisWS" in path.read_text("utf-8")]
    assert others == []


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A file of accesses in place of the environment."""
    monkeypatch.delenv("KREISBLICK_REGIONALSTATISTIK_NAME")
    path = tmp_path / "zugang.toml"
    path.write_text('[regionalstatistik]\nname = "DE1"\npassword = "p-1"\n', encoding="utf-8")
    path.chmod(0o600)
    return path


@pytest.mark.usefixtures("kept")
def test_the_access_may_lie_in_a_file_of_its_owner(office: Office):
    office.reply("data/tablefile", played.table_zip())
    assert main(HOLEN) == 0
    headers = office.questions[-1].headers
    assert (headers["username"], headers["password"]) == ("DE1", "p-1")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_file_that_others_may_read_is_refused(kept: Path, office: Office, mode: int, capsys):
    kept.chmod(mode)
    assert main(HOLEN) == 1
    told = capsys.readouterr().err
    assert f"chmod 600 {kept}" in told
    assert "p-1" not in told
    assert office.questions == []


@pytest.mark.parametrize(
    "text", ["[regionalstatistik\nname = p-1", "[regionalstatistik]\nname = 4711\npassword = 'p-1'"]
)
def test_a_file_of_another_form_is_refused_without_quoting_it(kept: Path, text: str, capsys):
    kept.write_text(text, encoding="utf-8")
    assert main(HOLEN) == 1
    told = capsys.readouterr().err
    assert "zugang.toml" in told
    assert "p-1" not in told


def test_without_an_access_nothing_is_asked_and_the_way_to_one_is_told(
    office: Office, monkeypatch, capsys
):
    monkeypatch.delenv("KREISBLICK_REGIONALSTATISTIK_NAME")
    assert main(HOLEN) == 1
    told = capsys.readouterr().err
    assert "KREISBLICK_REGIONALSTATISTIK_NAME" in told
    assert "Kostenlos registrieren" in told
    assert office.questions == []


@pytest.mark.parametrize("password", ["a\nX-Other: b", "größer", " rand"])
def test_a_password_that_no_header_can_hold_is_refused(password: str, monkeypatch):
    monkeypatch.setenv("KREISBLICK_REGIONALSTATISTIK_PASSWORD", password)
    with pytest.raises(ServiceError) as caught:
        access_to(load_addresses()[1]["regionalstatistik"])
    assert password not in str(caught.value)


def test_an_access_does_not_show_itself():
    assert repr(Access("DE1", "geheim")) == "Access()"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["post", "1"], "Diesen Dienst gibt es nicht."),
        (["regionalstatistik", "../../etc"], "kann es dort nicht geben"),
        (["regionalstatistik", "12411*"], "kann es dort nicht geben"),
        (["wegweiser", "a/../b"], "kann es dort nicht geben"),
        (["wegweiser", "a..b"], "kann es dort nicht geben"),
        (["bkg", "vg1000"], "Es gibt: vg250"),
        (["bkg", "vg250"], "--year 2024"),
        (["bkg", "vg250", "--year", "24"], "Diese Jahre gibt es nicht."),
        (["bkg", "vg250", "--year", "2024", "--from", "2020"], "--from"),
        (["regionalstatistik", TABLE, "--year", "2024"], "--year"),
        (["regionalstatistik", TABLE, "--from", "2021", "--to", "2020"], "das erste vor"),
        (["regionalstatistik", TABLE, "--regionalkey", "16*"], "gehören zusammen"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_asked(
    office: Office, words: list[str], told: str, capsys
):
    assert main(["daten", "holen", *words]) == 1
    assert told in capsys.readouterr().err
    assert office.questions == []
