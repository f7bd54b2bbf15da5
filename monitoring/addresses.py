"""Addresses of the offices' services: ours (addresses.yml), and an operator's laid over them."""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import yaml

from monitoring.errors import ServiceError, printable
from monitoring.settings import services_path

OURS = Path(__file__).with_name("addresses.yml")
KINDS = {"genesis": "Statistikdatenbank", "wegweiser": "Wegweiser Kommune", "files": "Dateien"}
_ID = re.compile(r"[a-z][a-z0-9_]{0,30}")
_NAMES = {
    "genesis": re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{2,29}"),
    "wegweiser": re.compile(r"[0-9A-Za-zÄÖÜäöüß](?:[0-9A-Za-zÄÖÜäöüß+,-]|\.(?!\.)){2,400}"),
}
_LOCAL = ("127.0.0.1", "::1", "localhost")
_DAY = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_Kind = TypeVar("_Kind")


@dataclass(frozen=True)
class Limits:
    """How long to wait (seconds) and how much to take (MiB); see addresses.yml."""

    connect_s: float
    silence_s: float
    answer_s: float
    job_s: float
    poll_s: float
    largest_mib: float


@dataclass(frozen=True)
class YearFile:
    """A file that appears once a year: ``path`` with ``{year}``, ``day`` (MM-DD) of its Stand."""

    path: str
    day: str


@dataclass(frozen=True)
class Service:
    """A service: ``address`` ends with a slash; ``register`` is where one gets an access.

    ``jobs``: whether the database makes large tables in the background.
    """

    id: str
    title: str
    kind: str
    address: str
    example: str
    register: str = ""
    jobs: bool = False
    files: Mapping[str, YearFile] = dataclasses.field(default_factory=dict)

    @property
    def needs_access(self) -> bool:
        """Whether one has to log in."""
        return self.kind == "genesis"


def load_addresses() -> tuple[Limits, dict[str, Service]]:
    """Limits and services by id. Raises ServiceError with file, service and field."""
    content = _read(OURS)
    own = services_path()
    if own is not None:
        content = _laid_over(content, _read(own), own)
    place = f"Datei {(own or OURS).name}"
    limits = _record(Limits, content["limits"], f"{place}, limits")
    for name, value in dataclasses.asdict(limits).items():
        if value <= 0:
            raise _wrong(f"{place}, limits, Feld {name}", value, "eine Zahl größer als null")
    return limits, {
        key: _service(key, fields, f"{place}, Dienst {printable(key)}")
        for key, fields in content["services"].items()
    }


def check_asked(service: Service, name: str) -> None:
    """Refuse a name that the service cannot have. Raises ServiceError."""
    pattern = _NAMES.get(service.kind)
    if pattern.fullmatch(name) if pattern else name in service.files:
        return
    known = f" Es gibt: {', '.join(service.files)}." if service.files else ""
    raise ServiceError(
        "Eine Tabelle oder Datei dieses Namens kann es dort nicht geben.",
        place=service.title,
        found=name,
        remedy=f"Den Namen so angeben, wie ihn der Dienst zeigt, z. B. {service.example}.{known}",
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ServiceError(
            "Die Datei mit den Adressen der Dienste lässt sich nicht lesen.",
            place=f"Datei {path}",
            remedy="KREISBLICK_SERVICES auf eine lesbare Datei (UTF-8) setzen oder löschen.",
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        row = "" if mark is None else f", Zeile {mark.line + 1}"
        raise _wrong(f"Datei {path.name}{row}", None, "gültiges YAML") from error
    if not isinstance(content, dict) or not set(content) <= {"limits", "services"}:
        raise _wrong(f"Datei {path.name}", content, "die Abschnitte „limits“ und „services“")
    return content


def _laid_over(ours: dict[str, Any], own: dict[str, Any], path: Path) -> dict[str, Any]:
    """Sections of ours with the fields of the own file in front."""
    services = dict(ours["services"])
    for key, fields in _fields(own.get("services"), f"Datei {path.name}, services").items():
        place = f"Datei {path.name}, Dienst {printable(str(key))}"
        services[str(key)] = {**services.get(str(key), {}), **_fields(fields, place)}
    limits = _fields(own.get("limits"), f"Datei {path.name}, limits")
    return {"limits": {**ours["limits"], **limits}, "services": services}


def _fields(value: object, place: str) -> dict[Any, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _wrong(place, value, "Zeilen der Form „feld: wert“")
    return value


def _service(key: str, fields: dict[str, Any], place: str) -> Service:
    if not _ID.fullmatch(key):
        raise _wrong(place, key, "eine Kennung aus kleinen Buchstaben, Ziffern und _")
    files = {
        str(name): _record(YearFile, _fields(entry, place), f"{place}, Datei {name}")
        for name, entry in _fields(fields.get("files"), place).items()
    }
    service = _record(Service, {**fields, "id": key, "files": files}, place)
    if service.kind not in KINDS:
        raise _wrong(f"{place}, Feld kind", service.kind, ", ".join(KINDS))
    for name, file in service.files.items():
        if not _DAY.fullmatch(file.day) or "{year}" not in file.path or ".." in file.path:
            raise _wrong(f"{place}, Datei {name}", file.path, "ein Pfad mit {year} und day: MM-TT")
    _check_address(service.address, f"{place}, Feld address")
    return service


def _record(kind: type[_Kind], given: Mapping[Any, Any], place: str) -> _Kind:
    """A dataclass of the given fields, all there, none unknown, each of its type."""
    declared = {field.name: field for field in dataclasses.fields(kind)}  # type: ignore[arg-type]  # every kind here is a dataclass
    unknown = [str(name) for name in given if name not in declared]
    missing = [
        name
        for name, field in declared.items()
        if name not in given
        and field.default is dataclasses.MISSING
        and field.default_factory is dataclasses.MISSING
    ]
    if unknown or missing:
        wrong = ", ".join([*unknown, *(f"ohne {name}" for name in missing)])
        raise _wrong(place, wrong, f"die Felder {', '.join(declared)}")
    for name, value in given.items():
        fits, words = _TYPES.get(declared[name].type, ((), ""))
        if fits and type(value) not in fits:
            raise _wrong(f"{place}, Feld {name}", value, words)
    return kind(**given)


_TYPES: dict[Any, tuple[tuple[type, ...], str]] = {
    str: ((str,), "ein Text"),
    bool: ((bool,), "true oder false"),
    float: ((int, float), "eine Zahl"),
}


def _check_address(address: str, place: str) -> None:
    """TLS, except on this machine; no name, password or question in the address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL)
    plain = not (parts.username or parts.password or parts.query or parts.fragment)
    if not (safe and plain and parts.hostname and address.endswith("/")):
        raise _wrong(place, None, "eine Adresse mit https://, ohne Kennung, mit / am Ende")


def _wrong(place: str, found: object, expected: str) -> ServiceError:
    return ServiceError(
        f"Diese Angabe ist nicht richtig. Erwartet: {expected}.",
        place=place,
        found=found,
        remedy="Die Datei berichtigen; ihre Form steht in docs/dienste.md.",
    )
