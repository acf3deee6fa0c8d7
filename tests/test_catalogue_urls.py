"""Bad inputs 100–109: web addresses. What is accepted is in `test_catalogue_kept.py`."""

from __future__ import annotations

import json
from pathlib import Path

from catalogue import Bad, Spoil, hold, swap, tried


def url(address: str) -> Spoil:
    return swap("url: https://news.example/harbour-berths", f"url: {json.dumps(address)}")


REFUSED = [
    Bad(
        id="100-javascript",
        spoil=url("javascript:alert(1)"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “javascript:alert(1)”, and it doesn't begin with one of these and a host\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="100-javascript",
        way="mixed-case",
        spoil=url("JaVaScRiPt:alert(1)"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “JaVaScRiPt:alert(1)”, and it doesn't begin with one of these and a host\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="100-javascript",
        way="tab",
        spoil=url("java\tscript:alert(1)"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “javaU+0009script:alert(1)”, and it doesn't begin with one of these and a host\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="100-javascript",
        way="control-character",
        spoil=url("\x01javascript:alert(1)"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-CHAR an escape must not make U+0001: a control character\n"
            "    delete it"
        ),
    ),
    Bad(
        id="100-javascript",
        way="entity",
        spoil=url("&#106;avascript:alert(1)"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “&#106;avascript:alert(1)”, and it doesn't begin with one of these and a host\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="101-other-schemes",
        way="data",
        spoil=url("data:text/html,<script>alert(1)</script>"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “data:text/html,<script>alert(1)</script>”, and it doesn't begin with one of these and a host\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="101-other-schemes",
        way="vbscript",
        spoil=url("vbscript:msgbox(1)"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “vbscript:msgbox(1)”, and it doesn't begin with one of these and a host\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="101-other-schemes",
        way="file",
        spoil=url("file:///etc/passwd"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “file:///etc/passwd”, and it doesn't begin with one of these and a host\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="101-other-schemes",
        way="blob",
        spoil=url("blob:https://ok.example/1"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “blob:https://ok.example/1”, and it doesn't begin with one of these and a host\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="102-no-scheme",
        way="slashes",
        spoil=url("//evil.example"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “//evil.example”, and it doesn't begin with one of these and a host\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="102-no-scheme",
        way="backslashes",
        spoil=url("\\\\evil.example"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “\\\\evil.example”, and it doesn't begin with one of these and a host\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="102-no-scheme",
        way="both",
        spoil=url("/\\evil.example"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “/\\evil.example”, and it doesn't begin with one of these and a host\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="103-no-host",
        way="no-slash",
        spoil=url("https:evil.example"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “https:evil.example”, and it doesn't begin with one of these and a host\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="103-no-host",
        way="three-slashes",
        spoil=url("https:///evil.example"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “https:///evil.example”, and it doesn't begin with one of these and a host\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="104-user-before-the-host",
        spoil=url("https://ok.example@evil.example/"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “https://ok.example@evil.example/”, and it names a user before the host\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="105-host-in-other-letters",
        way="fullwidth-dot",
        spoil=url("https://ok\uff0eexample/"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “https://ok．example/”, and it holds characters that an address must write as %XX (or a host as punycode)\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="105-host-in-other-letters",
        way="cyrillic",
        spoil=url("https://\u043e\u043a.example/"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “https://ок.example/”, and it holds characters that an address must write as %XX (or a host as punycode)\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="106-characters-that-end-an-address",
        way="quotation-mark",
        spoil=url('https://ok.example/" onclick="x'),
        told=(
            'corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “https://ok.example/" onclick="x”, and it holds characters that an address must write as %XX (or a host as punycode)\n'
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="106-characters-that-end-an-address",
        way="space",
        spoil=url("https://ok.example/a b"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “https://ok.example/a b”, and it holds characters that an address must write as %XX (or a host as punycode)\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="106-characters-that-end-an-address",
        way="line-break",
        spoil=url("https://ok.example/a\nb"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “https://ok.example/aU+000Ab”, and it holds characters that an address must write as %XX (or a host as punycode)\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="107-five-thousand-characters",
        spoil=url("https://ok.example/" + "a" * 4981),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` may have 2000 characters, and has 5000\n"
            "    shorten it"
        ),
    ),
    Bad(
        id="108-host-that-is-a-number",
        way="ipv6",
        spoil=url("http://[::1]/"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “http://[::1]/”, and its host is a number, not a name\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
    Bad(
        id="108-host-that-is-a-number",
        way="ipv4",
        spoil=url("http://169.254.169.254/latest"),
        told=(
            "corpus/articles/harbour-berths.yml:3:8: E-URL `url` must be a web address that begins with https:// or http://; this is “http://169.254.169.254/latest”, and its host is a number, not a name\n"
            "    write a web address that begins with https:// or http://"
        ),
    ),
]


@tried(REFUSED)
def test_is_refused(bad: Bad, corpus_folder: Path, published: Path) -> None:
    hold(bad, corpus_folder, published)
