"""Whether an answer is what was asked for, and all of it, before anybody imports it."""

import codecs
import json
import re
from pathlib import Path
from typing import Any

import httpx

from monitoring.errors import InputError, in_file
from monitoring.readers import archives
from monitoring.services.wire import Answer, Line

JSON_BYTES = 64 * 1024 * 1024
_HEAD = 4096
_ZIP = b"PK"
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,200})<", re.IGNORECASE)


def check_answered(line: Line, answer: Answer) -> None:
    """Refuse an HTTP error, a web page, nothing at all. Raises ServiceError."""
    _check_status(line, answer)
    head = head_of(answer.path)
    if not head.strip():
        raise line.fault(
            "Der Dienst hat eine leere Antwort geschickt.",
            "Auswahl (Jahre, Gebiete) prüfen: vielleicht gibt es dafür keine Zahlen; sonst später "
            "noch einmal versuchen.",
        )
    if head.lstrip().startswith(b"<"):
        raise _page(line, head)


def _check_status(line: Line, answer: Answer) -> None:
    status, head = answer.status, head_of(answer.path)
    if status == httpx.codes.OK:
        return
    if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        raise refused_access(line)
    if status in (httpx.codes.NOT_FOUND, httpx.codes.GONE):
        raise line.fault(
            "Das Gesuchte gibt es dort nicht (HTTP 404).",
            f"Namen und Jahr prüfen, z. B. {line.service.example}; ist der Dienst umgezogen, die "
            "Adresse in der Datei von KREISBLICK_SERVICES ändern.",
        )
    if status == httpx.codes.TOO_MANY_REQUESTS:
        raise line.fault(
            "Der Dienst nimmt gerade keine weiteren Fragen an (HTTP 429).",
            "Eine Stunde warten und noch einmal versuchen.",
        )
    if status >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise _page(line, head, f" (HTTP {status})")
    raise line.fault(
        f"Der Dienst hat die Frage abgelehnt (HTTP {status}).",
        "Auswahl prüfen; die Adresse des Dienstes in der Datei von KREISBLICK_SERVICES prüfen.",
    )


def refused_access(line: Line, told: str | None = None) -> Exception:
    """The access is not accepted."""
    return line.fault(
        "Der Dienst nimmt die Zugangsdaten nicht an.",
        "Name und Kennwort (oder Token) auf der Seite des Dienstes prüfen und neu hinterlegen "
        f"(docs/dienste.md): {line.service.register or line.service.address}",
        told,
    )


def _page(line: Line, head: bytes, status: str = "") -> Exception:
    title = _TITLE.search(head.decode("utf-8", errors="replace"))
    return line.fault(
        f"Statt Daten kam eine Seite für Menschen, meist bei Wartungsarbeiten{status}.",
        "Später noch einmal versuchen; bleibt es so, die Seite des Dienstes im Browser ansehen.",
        title[1].strip() if title else None,
    )


def head_of(path: Path) -> bytes:
    """The first bytes of a file, without a byte order mark."""
    with path.open("rb") as stream:
        return stream.read(_HEAD).removeprefix(codecs.BOM_UTF8)


def json_in(line: Line, path: Path) -> Any:
    """The JSON of a file, None where it holds something else. Raises ServiceError if broken."""
    if not head_of(path).lstrip().startswith((b"{", b"[")):
        return None
    if path.stat().st_size > JSON_BYTES:
        raise _broken(line)
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _broken(line) from error


def named_by_content(line: Line, path: Path, name: str) -> Path:
    """The file as ``name`` with the ending of what it holds: zip, json or csv, checked whole."""
    ending = "csv"
    if head_of(path).startswith(_ZIP):
        ending = "zip"
        _check_zip(path, f"{name}.zip")
    elif json_in(line, path) is not None:
        ending = "json"
    return path.rename(path.with_name(f"{name}.{ending}"))


def _check_zip(path: Path, name: str) -> None:
    """Every member is there and agrees with its checksum."""
    with in_file(name):
        try:
            archives.members(path)
            with archives.opened(path) as archive:
                damaged = archive.testzip()
        except InputError as error:
            error.file = name
            raise
    if damaged is not None:
        raise InputError(
            "Das geladene Archiv ist beschädigt.",
            file=name,
            found=damaged,
            expected="eine Datei, die mit ihrer Prüfsumme übereinstimmt",
            remedy="Noch einmal holen.",
        )


def _broken(line: Line) -> Exception:
    return line.fault(
        "Die Antwort ist unvollständig oder beschädigt.",
        "Noch einmal versuchen; bleibt es so, die Auswahl eingrenzen.",
    )
