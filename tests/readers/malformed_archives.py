"""Zip files as they should not be, each around the faultless file of a reader."""

import io
import stat
import zipfile
from collections.abc import Callable

from tests.readers.malformed_bases import BASES, content

Made = tuple[str, bytes]


def _zipped(*members: tuple[str, bytes], mode: int = 0, locked: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    data = bytearray(out.getvalue())
    if locked:
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.rindex(mark) + place] |= 1
    return bytes(data)


def _archive(make: Callable[[str, bytes], bytes]) -> Callable[[str], Made]:
    return lambda reader: ("lieferung.zip", make(BASES[reader].file, content(reader)))


ARCHIVES: dict[str, Callable[[str], Made]] = {
    "path out of the zip": _archive(lambda name, data: _zipped((f"../../{name}", data))),
    "absolute path": _archive(lambda name, data: _zipped((f"/tmp/{name}", data))),
    "drive letter": _archive(lambda name, data: _zipped((f"C:\\{name}", data))),
    "symlink": _archive(lambda name, _: _zipped((name, b"/etc/passwd"), mode=stat.S_IFLNK | 0o777)),
    "zip in a zip": _archive(
        lambda name, data: _zipped(("innen.zip", _zipped((name, data)))),
    ),
    "with password": _archive(lambda name, data: _zipped((name, data), locked=True)),
    "cut zip": _archive(lambda name, data: _zipped((name, data))[:-30]),
    "empty zip": _archive(lambda *_: _zipped()),
    "checksum wrong": _archive(lambda name, data: _damaged(_zipped((name, data)))),
    "two tables": _archive(lambda name, data: _zipped((name, data), (f"b/{name}", data))),
}


def _damaged(data: bytes) -> bytes:
    place = data.rindex(b"PK\x01\x02") + 16
    return data[:place] + b"\x00\x01\x02\x03" + data[place + 4 :]
