"""Check of URLs that may become links, by an allowlist of forms."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
ESCAPED_CONTROL = re.compile(r"%([01][0-9A-Fa-f]|7[Ff])")
PLAIN = r"A-Za-z0-9\-._~:@!$&()*+,;="
REST = rf"([{PLAIN}/?]|%[0-9A-Fa-f]{{2}})*"
CHARACTERS = re.compile(rf"https?://[{PLAIN}\[\]%]+([/?]{REST})?(#{REST})?")
"""URLs by RFC 3986, the host not checked yet; brackets are allowed in hosts only, “#” once."""


def fault_of_url(url: str) -> str | None:
    """Why a URL can't be linked to; None if it can (RFC 3986, http and https only)."""
    if not re.match(r"https?://[^/]", url):
        return "it doesn't begin with one of these and a host"
    if not CHARACTERS.fullmatch(url):
        return "it holds characters that an address must write as %XX (or a host as punycode)"
    if ESCAPED_CONTROL.search(url):
        return "it holds an escaped control character, which may end a line where others pass it on"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "it can't be taken apart into host, path and query"
    if parts.username is not None or parts.password is not None:
        return "it names a user before the host"
    return _fault_of_host(host, port)


def _fault_of_host(host: str, port: int | None) -> str | None:
    try:
        ip_address(host)
    except ValueError:
        pass
    else:
        return "its host is a number, not a name"
    if not HOST.fullmatch(host):
        return "its host is no public name"
    return None if port in (None, 80, 443, 8080, 8443) else "its port is unusual"
