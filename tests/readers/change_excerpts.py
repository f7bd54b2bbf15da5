"""Small excerpts of the layouts of territorial changes, written afresh."""

from pathlib import Path

import openpyxl

CHANGES_TITLE = "Gebietsänderungen vom 01.01. - 31.12.2023"
CHANGES_HEADS = [
    ["Kennziffer", "Regionaleinheit", "Abgebende / Aufgelöste Gemeinde", *[""] * 5,
     "Aufnehmende / Neugebildete Gemeinde", "", "", "Wirksamkeitsdatum", ""],
    ["", "", "Amtlicher Regionalschlüssel (ARS)", "Amtlicher Gemeinde-schlüssel (AGS)", "Name",
     "Änderungs-art 1)", "Fläche qm", "Einwohner", "Amtlicher Regionalschlüssel (ARS)",
     "Amtlicher Gemeinde-schlüssel (AGS)", "Name", "juristisch", "statistisch"],
    [""] * 13,
]  # fmt: skip
KEY_HEADS = (
    "Gemeinden\n 31.12.2021", "Gemeindename 2021", "flächen-\nproportionaler\nUmsteige-schlüssel",
    "bevölkerungs- \nproportionaler \nUmsteige- \nschlüssel", "Fläche am 31.12.2021 in km²",
    "Bevölkerung am 31.12.2021 in 100", "Gemeinden\n 31.12.2022", "Gemeindename 2022",
)  # fmt: skip
JOB_HEADS = (
    *KEY_HEADS[:4], "beschäftigten- \nproportionaler \nUmsteige- \nschlüssel", *KEY_HEADS[4:6],
    "sozialvers.pflichtig Beschäftigte am Arbeitsort am 30.6.2021 in 100", *KEY_HEADS[6:],
)  # fmt: skip
LATER_HEADS = (
    "Gemeinden\n 31.12.2022", "Gemeinden Regionalschlüssel\n 31.12.2022", "Gemeindename 2022",
    *KEY_HEADS[2:4], "Fläche am 31.12.2022 in km²", "Bevölkerung am 31.12.2022",
    "Gemeinden\n 31.12.2023", "Gemeinden Regionalschlüssel\n 31.12.2023", "Gemeindename 2023",
)  # fmt: skip


def change_row(
    old: str, new: str, kind: object, qm: object = "", people: object = "", /, **cells: object
) -> list[object]:
    full = {
        "id": "98/2023/0001-R", "unit": "Gemeinde", "old_ars": f"{old[:5]}5001{old[5:]}",
        "old": old, "old_name": f"Ort {old}", "kind": kind, "qm": qm, "people": people,
        "new_ars": f"{new[:5]}5001{new[5:]}", "new": new, "new_name": f"Ort {new}",
        "legal": "01.01.2023", "day": "01.01.2023",
    }  # fmt: skip
    return list((full | cells).values())


def changes_book(path: Path, *rows: list[object], title: str = CHANGES_TITLE) -> Path:
    """Destatis' workbook of territorial changes: cover sheet, four rows of head, footer."""
    book = openpyxl.Workbook()
    book.active.title = "Deckblatt"
    book.active.append(["Daten aus dem Gemeindeverzeichnis"])
    sheet = book.create_sheet("Gebietsaenderungen")
    footer = ([], ["1) Änderungsart:"], ["© Statistisches Bundesamt"])
    for each in ([title], *CHANGES_HEADS, *rows, *footer):
        sheet.append(each)
    book.save(path)
    return path


def key_row(
    old: object, new: object, area: object = 1, people: object = 1, /, **cells: object
) -> list[object]:
    full = {
        "old": old, "old_name": f"Ort {old}", "area": area, "people": people, "km2": 12.5,
        "population": 3.5, "new": new, "new_name": f"Ort {new}",
    }  # fmt: skip
    return list((full | cells).values())


def job_row(*cells: object, share: object, jobs: object, **more: object) -> list[object]:
    """A row of a sheet that also has shares of employment and employees (JOB_HEADS)."""
    row = key_row(*cells, **more)
    return [*row[:4], share, *row[4:6], jobs, *row[6:]]


def later_row(*cells: object, **more: object) -> list[object]:
    """A row of the sheets since 2022 (LATER_HEADS), with Regionalschlüssel beside the keys."""
    row = key_row(*cells, **more)
    return [row[0], f"{row[0]}001", *row[1:7], f"{row[6]}001", row[7]]


def keys_book(
    path: Path, *rows: list[object], heads: tuple[str, ...] = KEY_HEADS, sheet: str = "2021"
) -> Path:
    """BBSR's workbook of conversion keys, with one sheet."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in (list(heads), *rows):
        book.active.append(row)
    book.save(path)
    return path
