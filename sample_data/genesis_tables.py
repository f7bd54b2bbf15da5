"""The tables of the regional data base that the sample contains."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from sample_data import catalogue
from sample_data.collected import Collected
from sample_data.demography import YEARS
from sample_data.genesis import SEXES, Line, Table, cell, write_table
from sample_data.units import Units, gemeinde_label, protected

MOVE_BOUNDS = (0, 18, 25, 30, 50, 65)
BOUNDS = (0, 3, 6, 10, 15, 18, *range(20, 91, 5))
LAST_FINAL = 2024
GAP = ("99004", 2019)  # one Gemeinde of this Kreis was not delivered in this year
SEX = ("GES", "Geschlecht")


def age_classes(bounds: tuple[int, ...] = BOUNDS) -> list[tuple[str, str, int, int | None]]:
    """Code, label, first and last age of each class, the total first."""
    classes: list[tuple[str, str, int, int | None]] = [("", "Insgesamt", 0, None)]
    for lower, upper in pairwise(bounds):
        label = f"{lower} bis unter {upper} Jahre" if lower else f"unter {upper} Jahre"
        classes.append((f"ALT{lower:03d}B{upper:02d}", label, lower, upper - 1))
    return [*classes, (f"ALT{bounds[-1]:03d}UM", f"{bounds[-1]} Jahre und mehr", bounds[-1], None)]


def write_all(folder: Path, data: Collected) -> list[Path]:
    """All tables; the order is the order of import."""
    paths = [
        _population(folder, data, YEARS[start : start + 4]) for start in range(0, len(YEARS), 4)
    ]
    paths.append(_foreigners(folder, data))
    for code, statistic, figures in (
        ("12612-01-01-5", "Statistik der Geburten", ("geburten",)),
        ("12613-01-01-5", "Statistik der Sterbefälle", ("sterbefaelle",)),
        ("12711-01-01-5", "Wanderungsstatistik", ("zuzuege", "fortzuege")),
    ):
        table = Table(code, statistic, "JAHR", (SEX,), quality=True)
        paths.append(write_table(folder, table, _flows(data, figures)))
    moves = Table("12711-04-02-5", "Wanderungsstatistik", "JAHR", (("ALTX06", "Altersgruppen"),))
    paths.append(write_table(folder, moves, _moves_by_age(data)))
    paths.append(
        write_table(
            folder, Table("22421-01-01-5", "Pflegestatistik", "STAG", ()), _care(data), zipped=False
        )
    )
    housing = Table("31231-02-01-5", "Fortschreibung Wohngebäude- und Wohnungsbestand", "STAG", ())
    paths.append(write_table(folder, housing, _dwellings(data)))
    paths.append(_census(folder, data))
    return paths


def _quality(year: int) -> str:
    return "p" if year > LAST_FINAL else "e"


def _population(folder: Path, data: Collected, years: tuple[int, ...]) -> Path:
    variables = (SEX, ("ALTX21", "Altersgruppen (unter 3 bis 90 u. m.)"))
    table = Table(
        "12411-02-03-5",
        "Fortschreibung des Bevölkerungsstandes",
        "STAG",
        variables,
        quality=years[-1] > LAST_FINAL,
    )
    return write_table(folder, table, _people(data, years), part=f"_{years[0]}-{years[-1]}")


def _people(data: Collected, years: tuple[int, ...]) -> Iterator[Line]:
    code = catalogue.genesis_code("bevoelkerung")
    classes = age_classes()
    for year in years:
        units, time = data.units(year), f"{year}-12-31"
        sums = units.sums(data.people.stock[year])
        by_class = [
            sums[:, :, lower : None if upper is None else upper + 1].sum(axis=2)
            for _, _, lower, upper in classes
        ]
        for row, key in enumerate(units.keys):
            for number, sex in enumerate(SEXES):
                for (age, label, _, _), counts in zip(classes, by_class, strict=True):
                    count = counts[row].sum() if number == 0 else counts[row, number - 1]
                    value = cell(count, units.exists[row])
                    yield Line(
                        time,
                        key,
                        units.labels[row],
                        (sex, (age, label)),
                        value,
                        "Anzahl",
                        code,
                        "Bevölkerungsstand",
                        _quality(year),
                    )


def _foreigners(folder: Path, data: Collected) -> Path:
    (variable, foreign), *_ = catalogue.genesis_where("auslaender").items()
    nations = (("", "Insgesamt"), (f"{foreign[:-1]}D", "Deutsche"), (foreign, "Ausländer(innen)"))
    table = Table(
        "12411-03-03-5",
        "Fortschreibung des Bevölkerungsstandes",
        "STAG",
        (SEX, (variable, "Nationalität")),
    )
    return write_table(folder, table, _nations(data, nations))


def _nations(data: Collected, nations: tuple[tuple[str, str], ...]) -> Iterator[Line]:
    code = catalogue.genesis_code("auslaender")
    for year in YEARS[:-1]:
        units, time = data.units(year), f"{year}-12-31"
        everyone = _with_total(units.sums(data.people.stock[year].sum(axis=2)))
        foreign = _with_total(units.sums(data.foreign[year]))
        secret = np.column_stack([protected(units, foreign[:, s], 3) for s in range(3)])
        hidden = (secret < 0).any(axis=1)
        secret[hidden & (foreign[:, 0] > 0)] = -1
        german = np.where(secret < 0, -1, everyone - foreign)
        for row, key in enumerate(units.keys):
            for number, sex in enumerate(SEXES):
                for nation, counts in zip(nations, (everyone, german, secret), strict=True):
                    value = cell(counts[row, number], units.exists[row])
                    yield Line(
                        time,
                        key,
                        units.labels[row],
                        (sex, nation),
                        value,
                        "Anzahl",
                        code,
                        "Bevölkerungsstand",
                    )


def _with_total(by_sex: np.ndarray) -> np.ndarray:
    return np.column_stack([by_sex.sum(axis=1), by_sex])


def _flows(data: Collected, figures: tuple[str, ...]) -> Iterator[Line]:
    for figure in figures:
        code, label = catalogue.genesis_code(figure), catalogue.title(figure)
        for year in YEARS:
            units = data.units(year)
            counts = _with_total(units.sums(data.flows[figure][year]))
            for row, key in enumerate(units.keys):
                for number, sex in enumerate(SEXES):
                    value = cell(counts[row, number], units.exists[row])
                    yield Line(
                        str(year),
                        key,
                        units.labels[row],
                        (sex,),
                        value,
                        "Anzahl",
                        code,
                        label,
                        _quality(year),
                    )


def _moves_by_age(data: Collected) -> Iterator[Line]:
    people, classes = data.people, age_classes(MOVE_BOUNDS)
    for figure, moves in (("zuzuege", people.arrival_ages), ("fortzuege", people.departure_ages)):
        code, label = catalogue.genesis_code(figure), catalogue.title(figure)
        for year in YEARS[:-1]:
            units = data.units(year)
            sums = units.sums(moves[year])
            for age, title, lower, upper in classes:
                counts = sums[:, lower : None if upper is None else upper + 1].sum(axis=1)
                for row, key in enumerate(units.keys):
                    value = cell(counts[row], units.exists[row])
                    area = (key, units.labels[row])
                    yield Line(str(year), *area, ((age, title),), value, "Anzahl", code, label)


def _plain(
    data: Collected,
    figure: str,
    years: tuple[int, ...],
    write: Callable[[Units, int, int, float], str | None],
) -> Iterator[Line]:
    """Rows without further variables; ``write`` gives the cell's text, or None for no row."""
    code, label = catalogue.genesis_code(figure), catalogue.title(figure)
    for year in years:
        units, time = data.units(year), catalogue.period(figure, year)
        counts = protected(units, units.sums(data.counts[figure][year]), catalogue.minimum(figure))
        for row, key in enumerate(units.keys):
            value = write(units, row, year, counts[row])
            if value is not None:
                yield Line(time, key, units.labels[row], (), value, "Anzahl", code, label)


def _care(data: Collected) -> Iterator[Line]:
    """2025 is still to come; in the year of the changeover two small Gemeinden are not reliable."""

    def write(units: Units, row: int, year: int, count: float) -> str:
        if year > LAST_FINAL and units.exists[row]:
            return "..."
        return "/" if year == 2017 and 0 < count < 12 else cell(count, units.exists[row])

    for figure in ("pflegebeduerftige", "pflegeplaetze"):
        yield from _plain(data, figure, tuple(data.counts[figure]), write)


def _dwellings(data: Collected) -> Iterator[Line]:
    """Delivered up to 2024; one Gemeinde is missing in one year."""
    missing = max(
        g.ags for g in data.history.on("2024-12-31") if g.kreis == GAP[0] and g.kind == "village"
    )

    def write(units: Units, row: int, year: int, count: float) -> str | None:
        return (
            None if (units.keys[row], year) == (missing, GAP[1]) else cell(count, units.exists[row])
        )

    yield from _plain(data, "wohnungen", YEARS[:-1], write)


def _census(folder: Path, data: Collected) -> Path:
    """Census of 15 May 2022: twelve-digit keys, a little off the population carried forward."""
    region = ("GEOGM4", "Gemeinden (Gebietsstand 15.05.2022)")
    table = Table(
        "1000A-0000", "Bevölkerung kompakt (Gebietsstand 15.05.2022)", "STAG", (), region=region
    )
    code = catalogue.genesis_code("bevoelkerung_zensus")
    lines = [
        Line(
            "2022-05-15",
            g.ars,
            gemeinde_label(g),
            (),
            str(int(data.census[list(g.atoms)].sum())),
            "Anzahl",
            code,
            "Personen",
        )
        for g in data.history.on("2022-05-15")
        if g.kind != "unincorporated"
    ]
    return write_table(folder, table, lines)
