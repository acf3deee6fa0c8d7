"""The archive: the whole dataset as one ZIP file, ready for a repository, the same bytes from the same files.

Files stand in the order of their names below a folder named after the version, with one fixed time and plain
rights; text is deflated with a fixed level.
"""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sayso.files.checksums import find_files
from sayso.files.whole_files import remove_parts, writing_whole

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP file can give: no file has one of its own."""

PLAIN_FILE = 0o100644 << 16
LEVEL = 9


def archive_name(version: str) -> str:
    """The name of the archive of a version."""
    return f"sayso-{version}.zip"


def write_archive(folder: Path, target_folder: Path, version: str) -> Path:
    """Write the archive of a dataset's folder into another folder, whole or not at all. Returns its path."""
    target = target_folder / archive_name(version)
    remove_parts(target_folder)
    with writing_whole(target) as file, ZipFile(file, "w") as archive:
        for name in find_files(folder)[0]:
            member = ZipInfo(f"sayso-{version}/{name}", EARLIEST)
            member.compress_type, member.external_attr, member.create_system = ZIP_DEFLATED, PLAIN_FILE, 3
            archive.writestr(member, (folder / name).read_bytes(), compresslevel=LEVEL)
    return target
