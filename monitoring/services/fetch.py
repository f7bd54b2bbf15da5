"""Fetch what was asked of a service into a folder, all of it, ready for the import."""

from dataclasses import dataclass, fields
from pathlib import Path

from monitoring.addresses import Limits, Service, check_asked
from monitoring.errors import ServiceError
from monitoring.running import portion, step
from monitoring.services import genesis, whole
from monitoring.services.access import access_to
from monitoring.services.wire import Line, Say, ask, line_to

_FITTING = {
    "genesis": ("first", "last", "regionalvariable", "regionalkey"),
    "wegweiser": (),
    "files": ("year",),
}


@dataclass(frozen=True)
class Wishes:
    """What of it is wanted; None where that was left open. Years have four digits."""

    first: int | None = None
    last: int | None = None
    regionalvariable: str | None = None
    regionalkey: str | None = None
    year: int | None = None


_SWITCHES = {
    "first": "--from", "last": "--to", "year": "--year",
    "regionalvariable": "--regionalvariable", "regionalkey": "--regionalkey",
}  # fmt: skip


def fetched(
    service: Service, limits: Limits, names: list[str], wishes: Wishes, folder: Path, say: Say
) -> list[Path]:
    """Files in ``folder``, one for each name, in their order, each checked whole.

    Raises ServiceError (or InputError for a damaged archive) for the first that does not come.
    """
    for name in names:
        check_asked(service, name)
    _check_wishes(service, wishes)
    access = access_to(service) if service.needs_access else None
    with line_to(service, limits, say, access) as line:
        if service.kind == "genesis":
            genesis.log_in(line, folder)
        files, wanted = [], list(dict.fromkeys(names))
        for place, name in enumerate(wanted):
            with portion(place / len(wanted), (place + 1) / len(wanted)):
                step(0.0, f"{service.title}: {name} angefordert")
                files.append(_one(line, name, wishes, folder))
        return files


def check_access(service: Service, limits: Limits, folder: Path, say: Say) -> None:
    """Whether the service takes the access that is set down. Raises ServiceError if not."""
    with line_to(service, limits, say, access_to(service)) as line:
        genesis.log_in(line, folder)


def _one(line: Line, name: str, wishes: Wishes, folder: Path) -> Path:
    if line.service.kind == "genesis":
        path = genesis.fetch_table(line, name, _selection(wishes), folder)
    elif line.service.kind == "wegweiser":
        path = _plain(line, name, folder, f"wegweiser_{_short(name)}")
    else:
        file = line.service.files[name]
        # The date in the name tells the reader of boundaries their Gebietsstand.
        target = f"{name}_{wishes.year}-{file.day}"
        path = _plain(line, file.path.replace("{year}", str(wishes.year)), folder, target)
    line.say(f"  geladen: {path.name}")
    return path


def _plain(line: Line, asked: str, folder: Path, name: str) -> Path:
    line.say(f"{line.service.title}: {name} angefordert")
    answer = ask(line, asked, folder / "answer")
    whole.check_answered(line, answer)
    return whole.named_by_content(line, answer.path, name)


def _short(name: str) -> str:
    return name.replace("+", "_")[:80]


def _selection(wishes: Wishes) -> dict[str, str]:
    """Of the wishes what GENESIS knows, under its own names."""
    asked = {
        "startyear": wishes.first,
        "endyear": wishes.last,
        "regionalvariable": wishes.regionalvariable,
        "regionalkey": wishes.regionalkey,
    }
    return {name: str(value) for name, value in asked.items() if value is not None}


def _check_wishes(service: Service, wishes: Wishes) -> None:
    given = {field.name for field in fields(wishes) if getattr(wishes, field.name) is not None}
    alien = given - set(_FITTING[service.kind])
    if alien:
        raise ServiceError(
            "Diese Angabe gibt es bei diesem Dienst nicht.",
            place=service.title,
            found=", ".join(sorted(_SWITCHES[name] for name in alien)),
            remedy="Die Angabe weglassen.",
        )
    if service.kind == "files" and wishes.year is None:
        raise ServiceError(
            "Von diesem Dienst gibt es eine Datei je Jahr.",
            place=service.title,
            remedy="Das Jahr angeben: --year 2024",
        )
    if (wishes.regionalkey is None) != (wishes.regionalvariable is None):
        raise ServiceError(
            "Schlüssel und Ebene gehören zusammen.",
            place=service.title,
            remedy="Beide angeben, z. B. --regionalvariable GEMEIN --regionalkey 16*",
        )
    years = [year for year in (wishes.first, wishes.last, wishes.year) if year is not None]
    if any(not 1900 <= year <= 2100 for year in years) or years != sorted(years):
        raise ServiceError(
            "Diese Jahre gibt es nicht.",
            place=service.title,
            found=", ".join(map(str, years)),
            remedy="Jahre vierstellig angeben, das erste vor dem letzten.",
        )
