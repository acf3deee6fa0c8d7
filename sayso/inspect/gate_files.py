"""Files of the site beside its pages: what the search shows as HTML, what names addresses, and what styles load."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.inspect.gate_drawings import faults_of_drawing
from sayso.inspect.gate_links import LinkCheck, file_of
from sayso.inspect.gate_shells import LOADED
from sayso.site.content_policy import may_fetch
from sayso.site.manifest import DATA, REDIRECTS, SEARCH, SITEMAP

SHOWN_BY_SEARCH = re.compile(
    r"</?(?:blockquote|code|dd|dl|dt|em|li|ol|p|pre|strong|sub|sup|table|tbody|td|th|thead|tr|ul)>"
)
"""The tags that the theme's search keeps of hand-written pages; records come into its index as escaped text."""

OWN = re.compile(r"data:image/|#|(?![a-zA-Z][a-zA-Z0-9+.-]*:|[/\\])")
"""How that must begin: drawings in the sheet itself, or a file of the site."""
ENTRY = re.compile(r"<url><loc>([^<>]*)</loc></url>")


def faults_of_files(folder: Path, check: LinkCheck) -> Iterator[str]:
    """Every fault of these files, each told with its file."""
    for path in sorted(check.files):
        if path.endswith(".json") and not path.startswith(DATA):
            yield from (f"{path}: {fault}" for fault in _faults_of_json(folder / path, path, check))
        elif path.endswith(".css"):
            for found in LOADED.finditer((folder / path).read_text(encoding="utf-8")):
                url = found.group(1)
                allowed = url.startswith(("https:", "http:")) and may_fetch(url, "", check.made.allowances)
                if not allowed and not OWN.match(url):
                    yield f"{path}: a style sheet must load files of the site only; it loads “{url}”"
        elif path.endswith(".svg"):
            yield from (f"{path}: {fault}" for fault in faults_of_drawing((folder / path).read_bytes()))
    if SITEMAP in check.files:
        text = (folder / SITEMAP).read_text(encoding="utf-8")
        yield from (f"{SITEMAP}: {fault}" for fault in _faults_of_sitemap(text, check))


def _faults_of_json(file: Path, path: str, check: LinkCheck) -> Iterator[str]:
    """It is JSON, and the two files whose form is known here lead to pages of the site only."""
    try:
        told = json.loads(file.read_bytes())
        of_form = {SEARCH: _faults_of_search, REDIRECTS: _faults_of_redirects}.get(path)
        yield from of_form(told, check) if of_form is not None else ()
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        yield f"the file must be whole; {type(error).__name__}: {error}"


def _faults_of_search(index: Any, check: LinkCheck) -> Iterator[str]:
    seen: set[str] = set()
    for entry in index["docs"]:
        location = entry["location"]
        for part in ("title", "text"):
            if "<" in SHOWN_BY_SEARCH.sub("", entry[part]):
                yield f"what is found must be escaped text; “{location}” has “{entry[part][:60]}”"
        address, _, name = location.partition("#")
        file = file_of(address, check.files)
        if file is None or not file.endswith(".html"):
            yield f"what is found must be a page of the site; “{location}” is none"
        elif name and not check.has(file, name):
            yield f"what is found must be a part of its page; “{location}” is none"
        if location in seen:
            yield f"each part of the site must be found once; “{location}” stands again"
        seen.add(location)


def _faults_of_redirects(redirects: Any, check: LinkCheck) -> Iterator[str]:
    for old, new in redirects.items():
        for one in (old, *new):
            address, _, name = one.partition("#")
            file = file_of(address, check.files)
            if file is None or not file.endswith(".html") or (name and not check.has(file, name)):
                yield f"an address must be one of the site; “{one}” is none"


def _faults_of_sitemap(text: str, check: LinkCheck) -> Iterator[str]:
    site_url = check.made.site_url
    addresses = ENTRY.findall(text)
    if len(addresses) != text.count("<loc") or len(addresses) != text.count("<url>"):
        yield "each entry must be an address and nothing else; one isn't"
    for address in addresses:
        inside = address.removeprefix(site_url)
        if (
            not site_url
            or (inside == address and site_url != address)
            or file_of(inside, check.files) is None
        ):
            yield f"an address must be a page of the site; “{address}” is none"
    if len(addresses) != len(set(addresses)):
        yield "each address must stand once; one stands again"
