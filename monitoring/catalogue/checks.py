"""What a schema cannot say: references between entries, and numbers that make sense together."""

from collections.abc import Callable, Iterable, Mapping

from monitoring.catalogue.build import part_list
from monitoring.catalogue.faults import did_you_mean, fault, written
from monitoring.catalogue.files import Entry
from monitoring.catalogue.model import ALL_AGES, BaseFigure, GenesisName, Indicator, InkarName

HIGHEST_AGE = 110
Name = tuple[str, str]
Check = Callable[[Entry, Indicator, Mapping[str, BaseFigure]], None]


def check_unique(entries: Iterable[Entry]) -> None:
    """Every id once per kind of entry; a Landkreis's own file may add, not redefine."""
    seen: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        first = seen.setdefault((entry.section, entry.id), entry)
        if first is not entry:
            raise fault(
                "Diese Kennung ist schon vergeben.",
                file=entry.file,
                entry=entry.id,
                found=f"Der Eintrag steht auch in {first.file}.",
                expected="eine Kennung, die es im Katalog noch nicht gibt",
                remedy="Dem eigenen Eintrag eine andere Kennung geben, zum Beispiel mit dem "
                "Namen des Landkreises; mitgelieferte Einträge werden nicht überschrieben.",
            )


def check_names(entry: Entry, base: BaseFigure, taken: dict[Name, str]) -> None:
    """No two base figures wait for the same number; adds the names of this one to ``taken``."""
    names: list[Name] = [("table", base.table)]
    names += [("inkar", _inkar_text(name)) for name in base.inkar]
    names += [("genesis", _genesis_text(name)) for name in base.genesis]
    names += [("regionalatlas", name.field) for name in base.regionalatlas]
    names += [("wegweiser", name.indicator) for name in base.wegweiser]
    names += [("gv", base.gv)] if base.gv else []
    if base.election:
        vote = base.election.vote
        titles = {title.casefold() for title in base.election.titles}
        names += [("election", _fields_text(title=title, vote=vote)) for title in sorted(titles)]
    for name in names:
        owner = taken.setdefault(name, base.id)
        if owner != base.id:
            raise fault(
                "Zwei Grundzahlen nennen dieselbe gelieferte Zahl.",
                file=entry.file,
                entry=entry.id,
                field=name[0],
                found=name[1],
                expected=f"eine Zahl, die nicht schon zur Grundzahl „{owner}“ gehört",
                remedy=f"„{owner}“ verwenden oder den Namen genauer angeben (where, table).",
            )


def _inkar_text(name: InkarName) -> str:
    return _fields_text(title=name.title, age=None if name.age == ALL_AGES else list(name.age))


def _genesis_text(name: GenesisName) -> str:
    where = dict(sorted(name.where.items()))
    return _fields_text(variable=name.variable, where=where or None, table=name.table)


def _fields_text(**fields: object) -> str:
    """The fields that say something, as they stand in the catalogue."""
    given = ((name, value) for name, value in fields.items() if value is not None)
    return ", ".join(f"{name}: {written(value)}" for name, value in given)


def check_known(
    entry: Entry, field: str, names: Iterable[str], known: Iterable[str], file: str
) -> None:
    """Every name stands in the catalogue; ``file`` is where it would be defined."""
    known = sorted(known)
    for name in names:
        if name not in known:
            raise fault(
                "Der Katalog kennt diese Kennung nicht.",
                file=entry.file,
                entry=entry.id,
                field=field,
                found=name,
                expected=f"eine Kennung aus {file}",
                remedy=did_you_mean(name, known) or f"Den Eintrag in {file} ergänzen.",
            )


def check_parts(entry: Entry, base_figures: Mapping[str, BaseFigure]) -> None:
    """Base figures exist and age bands are sane; runs before the indicator is built."""
    for field in ("numerator", "denominator"):
        for part in part_list(entry.fields.get(field, [])):
            check_known(entry, f"{field}.base", [part["base"]], base_figures, "base_figures.yml")
            check_age(entry, f"{field}.age", part.get("age"))


def check_age(entry: Entry, field: str, age: list[int | None] | None) -> None:
    """The band [from, to] runs upward and within human ages; to may be null (open end)."""
    if age is None:
        return
    lower, upper = age[0] or 0, age[1]
    highest = lower if upper is None else upper
    if highest < lower or highest > HIGHEST_AGE:
        raise fault(
            "Die Altersgruppe ist nicht möglich.",
            file=entry.file,
            entry=entry.id,
            field=field,
            found=age,
            expected=f"[von, bis] mit von ≤ bis ≤ {HIGHEST_AGE}, beide Alter eingeschlossen; "
            "bis ist null bei offenem Ende",
            remedy="Zum Beispiel [20, 64] für 20 bis 64 Jahre oder [65, null] ab 65 Jahren.",
        )


def check_indicator(
    entry: Entry, indicator: Indicator, base_figures: Mapping[str, BaseFigure]
) -> None:
    """All rules on how numerator, denominator, per and at belong together."""
    for check in _INDICATOR_CHECKS:
        check(entry, indicator, base_figures)


def _rate_has_per(entry: Entry, indicator: Indicator, _: Mapping[str, BaseFigure]) -> None:
    is_ratio = indicator.denominator is not None
    if is_ratio and "per" not in entry.fields:
        raise fault(
            "Eine Quote braucht die Angabe, auf wie viele sie sich bezieht.",
            file=entry.file,
            entry=entry.id,
            field="per",
            expected="eine Zahl größer als 0, zum Beispiel 100 oder 1000",
            remedy="per: 100 ergänzen.",
        )
    stray = [name for name in ("per", "at") if name in entry.fields and not is_ratio]
    if stray:
        raise fault(
            "Eine Quote braucht einen Nenner.",
            file=entry.file,
            entry=entry.id,
            field="denominator",
            found=f"{stray[0]}: {entry.fields[stray[0]]} ohne Nenner",
            expected="ein Nenner (denominator), oder für eine Anzahl weder per noch at",
            remedy="denominator ergänzen oder per und at streichen.",
        )


def _published_rates_stand_alone(
    entry: Entry, indicator: Indicator, bases: Mapping[str, BaseFigure]
) -> None:
    parts = [*indicator.numerator, *(indicator.denominator or ())]
    fixed = [part.base for part in parts if not bases[part.base].additive]
    if fixed and (len(parts) > 1 or parts[0].sign < 0):
        raise fault(
            "Eine veröffentlichte Quote darf nicht weiterverrechnet werden.",
            file=entry.file,
            entry=entry.id,
            field="numerator.base",
            found=fixed[0],
            expected="die Quote allein im Zähler, ohne Nenner",
            remedy="Mit den Anzahlen rechnen, aus denen die Quote entstanden ist.",
        )


def _one_kind_of_period(
    entry: Entry, indicator: Indicator, bases: Mapping[str, BaseFigure]
) -> None:
    sides = (("numerator", indicator.numerator), ("denominator", indicator.denominator or ()))
    for field, parts in sides:
        periods = sorted({bases[part.base].period for part in parts})
        if len(periods) > 1:
            raise fault(
                "Die Teile haben verschiedene Zeitbezüge.",
                file=entry.file,
                entry=entry.id,
                field=field,
                found=" und ".join(periods),
                expected="in Zähler und Nenner je nur Grundzahlen mit gleichem Zeitbezug (period)",
                remedy="Stichtage und Jahre nicht addieren; gegebenenfalls zwei Indikatoren.",
            )


def _moment_of_a_stock(entry: Entry, indicator: Indicator, bases: Mapping[str, BaseFigure]) -> None:
    if indicator.at == "same" or indicator.denominator is None:
        return
    is_flow = bases[indicator.numerator[0].base].period == "year"
    is_stock = bases[indicator.denominator[0].base].period == "reference_date"
    if not is_stock or (indicator.at == "mean" and not is_flow):
        raise fault(
            "Dieser Zeitpunkt des Nenners ist hier nicht möglich.",
            file=entry.file,
            entry=entry.id,
            field="at",
            found=indicator.at,
            expected="ein Nenner mit period: reference_date; für mean dazu ein Zähler mit "
            "period: year",
            remedy="at streichen; dann gilt der Bestand desselben Jahres.",
        )


_INDICATOR_CHECKS: tuple[Check, ...] = (
    _rate_has_per,
    _published_rates_stand_alone,
    _one_kind_of_period,
    _moment_of_a_stock,
)
