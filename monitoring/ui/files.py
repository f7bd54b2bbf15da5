"""Files for the browser: map layers of a release and our own static files."""

import mimetypes
import re
from functools import cache
from pathlib import PurePosixPath

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from geodata.assets import asset_version, static_files
from monitoring.settings import releases_folder

FOR_EVER = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
RELEASE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
LAYER_NAME = re.compile(r"[a-z]+-[0-9a-f]{8,64}\.topojson")
COMPRESSIBLE = frozenset({".js", ".css", ".svg", ".json", ".txt", ".md"})


def takes_brotli(request: Request) -> bool:
    """Whether the browser accepts brotli (``br;q=0`` refuses it)."""
    for part in request.headers.get("accept-encoding", "").split(","):
        name, _, quality = part.strip().partition(";")
        if name == "br":
            return not re.fullmatch(r"\s*q=0(\.0*)?\s*", quality)
    return False


async def serve_layer(request: Request) -> Response:
    """A layer file of a release; its name holds the hash of its content."""
    release, file = request.path_params["release"], request.path_params["file"]
    if not RELEASE_NAME.fullmatch(release) or not LAYER_NAME.fullmatch(file):
        raise HTTPException(404)
    path = releases_folder() / release / "maps" / file
    headers = {"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
    compressed = path.with_name(f"{file}.br")
    if takes_brotli(request) and compressed.is_file():
        path, headers["Content-Encoding"] = compressed, "br"
    if not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, headers=headers, media_type="application/json")


@cache
def compressed_file(name: str) -> bytes:
    """One static file as brotli, made once per process."""
    return bytes(brotli.compress(static_files()[name], quality=5))


async def serve_asset(request: Request) -> Response:
    """A static file; kept for ever if asked for under the current version."""
    name = request.path_params["path"]
    if name not in static_files():
        raise HTTPException(404)
    is_current = request.path_params["version"] == asset_version()
    return await answer(request, name, FOR_EVER if is_current else REVALIDATE)


async def serve_icon(request: Request) -> Response:
    """The browser tab's icon."""
    return await answer(request, "favicon.svg", "public, max-age=86400")


async def answer(request: Request, name: str, caching: str) -> Response:
    """One static file, compressed where the browser takes it."""
    headers = {"Cache-Control": caching, "Vary": "Accept-Encoding"}
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    data = static_files()[name]
    if PurePosixPath(name).suffix in COMPRESSIBLE and takes_brotli(request):
        data = await run_in_threadpool(compressed_file, name)
        headers["Content-Encoding"] = "br"
    return Response(data, headers=headers, media_type=media_type)
