"""Zip files nobody should unpack, made byte by byte."""

import struct
import zipfile
import zlib
from pathlib import Path

GIBIBYTE = 1024**3
_BLOCK = 64 * 1024 * 1024


def zeros(size: int) -> bytes:
    """A deflate stream of ``size`` zero bytes (a multiple of 64 MiB), made from repeated blocks."""
    maker = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = maker.compress(bytes(_BLOCK)) + maker.flush(zlib.Z_FULL_FLUSH)
    return block * (size // _BLOCK) + zlib.compressobj(9, zlib.DEFLATED, -15).flush()


def bomb(path: Path, member: str, size: int, *, stated: int | None = None) -> Path:
    """A zip whose one member unpacks to ``size`` bytes; ``stated`` is what its header claims."""
    data, name = zeros(size), member.encode()
    claimed = size if stated is None else stated
    sizes = struct.pack("<HHQQ", 1, 16, claimed, len(data))
    most = 0xFFFFFFFF
    local = struct.pack(
        "<4s5H3I2H", b"PK\3\4", 45, 0, 8, 0, 0x21, 0, most, most, len(name), len(sizes)
    )
    head = local + name + sizes
    central = struct.pack(
        "<4s6H3I5H2I", b"PK\1\2", 45, 45, 0, 8, 0, 0x21, 0, most, most, len(name), len(sizes),
        0, 0, 0, 0, 0,
    )  # fmt: skip
    directory = central + name + sizes
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(directory), len(head) + len(data), 0)
    path.write_bytes(head + data + directory + end)
    return path


def named(path: Path, *members: str, link: bool = False, locked: bool = False) -> Path:
    """A zip with members of these names; ``link`` makes them symbolic links."""
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            info = zipfile.ZipInfo("x")
            info.filename = member
            if link:
                info.external_attr = 0o120777 << 16
            archive.writestr(info, b"content")
        for info in archive.filelist:
            info.flag_bits |= int(locked)
    return path
