"""What the faultless file of each reader brings, and which changed files are right all the same."""

from tests.readers.malformed_bases import BASES, BOOK

Row = tuple[object, ...]
OWN = "hilfen_zur_erziehung"
TOTAL = ("total", 0, None)


def _figure(base: str, key: str, period: str, value: float, *band: object) -> Row:
    return (base, key, period, *(band or TOTAL), value)


def _by_sex(base: str, key: str, period: str, *values: float) -> list[Row]:
    sexes = ("total", "male", "female")
    return [
        _figure(base, key, period, value, sex, 0, None)
        for sex, value in zip(sexes, values, strict=True)
    ]


_DAY, _BUND = "2019-12-31", "2025-02-23"
_AREAS: list[Row] = [
    ("16068051", "Ortsname", 88.31),
    ("16068006", "Großneuhausen", 12.5),
    ("16068999", "Finsterwald, gemfr. Geb.", 7.25),
]
_SV = "sv_beschaeftigte_wohnort"
EXPECTED: dict[str, list[Row]] = {
    "profil": [_figure(OWN, "16068051", "2019", 4711), _figure(OWN, "16068006", "2019", 3)],
    "gv_isys": [
        *_by_sex("bevoelkerung", "16068051", _DAY, 4711, 2311, 2400),
        *_by_sex("bevoelkerung", "16068006", _DAY, 700, 350, 350),
        *_by_sex("bevoelkerung", "16068999", _DAY, 0, 0, 0),
        _figure("flaeche", "16068051", _DAY, 88.31),
        _figure("flaeche", "16068006", _DAY, 12.5),
        _figure("flaeche", "16068999", _DAY, 7.25),
        *_AREAS,
    ],
    "gv100ad": _AREAS,
    "gebietsaenderungen": [("98001001", "98001002", "Ortsname", 4711.0, 0.0001)],
    "umsteigeschluessel": [("06001001", "06001002", "Ortsname", 471_100.0, 12.5)],
    "inkar": [
        _figure("arbeitslose", "16068051", "2018", 4711),
        _figure("arbeitslose", "16068051", "2019", 480),
    ],
    "genesis_flat": [_figure("bevoelkerung", "16068051", _DAY, 4711)],
    "inkar_csv": [_figure("arbeitslose", "16068", "2019", 4711)],
    "genesis_web": [
        _figure("bevoelkerung", "16061", "2017-12-31", 1),
        _figure("bevoelkerung", "16061", "2018-12-31", 2),
        _figure("bevoelkerung", "16068", "2017-12-31", 4711),
        _figure("bevoelkerung", "16068", "2018-12-31", 69_655),
    ],
    "genesis_workbook": [
        *_by_sex("bevoelkerung", "09178", "2022-12-31", 4711, 2311, 2400),
        *_by_sex("bevoelkerung", "09178113", "2022-12-31", 5, 2, 3),
    ],
    "arbeitsagentur": [
        *_by_sex(_SV, "16068", "2023-06-30", 4711, 15, 13),
        *_by_sex(_SV, "16068051", "2023-06-30", 8, 4, 4),
        _figure(_SV, "16068", "2023-06-30", 8, "total", 55, None),
        _figure(_SV, "16068051", "2023-06-30", 2, "total", 55, None),
        _figure("sv_beschaeftigte_arbeitsort", "16068", "2023-06-30", 22),
        _figure("sv_beschaeftigte_arbeitsort", "16068051", "2023-06-30", 9),
    ],
    "tls": [
        *_by_sex("bevoelkerung", "16061001", "2023-12-31", 4711, 2311, 2400),
        *_by_sex("bevoelkerung", "16061002", "2023-12-31", 700, 350, 350),
    ],
    "wahlen": [
        _figure(base, "16068", _BUND, value)
        for base, value in (
            ("wahlberechtigte", 6000), ("waehlende", 4711), ("erststimmen_ungueltig", 3),
            ("erststimmen_gueltig", 4708), ("zweitstimmen_ungueltig", 2),
            ("zweitstimmen_gueltig", 4709), ("zweitstimmen_spd", 25),
        )
    ],
    "regionalatlas": [_figure("arbeitslosenquote", "16068", "2020", 47.11)],
    "wegweiser": [
        _figure("kinderarmut_wegweiser", "16068", "2019", 47.11),
        _figure("kinderarmut_wegweiser", "16068", "2020", 2),
    ],
    "boundaries": [("16068051", "Ortsname", 47.11), ("16068006", "Großneuhausen", 12.5)],
    "table": [_figure(OWN, "16068051", "2019", 4711), _figure(OWN, "16068006", "2019", 3)],
}  # fmt: skip
NAMED = {"gv_isys", "gv100ad", "gebietsaenderungen", "umsteigeschluessel", "boundaries"}
_BOOKS = {reader for reader, base in BASES.items() if base.kind == BOOK}
_NO_FIGURE_LOST = {
    # The cells a person would correct without a thought, in a table that a person has explained.
    ("profil", "key: apostrophe"),
    ("profil", "value: superscript"),
    ("profil", "value: star behind"),
    ("profil", "value: euro"),
    # Figures without a day are not taken from this register, whatever they are.
    ("gv100ad", "value: forty digits"),
    # Headings once more below the table are rows of no area, and are reported.
    ("inkar", "headings twice"),
    ("arbeitsagentur", "headings twice"),
    # The table tells its separator itself.
    ("table", "tab for semicolon"),
    ("table", "comma for semicolon"),
    # The only sheet of its kind, hidden or not.
    *(
        (r, "sheet hidden")
        for r in ("gv_isys", "gebietsaenderungen", "umsteigeschluessel", "inkar")
    ),
    *((r, "merged beyond the columns") for r in _BOOKS),
    # What stands beside the cells is not of the table.
    *((r, "deep xml beside the cells") for r in _BOOKS),
    *((r, "old figures hidden before") for r in _BOOKS - {"umsteigeschluessel"}),
}
"""Changed files that bring what the faultless one brings."""

_CHANGED: dict[tuple[str, str], dict[object, object]] = {
    # The BBSR writes keys as numbers; the Land is plain.
    ("umsteigeschluessel", "key: number 1051001.0"): {"06001001": "01051001"},
    ("umsteigeschluessel", "key: lost zero"): {"06001001": "01051001"},
    # Numbers with four decimals are right for what is not counted: per cent and km².
    ("regionalatlas", "value: footnote glued as number"): {47.11: 49.4511},
    ("wegweiser", "value: footnote glued as number"): {47.11: 49.4511},
    ("boundaries", "value: footnote glued as number"): {47.11: 49.4511},
    ("boundaries", "value: footnote glued 49.4511"): {47.11: 49.4511},
}


def rightly_accepted(reader: str, case: str, name: str | None) -> list[Row] | None:
    """The exact content of a changed file that must come in; None for one that must not.

    ``name`` is the new name of the area, where the case is one of names: a name is text, and
    whatever it looks like, it changes no figure.
    """
    expected = EXPECTED[reader]
    if name is not None:
        changes: dict[object, object] = {"Ortsname": name} if reader in NAMED else {}
    elif (reader, case) in _NO_FIGURE_LOST:
        changes = {}
    elif (reader, case) in _CHANGED:
        changes = _CHANGED[reader, case]
    else:
        return None
    return [tuple(changes.get(cell, cell) for cell in row) for row in expected]


TOLD = {
    "deep xml": "lässt sich nicht lesen",
    "entities": "„&a;“",
    "entity that nobody knows": "„&x;“",
    "digit as a reference": "&#48;",
    "digit after a comment": "4711<!",
    "figure as character data": "<!",
    "a million cells in a row": "höchstens 16384 Spalten",
    "column beyond the last": "höchstens 16384 Spalten",
    "zip in a zip": "innen.zip",
    "empty zip": "Das Archiv ist leer.",
}
"""What the refusal of a changed file must say."""

WHOLE = {
    "nothing": "leer",
    "only spaces": "leer",
    "a pointer": "git-lfs",
    "gzip": "gzip",
    "cut in the head": "30 Bytes ohne das Verzeichnis am Ende",
    "no relations": "xl/_rels/workbook.xml.rels, das kein Tabellenblatt nennt",
    "path out of the zip": "../../{name}",
    "absolute path": "/tmp/{name}",
    "drive letter": "C:\\{name}",
    "symlink": "{name}",
    "zip in a zip": "innen.zip",
    "with password": "{name}",
    "cut zip": "Bytes ohne das Verzeichnis am Ende",
    "empty zip": "leer",
    "checksum wrong": "{name}: Inhalt, der nicht zu seiner Prüfsumme passt",
}
"""Faults of no row or sheet, and the part of the file or archive that the refusal names."""

_NO_ROWS = "keine Zeile, die mit einem Gebietsschlüssel oder Datum beginnt"
WHOLE_OF_READER = {
    **{(reader, "two tables"): "b/{name}" for reader in EXPECTED},
    **{(reader, "two tables"): "Angaben" for reader in ("regionalatlas", "wegweiser")},
    ("boundaries", "two tables"): "Zwei Ebenen",
    **{(reader, "half of it"): "Bytes ohne das Verzeichnis am Ende" for reader in _BOOKS},
    ("inkar_csv", "half of it"): "1 Zeilen",
    ("tls", "half of it"): "1 Tabelle",
    ("genesis_flat", "all in one line"): "nur eine Kopfzeile",
    ("inkar_csv", "all in one line"): "1 Zeilen",
    **{("genesis_web", f"{sign} for semicolon"): _NO_ROWS for sign in ("bar", "comma", "tab")},
    # Sheets that are of no table are named.
    ("genesis_workbook", "sheet hidden"): "leer",
    ("arbeitsagentur", "sheet hidden"): "ausgeblendet",
    **{
        (reader, "no headings"): "Tabellenblätter"
        for reader in ("gv_isys", "gebietsaenderungen", "umsteigeschluessel")
    },
}
"""The same of single readers."""
