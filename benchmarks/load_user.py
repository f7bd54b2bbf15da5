"""A user at protocol level: one websocket to the app, as the browser's page holds it.

Messages are Streamlit's own (streamlit.proto). A step is over when the script has finished and the
values of a map, if there is one, have been fetched; what the browser would draw is not part of it.
"""

import asyncio
import random
import re
import time
from dataclasses import dataclass, field
from urllib.request import Request, urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

PATIENCE_S = 30
FAULT = "Fehler im Programm"
CHANGED = ("indikator", "gebiet", "zeitraum")
VALUES = re.compile(r'karten/[^/"]+/werte\?[^"\\]+')
FINISHED = ForwardMsg.FINISHED_SUCCESSFULLY


@dataclass(frozen=True)
class Step:
    """One thing a user did: ``what`` it was, how long until the script was through."""

    what: str
    ms: float
    kilobytes: float
    fault: str = ""


@dataclass
class Screen:
    """What the server last sent: pages by name, the page shown, its select boxes.

    ``boxes`` maps a widget's id to its value, ``options`` to what can be chosen; ``values`` is
    the address of the map's values.
    """

    pages: dict[str, str] = field(default_factory=dict)
    page: str = ""
    boxes: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    values: str = ""


async def live(port: int, draw: random.Random, until: float, think_s: float) -> list[Step]:
    """Open the app, then change a choice or the page every ``think_s`` seconds on average."""
    await asyncio.sleep(draw.uniform(0, think_s * 2))
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    origin = f"http://127.0.0.1:{port}"
    screen, steps = Screen(), []
    async with connect(address, subprotocols=["streamlit"], origin=origin, max_size=None) as socket:
        steps.append(await step(socket, screen, "open start", rerun(screen)))
        while time.monotonic() < until:
            await asyncio.sleep(draw.uniform(0.5, 1.5) * think_s)
            steps.append(await act(socket, screen, draw))
    return steps


async def act(socket: ClientConnection, screen: Screen, draw: random.Random) -> Step:
    """Two times in three another choice on the same page, else another page."""
    changeable = [w for w in screen.boxes if w.endswith(CHANGED) and len(screen.options[w]) > 1]
    if changeable and draw.random() < 2 / 3:
        widget = draw.choice(changeable)
        others = [o for o in screen.options[widget] if o != screen.boxes[widget]]
        screen.boxes[widget] = draw.choice(others)
        return await step(socket, screen, f"change on {screen.page}", rerun(screen))
    name = draw.choice([page for page in screen.pages if page != screen.page])
    screen.boxes.clear()
    return await step(socket, screen, f"open {name}", rerun(screen, screen.pages[name]))


def rerun(screen: Screen, page_hash: str | None = None) -> BackMsg:
    """The message that a browser sends: the page and the values of its widgets."""
    message = BackMsg()
    message.rerun_script.page_script_hash = page_hash or screen.pages.get(screen.page, "")
    for widget, value in screen.boxes.items():
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.string_value = widget, value
    return message


async def step(socket: ClientConnection, screen: Screen, what: str, message: BackMsg) -> Step:
    """Send a message and read until the script is through."""
    start, size, fault = time.perf_counter(), 0, ""
    screen.boxes.clear()
    screen.values = ""
    await socket.send(message.SerializeToString())
    while True:
        try:
            raw = await asyncio.wait_for(socket.recv(), PATIENCE_S)
        except TimeoutError:
            fault = fault or f"no answer for {PATIENCE_S} s"
            break
        answer = ForwardMsg()
        answer.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
        size += len(raw)
        fault = fault or fault_of(answer)
        note(screen, answer)
        if answer.WhichOneof("type") == "script_finished" and answer.script_finished == FINISHED:
            break
    if screen.values and not fault:
        size += await asyncio.to_thread(fetched, f"{origin_of(socket)}/{screen.values}")
    return Step(what, (time.perf_counter() - start) * 1000, size / 1000, fault)


def origin_of(socket: ClientConnection) -> str:
    """Address of the server at the other end."""
    host, port = socket.remote_address[:2]
    return f"http://{host}:{port}"


def fetched(url: str) -> int:
    """Bytes of an answer; an answer that is none raises HTTPError."""
    with urlopen(Request(url, headers={"Accept-Encoding": "br"}), timeout=PATIENCE_S) as answer:
        return len(answer.read())


def fault_of(answer: ForwardMsg) -> str:
    """What is wrong with an answer, if anything."""
    kind = answer.WhichOneof("type")
    if kind == "page_not_found":
        return f"page not found: {answer.page_not_found.page_name}"
    if kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
        element = answer.delta.new_element
        if element.WhichOneof("type") == "exception":
            return f"exception: {element.exception.message}"
        if element.WhichOneof("type") == "alert" and FAULT in element.alert.body:
            return element.alert.body
    return ""


def note(screen: Screen, answer: ForwardMsg) -> None:
    """Keep what the next message needs: pages, the page shown, select boxes and their values."""
    kind = answer.WhichOneof("type")
    if kind == "navigation":
        pages = answer.navigation.app_pages
        screen.pages = {p.url_pathname or "start": p.page_script_hash for p in pages}
        shown = answer.navigation.page_script_hash
        screen.page = next(name for name, key in screen.pages.items() if key == shown)
    elif kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
        element = answer.delta.new_element
        if element.WhichOneof("type") == "selectbox":
            box = element.selectbox
            screen.options[box.id] = list(box.options)
            if box.raw_value:
                screen.boxes[box.id] = box.raw_value
        elif element.WhichOneof("type") == "component_instance":
            found = VALUES.search(element.component_instance.json_args)
            screen.values = found.group() if found else ""
