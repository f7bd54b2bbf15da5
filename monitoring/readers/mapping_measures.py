"""Which base figure a column of values is: one of the catalogue, else a new one of its own."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence

from monitoring.catalogue.model import BaseFigure, Catalogue
from monitoring.figures import number
from monitoring.profiles.model import Measure, OwnFigure
from monitoring.readers.mapping_columns import Content
from monitoring.readers.mapping_heads import NO_LABEL, plain
from monitoring.readers.scales import scale_of

ALIKE = 0.85
_SEXES = (
    ("female", re.compile(r"\b(?:weiblich|frauen|mädchen|weibl\.?)(?=\W|$)", re.IGNORECASE)),
    ("male", re.compile(r"\b(?:männlich|männer|jungen|männl\.?)(?=\W|$)", re.IGNORECASE)),
)
_YEARS = r"(?:\s*(?:jahren?|j\.|jährige))?"
_AGES = (
    re.compile(
        rf"(?P<lower>\d{{1,3}})\s*(?:bis unter|–<|-<)\s*(?P<below>\d{{1,3}}){_YEARS}", re.IGNORECASE
    ),
    re.compile(rf"unter (?P<below>\d{{1,3}}){_YEARS}", re.IGNORECASE),
    re.compile(
        r"(?P<lower>\d{1,3})\s*(?:bis|–|-)\s*(?P<upper>\d{1,3})\s*(?:jahren?|j\.|jährige)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:ab (?P<from>\d{{1,3}}){_YEARS}"
        r"|(?P<lower>\d{1,3})\s*(?:jahre )?(?:und (?:älter|mehr)|\+))",
        re.IGNORECASE,
    ),
    re.compile(r"^\s*(?P<lower>\d{1,3})\s*(?:bis|–|-)\s*(?P<upper>\d{1,3})\s*$"),
)
_BESIDE_AGES = re.compile(
    r"davon|darunter|im alter(?: von)?|jahren?|jährige|personen|[\s,.()/:-]+", re.IGNORECASE
)
_PER = re.compile(r"\bje (\d{1,3}(?:\.?\d{3})*)\b", re.IGNORECASE)
_RATE = re.compile(
    r"%|quote|anteil|prozent|rate\b|durchschn|schnitt\b|mittelwert|\bmittl|\bmittel\b|[øØ⌀]|"
    r"\bje (?:\d|fall|kind|person|kopf|einwohner|haushalt|platz|gruppe|tag|monat)|\bpro \w",
    re.IGNORECASE,
)
_UNITS = (
    (re.compile(r"%|prozent|quote|anteil", re.IGNORECASE), "Prozent"),
    (re.compile(r"€|euro|\beur\b", re.IGNORECASE), "Euro"),
    (re.compile(r"plätze", re.IGNORECASE), "Plätze"),
    (re.compile(r"kinder", re.IGNORECASE), "Kinder"),
    (re.compile(r"fälle|hilfen|anträge|verfahren", re.IGNORECASE), "Fälle"),
    (re.compile(r"haushalte|bedarfsgemeinschaften", re.IGNORECASE), "Haushalte"),
    (re.compile(r"wohnungen", re.IGNORECASE), "Wohnungen"),
    (
        re.compile(r"person|einwohner|bevölkerung|schüler|arbeitslose|empfänger|menschen|frauen"
                   r"|männer|beschäftigte|mitglieder", re.IGNORECASE),
        "Personen",
    ),
)  # fmt: skip


def proposed_measure(content: Content, catalogue: Catalogue) -> Measure:
    """A measure for a column; ``base`` is "" where no base figure of the catalogue fits."""
    label = content.column.label
    lower, upper = age_of(label)
    base = _known(f"{label}{_sign(content)}", catalogue.base_figures.values())
    return Measure(label, base, sex_of(label), lower, upper)


def sex_of(label: str) -> str:
    """The sex a heading tells: male, female or total; total where it tells several."""
    told = [name for name, words in _SEXES if words.search(label)]
    return told[0] if len(told) == 1 else "total"


def age_of(label: str) -> tuple[int, int | None]:
    """The age band a heading tells, both ends included; all ages where it tells none."""
    for form in _AGES:
        if match := form.search(label.replace("_", " ")):
            found = match.groupdict()
            lower = int(found.get("lower") or found.get("from") or 0)
            below, upper = found.get("below"), found.get("upper")
            last = int(below) - 1 if below else int(upper) if upper else None
            if lower <= 110 and (last is None or lower <= last <= 110):
                return lower, last
    return 0, None


def tells_only_group(label: str) -> bool:
    """Whether a heading says nothing but an age band or a sex: of what, another one says."""
    rest = label.replace("_", " ")
    found = [form.search(rest) for form in _AGES] + [words.search(rest) for _, words in _SEXES]
    for match in filter(None, found):
        rest = rest.replace(match[0], " ")
    return any(found) and not _BESIDE_AGES.sub("", rest)


def own_figure(
    content: Content, title: str, periods: Iterable[str], taken: Sequence[str]
) -> OwnFigure:
    """A base figure of its own for a column that the catalogue has no name for.

    ``title`` stands for a column without a label of its own; ``taken`` are ids that are given.
    """
    label = content.column.label
    name = label if plain(label) != plain(NO_LABEL) else title
    name = name.replace("_", " ").strip() or NO_LABEL
    told = f"{name}{_sign(content)}"
    rate = _RATE.search(told) is not None
    per, scale = _PER.search(name), scale_of(name)
    unit = next((unit for words, unit in _UNITS if words.search(told)), "Anzahl")
    unit = f"je {number(int(per[1].replace('.', '')))}" if per else f"{scale} {unit}".strip()
    kind, day = period_kind(periods)
    shown = name[:70] if len(name) >= 3 else f"Wert {name}"
    return OwnFigure(free_id(shown, taken), shown, unit, not rate, kind, day)


def _sign(content: Content) -> str:
    """The sign for per cent where the cells of a column bear it."""
    return " %" if any(text.endswith("%") for text in content.texts) else ""


def period_kind(periods: Iterable[str]) -> tuple[str, str]:
    """What the catalogue calls these periods, and their common Stichtag (MM-DD) or ""."""
    found = list(periods)
    days = {period[5:] for period in found if len(period) == 10}
    if days:
        return "reference_date", next(iter(days)) if len(days) == 1 else ""
    return ("school_year" if any("/" in period for period in found) else "year"), ""


def free_id(title: str, taken: Sequence[str]) -> str:
    """An id from a title that is not given yet."""
    letters = title.casefold()
    for umlaut, pair in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        letters = letters.replace(umlaut, pair)
    ascii_only = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "_", ascii_only).strip("_")[:40].strip("_")
    name = name if name[:1].isalpha() else f"zahl_{name}".strip("_")
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def _known(label: str, bases: Iterable[BaseFigure]) -> str:
    """The base figure whose name is the label's, or nearly; "" where there is none.

    A share or rate is no count, and figures in thousands are none of the catalogue's.
    """
    bare = _bare(label)
    scores = {}
    for base in bases:
        if scale_of(label) or (base.additive and _RATE.search(label)):
            continue
        names = [_bare(name) for name in (base.title, base.table, base.id)]
        scores[base.id] = max(difflib.SequenceMatcher(None, bare, name).ratio() for name in names)
    best = max(scores, key=lambda base: scores[base], default="")
    return best if best and scores[best] >= ALIKE else ""


def _bare(label: str) -> str:
    text = re.sub(r"\(.*?\)", " ", label.casefold().replace("_", " "))
    for _, words in _SEXES:
        text = words.sub(" ", text)
    for umlaut, pair in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.replace(umlaut, pair)
    found = re.findall(r"[a-z0-9]+", text)
    return " ".join(word for word in found if word not in ("anzahl", "zahl", "der", "insgesamt"))
