"""Zip files whose bytes depend on nothing but their content."""

import zipfile
from pathlib import Path

FIXED_TIME = (2026, 3, 2, 9, 0, 0)


def write_zip(path: Path, members: dict[str, bytes]) -> None:
    """Write members in the given order with a fixed time stamp."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content, compresslevel=9)
