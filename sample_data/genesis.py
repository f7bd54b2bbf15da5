"""Flat CSV of the regional data base (GENESIS, new form)."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sample_data.archive import write_zip

REGION = ("GEMEIN", "Gemeinden")
STAMP = 1_772_442_000_000
SEXES = (("", "Insgesamt"), ("GESM", "männlich"), ("GESW", "weiblich"))


@dataclass(frozen=True)
class Table:
    """Code, statistic, kind of time (STAG or JAHR), further variables with code and label."""

    code: str
    statistic: str
    time: str
    variables: tuple[tuple[str, str], ...]
    quality: bool = False
    region: tuple[str, str] = REGION


@dataclass(frozen=True)
class Line:
    """One row: time, area, codes and labels of the variables, value, unit, value variable."""

    time: str
    key: str
    label: str
    classes: tuple[tuple[str, str], ...]
    value: str
    unit: str
    variable: str
    variable_label: str
    quality: str = "e"


def cell(count: float, exists: bool = True) -> str:
    """A count as written there: "-" for zero or an area that does not exist, "." if secret."""
    if not exists or count == 0:
        return "-"
    return "." if count < 0 else str(int(count))


def flat_csv(table: Table, lines: Iterable[Line]) -> bytes:
    """The file: UTF-8 with byte order mark, semicolons, one line per value."""
    head = ["statistics_code", "statistics_label", "time_code", "time_label", "time"]
    blocks = range(1, len(table.variables) + 2)
    for block in blocks:
        head += [
            f"{block}_variable_{part}"
            for part in ("code", "label", "attribute_code", "attribute_label")
        ]
    head += ["value", "value_unit", "value_variable_code", "value_variable_label"]
    head += ["value_q"] if table.quality else []
    time = "Stichtag" if table.time == "STAG" else "Jahr"
    start = f"{table.code[:5]};{table.statistic};{table.time};{time}"
    text = [";".join(head)]
    for line in lines:
        classes = "".join(
            f";{code};{label};{value};{name}"
            for (code, label), (value, name) in zip(table.variables, line.classes, strict=True)
        )
        area = f"{table.region[0]};{table.region[1]};{line.key};{line.label}"
        end = f"{line.value};{line.unit};{line.variable};{line.variable_label}"
        mark = f";{line.quality}" if table.quality else ""
        text.append(f"{start};{line.time};{area}{classes};{end}{mark}")
    return ("\ufeff" + "\n".join(text) + "\n").encode()


def write_table(
    folder: Path, table: Table, lines: Iterable[Line], part: str = "", zipped: bool = True
) -> Path:
    """The table as downloaded: a zip named after it, with a time stamp in the inner name."""
    content = flat_csv(table, lines)
    if not zipped:
        path = folder / f"{table.code}_de_flat.csv"
        path.write_bytes(content)
        return path
    path = folder / f"{table.code}{part}_de_original.zip"
    number = sum(path.name.encode())
    write_zip(path, {f"{table.code}_{STAMP + number}_de_flat.csv": content})
    return path
