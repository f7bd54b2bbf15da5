"""Tables in the form of the Thüringer Landesamt für Statistik; figures invented."""

from pathlib import Path

TITLE = "Bevölkerung der Gemeinden nach Geschlecht am 31.12.2023 in Thüringen"
HEADS = (
    "<TR><TH ROWSPAN=3>Schlüssel-<BR>Nr.<TH ROWSPAN='3'>Ort<TH COLSPAN=3>Bevölkerung<sup>1)</sup>",
    "<tr><th rowspan=2>insgesamt<th colspan='2'>davon",
    "<tr><th>männlich<th>weiblich",
    '<tr><th colspan=2>&nbsp;<th colspan="3">Personen',
)
LAND = ("", "Thüringen", "2&nbsp;114&nbsp;870", "1 046 000", "1 068 870")
KREIS = ("61", "Landkreis Eichsfeld", "98 600", "49 000", "49 600")
GEMEINDE = ("61001", "Arenshausen", "1 012", "500", "512")
FOOTER = (
    "<p>1) Fortschreibung auf Basis des Zensus 2022<p>Zeichenerklärung: - nichts vorhanden"
    "<p>© Thüringer Landesamt für Statistik, Erfurt"
)


def row(*cells: str) -> str:
    """A row with its tags left open."""
    return "<tr>" + "".join(f"<td align=right>{cell}" for cell in cells)


def page(
    path: Path,
    *rows: tuple[str, ...],
    title: str = TITLE,
    heads: tuple[str, ...] = HEADS,
    footer: str = FOOTER,
    encoding: str = "cp1252",
) -> Path:
    start = f"<html><head><title>{title}</title><style>td {{color: red}}</style><body><h3>{title}"
    text = "\r\n".join(
        [start, "<table border=1>", *heads, *(row(*cells) for cells in rows), "</table>"]
    )
    path.write_bytes((text + footer).encode(encoding))
    return path


def flat(*titles: str) -> tuple[str, ...]:
    """One heading row above keys, names and values."""
    return ("<tr><th>Schlüssel<th>Gebiet" + "".join(f"<th>{title}" for title in titles),)
