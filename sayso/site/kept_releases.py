"""Kept releases: the archives that an owner keeps of released versions, unpacked beside the dataset.

Each file of `data/<version>/` must be the one that the release lists by its hash, so that a cited rev can be fetched as
it was cited. A release that holds an id that was withdrawn since is left out: what was withdrawn must not be published
again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile

from sayso.exports.exporter import MEDIA_TYPES
from sayso.files.checksums import LIST_NAME
from sayso.history.history import History, holds_withdrawn
from sayso.history.releases import Release
from sayso.site.manifest import DATA
from sayso.site.page import StampError


def publish_kept(archives: Path, folder: Path, history: History) -> tuple[list[str], set[str]]:
    """Unpack the archives of releases into a site. Returns the versions, oldest first, and the paths of the files.

    Raises StampError for a file that is no archive of a release, or of another one.
    """
    releases = {one.version: one for one in history.releases}
    found: dict[str, set[str]] = {}
    for path in sorted(one for one in archives.iterdir() if not one.name.startswith(".")):
        version = path.stem.rpartition("-")[2]
        if path.suffix != ".zip" or version not in releases:
            raise StampError(
                f"{path}: a kept release must be the archive of a released version, such as NAME-1.0.zip"
            )
        if not holds_withdrawn(releases[version], history):
            found[version] = set(_unpack(path, releases[version], folder))
    versions = [one.version for one in history.releases if one.version in found]
    return versions, set().union(*found.values())


def _unpack(path: Path, release: Release, folder: Path) -> Iterator[str]:
    try:
        with ZipFile(path) as archive:
            inside = [name for name in archive.namelist() if re.fullmatch(r"[^/]+/dataset\.json", name)]
            if len(inside) != 1:
                raise StampError(f"{path}: an archive must hold one dataset.json; it holds {len(inside)}")
            top = inside[0].removesuffix("dataset.json")
            for name in (*release.files, LIST_NAME):
                data = archive.read(top + name)
                if name != LIST_NAME and sha256(data).hexdigest() != release.files[name]:
                    raise StampError(
                        f"{path}: {name} must be the file of release {release.version}; it isn't"
                    )
                if not _is_plain(name):
                    raise StampError(f"{path}: {name} is no file that a dataset has")
                target = folder / DATA / release.version / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
                yield f"{DATA}{release.version}/{name}"
    except KeyError as error:
        raise StampError(f"{path}: it must hold all files of release {release.version}; {error}") from None
    except (OSError, BadZipFile) as error:
        raise StampError(f"{path}: a kept release must be a readable archive; {error}") from None


def _is_plain(name: str) -> bool:
    """Whether a name leads into its folder, and a browser takes the file for no page, style or script."""
    path = PurePosixPath(name)
    inside = not path.is_absolute() and not {".", ".."} & set(name.split("/")) and "\\" not in name
    return inside and (name == LIST_NAME or path.suffix in MEDIA_TYPES)
