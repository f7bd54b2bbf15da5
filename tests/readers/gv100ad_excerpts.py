"""A GV100AD file written afresh: a few areas in records of 220 characters."""

from collections.abc import Sequence
from pathlib import Path

Fields = tuple[str, ...]
SOEMMERDA: Fields = ("60", "16", "0", "68", "051", "0051", "Sömmerda, Stadt", "63",
                     "8831", "19034", "9334")  # fmt: skip
ROWS: Sequence[Fields] = (
    ("10", "16", "", "", "", "", "Thüringen", ""),
    ("40", "16", "0", "68", "", "", "Sömmerda, Kreis", "44"),
    ("50", "16", "0", "68", "", "0051", "Sömmerda, Stadt", "50"),
    SOEMMERDA,
    ("50", "16", "0", "68", "", "5001", "Kölleda", "54"),
    ("60", "16", "0", "68", "006", "5001", "Großneuhausen", "64", "1250", "700", "350"),
    ("60", "16", "0", "68", "999", "9999", "Finsterwald, gemfr. Geb.", "66", "725", "0", "0"),
)


def line(fields: Fields, date: str = "20191231") -> str:
    """A record; numbers are filled up with zeros as in the offices' files."""
    record, land, district, kreis, gemeinde, verband, name, kind, *figures = fields
    key = f"{land:>2}{district:1}{kreis:2}{gemeinde:3}{verband:4}"
    if not figures:
        return f"{record}{date}{key}{name:50}{'':50}{kind:2}".ljust(220)
    area, total, male = (figure.zfill(11) if figure.isdigit() else figure for figure in figures)
    body = f"{record}{date}{key}{name:50}{'':50}{kind:2}{'':4}{area:11}{total:11}{male:11}"
    return f"{body}{'':4}99610*****3727{'':6}09301".ljust(220)


def changed(**fields: str) -> Fields:
    """The Gemeinde Sömmerda with other land, verband, name, total …"""
    names = ("record", "land", "district", "kreis", "gemeinde", "verband", "name", "kind",
             "area", "total", "male")  # fmt: skip
    return tuple(fields.get(name, value) for name, value in zip(names, SOEMMERDA, strict=True))


def register(
    path: Path,
    rows: Sequence[Fields] = ROWS,
    *more: str,
    date: str = "20191231",
    encoding: str = "utf-8",
) -> Path:
    """``more`` are lines as they are."""
    lines = [*(line(row, date) for row in rows), *more, ""]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path
