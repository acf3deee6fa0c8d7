"""The archive: the whole dataset as one ZIP file, byte for byte the same from the same files.

Files are sorted by name in a folder named after the version, with fixed time, permissions and compression level. What
explains them lies in a folder beside it, so that the data folder is the published one, and can be verified as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sayso.files.checksums import find_files
from sayso.files.whole_files import remove_parts, writing_whole

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that ZIP can store, used for every file."""

PLAIN_FILE = 0o100644 << 16
LEVEL = 9


def write_archive(
    folder: Path,
    target_folder: Path,
    name: str,
    guide: Iterable[tuple[str, str]] = (),
    files: Iterable[str] | None = None,
) -> Path:
    """Write the archive of a data folder atomically into another folder, under a name without ending.

    `files` are the paths of its files where others lie among them. `guide` are texts to be read beside the data, by their names, for a folder of their own. Returns its path.
    """
    target = target_folder / f"{name}.zip"
    remove_parts(target_folder)
    data = sorted(files) if files is not None else find_files(folder)[0]
    members = [(f"{name}/{path}", (folder / path).read_bytes) for path in data]
    members += [(f"{name}-guide/{path}", text.encode) for path, text in guide]
    with writing_whole(target) as file:
        write_members(file, ((path, read()) for path, read in members))
    return target


def write_members(file: IO[bytes], members: Iterable[tuple[str, bytes]]) -> None:
    """Write a ZIP file of members (name, content) in the given order, with nothing in it but these."""
    with ZipFile(file, "w") as archive:
        for name, content in members:
            member = ZipInfo(name, EARLIEST)
            member.compress_type, member.external_attr, member.create_system = ZIP_DEFLATED, PLAIN_FILE, 3
            archive.writestr(member, content, compresslevel=LEVEL)
