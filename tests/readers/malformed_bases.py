"""One small faultless file per reader, with the cells that the malformed ones change."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from monitoring.profiles.model import PERIOD_IN_COLUMN, Layout, Mapping, Measure
from tests.readers import (
    ba_excerpts,
    change_excerpts,
    election_excerpts,
    excerpts,
    gv100ad_excerpts,
    json_excerpts,
    lfstat_excerpts,
    mapping_excerpts,
    tls_excerpts,
    web_excerpts,
)

BOOK, TEXT, JSON, HTML = "book", "text", "json", "html"
OWN = "hilfen_zur_erziehung"
PROFILE = Mapping(
    Layout("utf-8", ";"),
    "Schlüssel",
    period_in=PERIOD_IN_COLUMN,
    period="Jahr",
    measures=(Measure("Hilfen", OWN),),
)


@dataclass(frozen=True)
class Base:
    """A valid file: how it is made, and the texts of its key, name and value, each there once."""

    file: str
    kind: str
    make: Callable[[Path], object]
    key: str = "16068051"
    name: str = "Ortsname"
    value: str = "4711"
    encoding: str = "utf-8"


def _gv_rows() -> list[list[object]]:
    rows = [list(row) for row in excerpts.GV_ROWS]
    rows[3][5:11] = ["0051", "051", "Ortsname", 88.31, 4711, 2311]
    rows[3][11] = 2400
    return rows


def _geojson(path: Path) -> None:
    layer = excerpts.areas(GEN=["Ortsname", "Großneuhausen"], KFL=[47.11, 12.5])
    layer.to_file(path, driver="GeoJSON")


def _tls(path: Path) -> None:
    tls_excerpts.page(
        path,
        ("61001", "Ortsname", "4711", "2311", "2400"),
        ("61002", "Asbach", "700", "350", "350"),
    )


BASES: dict[str, Base] = {
    "profil": Base(
        "m.csv",
        TEXT,
        lambda path: excerpts.own(
            path, mapping_excerpts.HEADS, "16068051;Ortsname;2019;4711", "16068006;G;2019;3"
        ),
    ),
    "gv_isys": Base("gv.xlsx", BOOK, lambda path: excerpts.gv(path, _gv_rows()), key="051"),
    "gv100ad": Base(
        "GV100AD_311219.ASC",
        TEXT,
        lambda path: gv100ad_excerpts.register(
            path,
            [
                gv100ad_excerpts.changed(name="Ortsname", total="4711", male="2311")
                if row == gv100ad_excerpts.SOEMMERDA
                else row
                for row in gv100ad_excerpts.ROWS
            ],
        ),
        key="160680510051",
        value="00000004711",
    ),
    "gebietsaenderungen": Base(
        "g.xlsx",
        BOOK,
        lambda path: change_excerpts.changes_book(
            path,
            change_excerpts.change_row("98001001", "98001002", 1, 100, 4711, old_name="Ortsname"),
        ),
        key="98001001",
    ),
    "umsteigeschluessel": Base(
        "k.xlsx",
        BOOK,
        lambda path: change_excerpts.keys_book(
            path,
            change_excerpts.key_row("06001001", "06001002", population=4711, old_name="Ortsname"),
        ),
        key="06001001",
    ),
    "inkar": Base(
        "inkar.xlsx",
        BOOK,
        lambda path: excerpts.inkar(path, [("16068051", "Ortsname", "Gemeinden", 4711, 480)]),
    ),
    "genesis_flat": Base(
        "a_flat.csv",
        TEXT,
        lambda path: excerpts.flat(
            path, excerpts.flat_row("4711", third=("ALTX20", "")).replace(";Name;", ";Ortsname;", 1)
        ),
    ),
    "inkar_csv": Base(
        "i.csv",
        TEXT,
        lambda path: excerpts.own(
            path,
            "Kennziffer;Raumeinheit;Aggregat;Arbeitslose",
            ";;;2019",
            "16068;Ortsname;Kreis;4711",
        ),
        key="16068",
    ),
    "genesis_web": Base(
        "w.csv",
        TEXT,
        lambda path: web_excerpts.table(
            path, *web_excerpts.DATES, "16061;E;1;2", "16068;Ortsname;4711;69655"
        ),
        key="16068",
        encoding="cp1252",
    ),
    "genesis_workbook": Base(
        "l.xlsx",
        BOOK,
        lambda path: lfstat_excerpts.workbook(
            path, ("09178", "Ortsname", 4711, 2311, 2400), ("09178113", "Allershausen", 5, 2, 3)
        ),
        key="09178",
    ),
    "arbeitsagentur": Base(
        "b.xlsx",
        BOOK,
        lambda path: ba_excerpts.workbook(
            path,
            ("16068", "Ortsname", 4711, 15, 13, 26, "*", 8, 22, 9, 13, 19, 5),
            ("16068051", "Sömmerda, Stadt", 8, 4, 4, 8, "-", 2, 9, 4, 5, 4, 3),
        ),
        key="16068",
    ),
    "tls": Base("t.xls", HTML, _tls, key="61001", encoding="cp1252"),
    "wahlen": Base(
        "v.csv",
        TEXT,
        lambda path: election_excerpts.kreise(
            path,
            "TH;16068;Ortsname;6000;4711;3;4708;20;2;4709;25;1",
            named="Ergebnisse der Bundestagswahl 2025 nach kreisfreien Städten und Landkreisen;;;",
        ),
        key="16068",
    ),
    "regionalatlas": Base(
        "r.json",
        JSON,
        lambda path: json_excerpts.atlas(
            path, json_excerpts.feature(ai0801=47.11, ags2=None, gen2=None, gen="Ortsname")
        ),
        key="16068",
        value="47.11",
    ),
    "wegweiser": Base(
        "w.json",
        JSON,
        lambda path: json_excerpts.wegweiser(
            path,
            json_excerpts.indicator([47.11, 2]),
            regions=[json_excerpts.region(title="Ortsname")],
        ),
        key="160680000000",
        value="47.11",
    ),
    "boundaries": Base("vg250_2021-01-01.geojson", JSON, _geojson, value="47.11"),
    "table": Base(
        "t.csv",
        TEXT,
        lambda path: excerpts.own(
            path, f"ags;zeitraum;{OWN}", "16068051;2019;4711", "16068006;2019;3"
        ),
    ),
}


@cache
def content(reader: str) -> bytes:
    """The faultless file of a reader."""
    base = BASES[reader]
    with TemporaryDirectory() as folder:
        path = Path(folder) / base.file
        base.make(path)
        return path.read_bytes()


def stream(reader: str) -> io.BytesIO:
    return io.BytesIO(content(reader))
