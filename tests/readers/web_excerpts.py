"""Small excerpts of GENESIS web tables, written afresh, and how tests read them."""

from pathlib import Path

from monitoring.catalogue import load_catalogue
from monitoring.readers import Delivery, genesis_web
from monitoring.readers.inputs import inspected

TOP = ("GENESIS-Tabelle: 12411-0015", "Bevölkerung: Kreise, Stichtag;;;")
ONE = (*TOP, "Bevölkerungsstand (Anzahl);;;")
DATES = (*ONE, ";;Stichtag;Stichtag", ";;31.12.2017;31.12.2018")
REGIONAL = ("Tabelle: 12411-01-01-4", "Bevölkerung nach Geschlecht - Stichtag 31.12. -;;;;")
SEXES = (";;Insgesamt;männlich;weiblich", ";;Anzahl;Anzahl;Anzahl")
DATED = (";;;Insgesamt;männlich;weiblich", ";;;Anzahl;Anzahl;Anzahl")
FOOT = ("__________", "Ab 2011: Zensus 2011.", "Stand: 24.02.2020 / 00:01:03")
ROW = "16068;Sömmerda, Landkreis;70027;69655"


def table(path: Path, *lines: str, encoding: str = "cp1252", footer: bool = True) -> Path:
    text = "\n".join([*lines, *(FOOT if footer else ())]) + "\n"
    path.write_bytes(text.encode(encoding))
    return path


def read_table(path: Path, gebietsstand: str | None = None) -> Delivery:
    sample = inspected(path)
    assert genesis_web.recognise(sample)
    return genesis_web.read(sample, load_catalogue(), gebietsstand)


def read_lines(folder: Path, *lines: str) -> Delivery:
    return read_table(table(folder / "a.csv", *lines))


def told(delivery: Delivery, *columns: str) -> list[list[object]]:
    figures = delivery.figures.astype(object)
    figures = figures.where(figures.notna(), None)
    return figures[list(columns)].to_numpy(dtype=object).tolist()


def kinds(delivery: Delivery) -> list[str]:
    return [finding.kind for finding in delivery.findings]
