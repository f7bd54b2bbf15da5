"""Damaged election files and HTML tables: read or refused with a remedy, never anything else."""

import random
from pathlib import Path

import pytest

from monitoring.errors import InputError
from monitoring.readers import read
from tests.readers import election_excerpts, excerpts, tls_excerpts
from tests.readers.election_excerpts import district

PIECES = (
    b"<td>", b"<tr>", b"</table>", b"<table>", b"<th colspan=3>", b"<th rowspan=2>", b"<sup>",
    b";", b"\r\n", b'"', b"16", b"0", b"Nr.", b"x", b"-", b"1,05E+06", b"1051001.0", b"\xff",
    b"&#0;", b"&#x110000;", b"Bev\xf6lkerung", b"2023", b"VG", b"\xe2\x80\xae", b"=cmd|'/C'!A0",
    b"${x}", b"9" * 40, b"49.4511", b"#REF!",
)  # fmt: skip
ROUNDS, AT_ONCE = 30, 12


def sound(folder: Path, kind: int) -> bytes:
    if kind == 0:
        rows = (tls_excerpts.LAND, tls_excerpts.KREIS, tls_excerpts.GEMEINDE)
        return tls_excerpts.page(folder / "a.xls", *rows).read_bytes()
    if kind == 1:
        return election_excerpts.kreise(folder / "b.csv", election_excerpts.KREIS).read_bytes()
    rows = (district(letters="07"), district("16068907", 0, 5, letters="07"), district("11001002"))
    return election_excerpts.districts(folder / "c.csv", *rows).read_bytes()


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content with pieces put in, taken out or doubled, and bytes changed."""
    found = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        place, kind = chance.randrange(len(found) + 1), chance.random()
        if kind < 0.4:
            found[place:place] = chance.choice(PIECES)
        elif kind < 0.7:
            del found[place : place + chance.randint(1, 40)]
        elif kind < 0.85:
            start = chance.randrange(len(found) + 1)
            found[place:place] = found[start : start + chance.randint(1, 60)]
        else:
            found[place : place + 1] = bytes([chance.randrange(256)])
    return bytes(found)


def outcome(path: Path) -> str:
    """What is said of a file that is refused, "" for one that comes in."""
    try:
        delivery = read(path, catalogue=excerpts.catalogue())
    except InputError as error:
        return str(error)
    return "leer" if delivery.figures.empty else ""


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_damage_is_told_or_does_no_harm(tmp_path: Path, seed: int):
    chance = random.Random(seed)
    contents = [sound(tmp_path, kind) for kind in range(3)]
    told = []
    for number in range(AT_ONCE):
        path = tmp_path / f"lieferung-{number}"
        path.write_bytes(damaged(chance.choice(contents), chance))
        told.append(outcome(path))
    refusals = [text for text in told if text]
    assert refusals
    assert all("Abhilfe:" in text and "Gefunden:" in text for text in refusals)
