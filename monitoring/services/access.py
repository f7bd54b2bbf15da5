"""Name and password of the user's own access: from the environment, or a file of mode 600."""

import os
import stat
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from monitoring.addresses import Service
from monitoring.errors import ServiceError
from monitoring.settings import access_path

_OTHERS = 0o077


@dataclass(frozen=True)
class Access:
    """Who asks. Never shown: neither part is in its repr."""

    name: str = field(repr=False)
    password: str = field(repr=False)


def access_to(service: Service) -> Access:
    """The access to a service. Raises ServiceError where there is none or it is unsafe."""
    found = find_access(service)
    if found is None:
        variable = _variable(service)
        raise ServiceError(
            "Für diesen Dienst sind keine Zugangsdaten hinterlegt.",
            place=service.title,
            remedy=f"Kostenlos registrieren ({service.register or service.address}), dann "
            f"{variable}_NAME und {variable}_PASSWORD setzen oder den Abschnitt "
            f"[{service.id}] mit name und password in {access_path()} schreiben.",
        )
    for part in (found.name, found.password):
        if not (part.isascii() and (part.isprintable() or not part)) or part != part.strip():
            raise ServiceError(
                "Name oder Kennwort enthalten Zeichen, die sich nicht übertragen lassen.",
                place=service.title,
                remedy="Beim Dienst ein Kennwort ohne Umlaute, Steuerzeichen und Leerzeichen am "
                "Rand wählen.",
            )
    return found


def find_access(service: Service) -> Access | None:
    """The access that is set down for a service, if there is one."""
    variable = _variable(service)
    name = os.environ.get(f"{variable}_NAME")
    if name:
        return Access(name, os.environ.get(f"{variable}_PASSWORD", ""))
    path = access_path()
    if not path.exists():
        return None
    section = _sections(path).get(service.id)
    if section is None:
        return None
    given = section if isinstance(section, dict) else {}
    name, password = given.get("name"), given.get("password", "")
    if not (isinstance(name, str) and name and isinstance(password, str)):
        raise _unreadable(path, f'[{service.id}] mit name = "…" und password = "…"')
    return Access(name, password)


def _variable(service: Service) -> str:
    return f"KREISBLICK_{service.id.upper()}"


def _sections(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as stream:
            _check_private(path, os.fstat(stream.fileno()))
            return tomllib.loads(stream.read().decode("utf-8"))
    except OSError as error:
        raise _unreadable(path, "eine Datei, die sich öffnen lässt") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        # Without its cause, which quotes what it could not read.
        raise _unreadable(path, "gültiges TOML in UTF-8") from None


def _check_private(path: Path, found: os.stat_result) -> None:
    """Others on the machine may not read it; Windows keeps homes apart in its own way."""
    if os.name == "nt":
        return
    if found.st_mode & _OTHERS or found.st_uid != os.geteuid():
        raise ServiceError(
            "Die Datei mit den Zugangsdaten gehört nicht nur dem, der Kreisblick ausführt.",
            place=f"Datei {path}",
            found=f"Rechte {stat.filemode(found.st_mode)}",
            remedy=f"chmod 600 {path} (und chown, falls sie jemand anderem gehört)",
        )


def _unreadable(path: Path, expected: str) -> ServiceError:
    return ServiceError(
        f"Die Datei mit den Zugangsdaten ist nicht lesbar. Erwartet: {expected}.",
        place=f"Datei {path}",
        remedy="Die Datei berichtigen; ihre Form steht in docs/dienste.md.",
    )
