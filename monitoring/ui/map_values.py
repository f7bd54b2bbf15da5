"""The values of a map, given to the browser by their address."""

import json
from collections.abc import Callable, Iterable

import brotli
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from geodata.maps import Circles, Series, value_payload
from monitoring.analysis.printed import printed_units
from monitoring.figures import remark
from monitoring.release.location import is_release
from monitoring.ui.cached import answering_from
from monitoring.ui.files import RELEASE_NAME, takes_brotli
from monitoring.ui.map_question import address, picture_of, question_of
from monitoring.ui.picture import REASONS, Picture
from monitoring.ui.selection import usable_indicators
from monitoring.ui.territories import Territory

QUICK = 4


async def serve_values(request: Request) -> Response:
    """What the engine paints for one question; 404 where there is nothing to paint.

    ``Content-Location`` is the address that the page itself gives for these values.
    """
    words = dict(request.query_params)

    def values() -> tuple[object, dict[str, str]] | None:
        question = question_of(words)
        if question is None:
            return None
        found = payload(picture_of(question), question.territory)
        return found, {"Content-Location": address(question)}

    return await _serve(request, values)


async def serve_titles(request: Request) -> Response:
    """Ids of the indicators by title."""
    return await _serve(
        request, lambda: ({each.title: each.id for each in usable_indicators().values()}, {})
    )


async def _serve(
    request: Request, make: Callable[[], tuple[object, dict[str, str]] | None]
) -> Response:
    release = request.path_params["release"]
    is_small = takes_brotli(request)
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding"}

    def answer() -> Response:
        if not RELEASE_NAME.fullmatch(release) or not is_release(release):
            raise HTTPException(404)
        with answering_from(release):
            made = make()
        if made is None:
            raise HTTPException(404)
        found, more = made
        body = json.dumps(found, separators=(",", ":"), ensure_ascii=False).encode()
        if is_small:
            body, more = brotli.compress(body, quality=QUICK), more | {"Content-Encoding": "br"}
        return Response(body, headers=headers | more, media_type="application/json")

    return await run_in_threadpool(answer)


def payload(picture: Picture, territory: Territory) -> dict[str, object]:
    """What the map engine paints of a picture."""
    values = picture.frame["value"].to_numpy(float)
    return value_payload(
        picture.codes,
        Series(
            _as_printed(values, picture.decimals),
            picture.decimals,
            picture.unit,
            signed=picture.signed,
        ),
        palette=picture.palette,
        reasons=REASONS,
        bounds=territory.bounds,
        circles=None if picture.radii is None else Circles(picture.radii),
        remarks=_remarks(picture.frame),
        outlines=picture.outlines,
    )


def _remarks(frame: pd.DataFrame) -> dict[int, str]:
    """Marks of the office and how far values are estimated, by place in the layer; where there is
    no value, the reason is said instead.
    """
    if "note" not in frame:
        return {}
    notes: Iterable[str] = frame["note"].fillna("").where(frame["value"].notna(), "")
    return {place: text for place, note in enumerate(notes) if (text := remark(note))}


def _as_printed(values: NDArray[np.float64], decimals: int) -> NDArray[np.float64]:
    """Values rounded as legend, panel and table print them; the browser rounds otherwise."""
    rounded, known = values.copy(), np.isfinite(values)
    rounded[known] = printed_units(values[known], decimals) / 10**decimals
    return rounded
