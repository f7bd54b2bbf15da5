"""A real HTTP server on this machine that answers as the offices' services do."""

import json
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.readers import excerpts

NAME, PASSWORD = "DE0815TEST", "Geheim-4711"
TABLE = "12411-01-01-4"
JOB = f"{TABLE}_673843136"


@dataclass
class Reply:
    """An answer: ``cut`` ends it after so many bytes, ``drip_s`` sends byte after byte."""

    body: bytes = b""
    status: int = 200
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    pause_s: float = 0
    drip_s: float = 0
    sized: bool = True


@dataclass
class Question:
    """What was asked: ``form`` is the body of a POST."""

    method: str
    path: str
    headers: dict[str, str]
    form: dict[str, str]


@dataclass
class Office:
    """``replies`` by the end of the path; the last of several stays."""

    address: str
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    def reply(self, path: str, *replies: Reply) -> None:
        self.replies[path] = list(replies)

    def asked(self) -> list[str]:
        return [question.path.removeprefix("/rest/") for question in self.questions]


@contextmanager
def open_office() -> Iterator[Office]:
    """An office in a thread of its own, closed at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.office = Office(f"http://127.0.0.1:{server.server_port}/rest/")  # type: ignore[attr-defined]  # the handler finds it there
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server.office  # type: ignore[attr-defined]  # set above
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
        form = parse_qs(text, keep_blank_values=True)
        self._answer({name: values[0] for name, values in form.items()})

    def _answer(self, form: dict[str, str]) -> None:
        office: Office = self.server.office  # type: ignore[attr-defined]  # set by open_office
        office.questions.append(Question(self.command, self.path, dict(self.headers), form))
        waiting = office.replies[urlsplit(self.path).path.removeprefix("/rest/")]
        reply = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        time.sleep(reply.pause_s)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.kind)
        if reply.sized:
            self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.close_connection = True
        self.send_header("Connection", "close")
        self.end_headers()
        self._send(reply)

    def _send(self, reply: Reply) -> None:
        body = reply.body[: reply.cut]
        step = 1 if reply.drip_s else max(len(body), 1)
        try:
            for start in range(0, len(body), step):
                self.wfile.write(body[start : start + step])
                self.wfile.flush()
                time.sleep(reply.drip_s)
        except OSError:
            return  # whoever asked has gone


def told(code: int, content: str, kind: str = "Information", **more: Any) -> Reply:
    """An answer in the envelope of GENESIS."""
    answer = {
        "Ident": {"Service": "data", "Method": "tablefile"},
        "Status": {"Code": code, "Content": content, "Type": kind},
        "Parameter": {"username": "********", "password": "********"},
        "Copyright": "© Statistisches Bundesamt (Destatis), 2026",
    }
    return Reply(json.dumps({**answer, **more}, ensure_ascii=False).encode())


def bare(code: int, content: str, status: int) -> Reply:
    """A refused access: the status without its envelope."""
    body = json.dumps({"Code": code, "Content": content, "Type": "ERROR"})
    return Reply(body.encode(), status)


def login(text: str = "Sie wurden erfolgreich an- und abgemeldet!", user: str = NAME) -> Reply:
    return Reply(json.dumps({"Status": text, "Username": user}, ensure_ascii=False).encode())


def table_csv() -> bytes:
    """A flat CSV of two Kreise."""
    rows = [
        excerpts.flat_row(value, region=("KREISE", key), label="Kreise")
        for key, value in (("98001", "1200"), ("98002", "800"))
    ]
    return "\r\n".join([excerpts.FLAT_HEADER, *rows, ""]).encode("utf-8-sig")


def zipped(content: bytes, name: str = f"{TABLE}_de_flat.csv") -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def table_zip(**changes: Any) -> Reply:
    return Reply(zipped(table_csv()), kind="application/zip", **changes)


TOO_LARGE = told(
    98,
    "Die Tabelle ist zu gross, um im Dialog abgerufen zu werden. Bitte nutzen sie den Webservice "
    "mit dem Parameter job=true (REST) um eine Verarbeitung im Hintergrund zu starten.",
    "Fehler",
)
STARTED = told(
    99,
    "Der Bearbeitungsauftrag wurde erstellt. Die Tabelle kann in Kürze als Ergebnis mit folgendem "
    f"Namen abgerufen werden: {JOB}",
)
NOT_YET = told(104, "Es gibt keine Objekte zum angegebenen Selektionskriterium", List=None)
READY = told(0, "erfolgreich", List=[{"Code": JOB, "Content": "Bevölkerung"}])
MAINTENANCE = b"\xef\xbb\xbf<!DOCTYPE html><html><head><title>Wartung</title></head></html>"
