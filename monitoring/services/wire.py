"""One question over the line: bounded in time and size, on one host, kept whole in a file."""

import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from monitoring.addresses import Limits, Service
from monitoring.errors import ServiceError
from monitoring.figures import number
from monitoring.running import step
from monitoring.services.access import Access

MOST_REDIRECTS = 5
MIB = 1024 * 1024
ERROR_BYTES = MIB
SAID_EVERY_S = 5.0
_AGAIN = (301, 302, 307, 308)
Say = Callable[[str], None]


@dataclass(frozen=True)
class Line:
    """The way to one service."""

    service: Service
    limits: Limits
    client: httpx.Client
    say: Say
    access: Access | None = None

    def fault(self, what: str, remedy: str, found: object = None) -> ServiceError:
        """An error of this service; the access is blotted out of what the service said."""
        if isinstance(found, str) and self.access is not None:
            for secret in filter(None, (self.access.name, self.access.password)):
                found = found.replace(secret, "…")
        return ServiceError(what, place=self.service.title, found=found, remedy=remedy)


@dataclass(frozen=True)
class Answer:
    """What came back: the HTTP status and the file that holds the body."""

    status: int
    path: Path


@contextmanager
def line_to(
    service: Service, limits: Limits, say: Say, access: Access | None = None
) -> Iterator[Line]:
    """A line with TLS checked; redirects are looked at one by one, never followed blindly."""
    headers = {"User-Agent": "Kreisblick", "Accept-Encoding": "identity"}
    if access is not None:
        headers |= {"username": access.name, "password": access.password}
    timeout = httpx.Timeout(limits.silence_s, connect=limits.connect_s)
    try:
        client = httpx.Client(headers=headers, timeout=timeout, follow_redirects=False)
    except (ImportError, ValueError, httpx.InvalidURL, OSError) as error:
        raise ServiceError(
            "Proxy oder Zertifikat dieses Netzes lassen sich nicht verwenden.",
            place=service.title,
            remedy="HTTPS_PROXY muss mit http:// oder https:// beginnen, SSL_CERT_FILE eine "
            "lesbare Datei nennen.",
        ) from error
    with client:
        yield Line(service, limits, client, say, access)


def ask(line: Line, path: str, target: Path, form: Mapping[str, str] | None = None) -> Answer:
    """The answer to a GET, or to a POST of ``form``, in ``target``; any HTTP status.

    Raises ServiceError where the line fails, is too slow, leads to another host, or brings
    more than allowed; what was written until then is of no use.
    """
    address = httpx.URL(line.service.address).join(path)
    deadline = time.monotonic() + line.limits.answer_s
    with _in_words(line):
        for _ in range(MOST_REDIRECTS):
            method = "GET" if form is None else "POST"
            with line.client.stream(method, address, data=form) as response:
                if response.status_code not in _AGAIN:
                    _keep(line, response, target, deadline)
                    return Answer(response.status_code, target)
                address = _next(line, response)
    raise line.fault(
        "Der Dienst leitet im Kreis weiter.",
        "Später noch einmal versuchen; die Adresse in KREISBLICK_SERVICES prüfen.",
    )


def _next(line: Line, response: httpx.Response) -> httpx.URL:
    """Where a redirect leads, as long as that is the host that was named."""
    named = httpx.URL(line.service.address)
    target = response.url.join(response.headers.get("location", ""))
    if (target.scheme, target.host, target.port) == (named.scheme, named.host, named.port):
        return target
    raise line.fault(
        "Der Dienst leitet auf eine andere Adresse weiter; dorthin wurde nichts gesendet.",
        "Ist es die neue Adresse des Amtes, sie in der Datei von KREISBLICK_SERVICES eintragen "
        "(docs/dienste.md).",
        f"{target.scheme}://{target.host}",
    )


def _keep(line: Line, response: httpx.Response, target: Path, deadline: float) -> None:
    """Write the body while it comes; of an error its beginning is enough."""
    good = response.status_code == httpx.codes.OK
    stated = response.headers.get("content-length", "")
    total = int(stated) if stated.isdecimal() else None
    largest = int(line.limits.largest_mib * MIB)
    if good and total is not None and total > largest:
        raise _too_large(line)
    taken, said = 0, time.monotonic()
    with _writable(line, target).open("wb") as out:
        for chunk in response.iter_bytes():
            taken += len(chunk)
            if good and taken > largest:
                raise _too_large(line)
            _write(line, out.write, chunk)
            if not good and taken > ERROR_BYTES:
                return
            text = f"{_size(taken)}{'' if total is None else f' von {_size(total)}'}"
            step(taken / total if total else 0.0, f"{line.service.title}: {text} geladen")
            now = time.monotonic()
            if now > deadline:
                raise _too_slow(line, line.limits.answer_s)
            if now - said >= SAID_EVERY_S:
                said = now
                line.say(f"  {text}")


def _writable(line: Line, target: Path) -> Path:
    _write(line, target.write_bytes, b"")
    return target


def _write(line: Line, write: Callable[[bytes], int], content: bytes) -> None:
    try:
        write(content)
    except OSError as error:
        raise line.fault(
            "Die Antwort lässt sich nicht ablegen.",
            "Freien Platz im Ordner für Zwischendateien (TMPDIR) schaffen.",
            error.strerror,
        ) from error


def _size(taken: int) -> str:
    return f"{number(taken / 1_000_000, 1)} MB"


@contextmanager
def _in_words(line: Line) -> Iterator[None]:
    """What goes wrong on the way, in German."""
    try:
        yield
    except httpx.TimeoutException as error:
        waited = isinstance(error, httpx.ConnectTimeout)
        raise _too_slow(line, line.limits.connect_s if waited else line.limits.silence_s) from error
    except httpx.ConnectError as error:
        raise _not_reached(line, error) from error
    except httpx.ProxyError as error:
        raise line.fault(
            "Der Proxy dieses Netzes lässt die Verbindung nicht zu.",
            "Bei der eigenen IT den Zugang zu diesem Dienst freigeben lassen (HTTPS_PROXY).",
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise line.fault(
            "Die Verbindung brach ab, die Antwort ist unvollständig.",
            "Noch einmal versuchen; bricht sie wieder ab, die Tabelle eingrenzen.",
        ) from error


def _not_reached(line: Line, error: httpx.ConnectError) -> ServiceError:
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if cause is None:
        return line.fault(
            "Der Dienst ist nicht erreichbar.",
            "Verbindung zum Internet und Proxy (HTTPS_PROXY) prüfen; später noch einmal versuchen.",
        )
    return line.fault(
        "Die verschlüsselte Verbindung ist nicht vertrauenswürdig; es wurde nichts gesendet.",
        "Prüft das eigene Netz den Verkehr, sein Zertifikat mit SSL_CERT_FILE nennen; sonst die "
        "Adresse prüfen.",
    )


def _too_slow(line: Line, seconds: float) -> ServiceError:
    return line.fault(
        f"Der Dienst hat binnen {number(seconds, 0 if seconds >= 1 else 1)} s nicht geantwortet.",
        "Später noch einmal versuchen oder die Tabelle eingrenzen (--from, --to, --regionalkey).",
    )


def _too_large(line: Line) -> ServiceError:
    return line.fault(
        f"Die Antwort ist größer als erlaubt ({_size(int(line.limits.largest_mib * MIB))}).",
        "Die Tabelle eingrenzen (--from, --to, --regionalkey) oder largest_mib in der Datei von "
        "KREISBLICK_SERVICES erhöhen.",
    )
