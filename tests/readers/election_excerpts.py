"""Election results in the forms of the Bundeswahlleiterin; figures invented."""

from pathlib import Path

import pytest

from monitoring.errors import InputError
from monitoring.readers import Delivery, read
from tests.readers import excerpts

TOP = ("© Die Bundeswahlleiterin, Wiesbaden 2025;;;", ";;;")
KREISE = (
    "Land;Statistische Kennziffer;Kreisfreie Stadt bzw. Stadtkreis, Landkreis bzw. Kreis;"
    "Wahlberechtigte (A);Wählende (B);Ungültige - Erststimmen;Gültige - Erststimmen;"
    "SPD - Erststimmen;Ungültige - Zweitstimmen;Gültige - Zweitstimmen;SPD - Zweitstimmen;"
    "Verjüngungsforschung - Zweitstimmen"
)
KREIS = "TH;16068;Sömmerda;100;80;3;77;20;2;78;25;1"
IDENTITY = (
    "Wahlkreis;Land;Regierungsbezirk;Kreis;Verbandsgemeinde;Gemeinde;"
    "Kennziffer Urnenwahlbezirke nach § 68 BWO;Kennziffer Briefwahlzugehörigkeit;Gemeindename;"
    "Wahlbezirk;Bezirksart;Wahlberechtigte (A);Wahlberechtigte ohne Sperrvermerk (A1)"
)
DISTRICTS = (
    f"{IDENTITY};Wählende (B);Ungültige - Zweitstimmen;Gültige - Zweitstimmen;SPD - Zweitstimmen;"
    "Ungekürzte Wahlbezirksbezeichnung"
)
ELDER = f"{IDENTITY};Wählende (B);E_Ungültige;E_Gültige;E_SPD;Z_Ungültige;Z_Gültige;Z_SPD"
LAENDER = [f"{number:02d}" for number in range(1, 17)]


def title(what: str = "Wahlbezirken", year: int = 2025) -> str:
    return f"Ergebnisse der Bundestagswahl {year} nach {what};;;"


def kreise(
    path: Path,
    *rows: str,
    heads: str = KREISE,
    named: str = title("kreisfreien Städten und Landkreisen"),
    encoding: str = "utf-8-sig",
) -> Path:
    path.write_bytes("\r\n".join([*TOP, named, ";;;", heads, *rows, ""]).encode(encoding))
    return path


def district(
    gemeinde: str = "16068051",
    people: int | str = 100,
    voters: int | str = 60,
    spd: int | str = 20,
    *,
    number: str = "000001",
    letters: str = "00",
    urn: str = "0000",
    name: str = "Sömmerda, Stadt",
) -> str:
    land, region, kreis, rest = gemeinde[:2], gemeinde[2], gemeinde[3:5], gemeinde[5:]
    kind = "0" if people else "5"
    area = f"190;{land};{region};{kreis};0051;{rest};{urn};{letters};{name};{number};{kind}"
    return f"{area};{people};{people};{voters};0;{voters};{spd};Wahlraum {number}"


def districts(path: Path, *rows: str, heads: str = DISTRICTS, named: str = title()) -> Path:
    return kreise(path, *rows, heads=heads, named=named)


def given(path: Path) -> Delivery:
    return read(path, catalogue=excerpts.catalogue())


def told(delivery: Delivery, base: str, level: str = "gemeinde") -> dict[str, object]:
    figures = delivery.figures
    rows = figures[(figures["base_figure"] == base) & (figures["level"] == level)]
    return {
        row.key: row.value if row.status in ("reported", "nil") else row.status
        for row in rows.itertuples()
    }


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        given(path)
    return caught.value


def kinds(delivery: Delivery) -> list[str]:
    return [finding.kind for finding in delivery.findings]
