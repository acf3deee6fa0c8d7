"""Web addresses: the cases 100 to 109 of the catalogue of bad inputs, and that nothing odd gets through."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.model.annotation import Collection
from sayso.model.shape import shape
from sayso.model.urls import fault_of_url

KEPT = [
    "https://ok.example/?a=1&b=2#c",
    "http://ok.example",
    "https://ok.example:8443/path",
    "https://ok.example:443",
    "https://sub.ok.example/a/b;c,d=e/(f)/~g/%C3%A9?q=%5Bx%5D&r=a+b!*",
    "https://xn--caf-dma.example/",
    "https://ok.example/a@b",
    "https://ok.example?x@y",
    "https://" + "a" * 63 + ".example/",
    "https://" + "a." * 123 + "example",
    "https://ok.example/" + "a" * 1981,
]
START = "it doesn't begin with one of these and a host"
CHARACTERS = "it holds characters that an address must write as %XX (or a host as punycode)"
USER = "it names a user before the host"
NUMBER = "its host is a number, not a name"
CONTROL = "it holds an escaped control character, which may end a line where others pass it on"
NO_NAME = "its host is no public name"
REFUSED = {
    "100 javascript": ("javascript:alert(1)", START),
    "100 mixed case": ("JaVaScRiPt:alert(1)", START),
    "100 tab": ("java\tscript:alert(1)", START),
    "100 control before": ("\x01javascript:alert(1)", START),
    "100 entity": ("javascript&#58;alert(1)", START),
    "100 behind a good one": ("https://ok.example/\njavascript:alert(1)", CHARACTERS),
    "100 space before": (" https://ok.example/", START),
    "100 escaped line end": ("https://ok.example/%0d%0aSet-Cookie:x", CONTROL),
    "100 escaped nul": ("https://ok.example/a%00", CONTROL),
    "100 escaped delete": ("https://ok.example/a?b=%7F", CONTROL),
    "101 data": ("data:text/html,x", START),
    "101 vbscript": ("vbscript:x", START),
    "101 file": ("file:///etc/passwd", START),
    "101 blob": ("blob:https://ok.example/1", START),
    "101 other": ("ftp://ok.example/", START),
    "102 no scheme": ("//ok.example/", START),
    "102 backslashes": ("\\\\ok.example", START),
    "102 mixed slashes": ("/\\ok.example", START),
    "102 backslash for slash": ("https:/\\ok.example", START),
    "102 backslash in host": ("https://ok.example\\@bad.example", CHARACTERS),
    "103 no slashes": ("https:ok.example", START),
    "103 one slash": ("https:/ok.example", START),
    "103 three slashes": ("https:///ok.example", START),
    "103 capitals": ("HTTPS://ok.example/", START),
    "104 user": ("https://user@ok.example/", USER),
    "104 user and password": ("https://user:secret@ok.example/", USER),
    "104 empty user": ("https://@ok.example/", USER),
    "104 host as user": ("https://ok.example@bad.example/", USER),
    "105 fullwidth dot": ("https://ok\uff0eexample/", CHARACTERS),
    "105 Cyrillic host": ("https://\u043ek.example/", CHARACTERS),
    "105 percent in host": ("https://%6fk.example/", NO_NAME),
    "106 quotation mark": ('https://ok.example/"x', CHARACTERS),
    "106 angle bracket": ("https://ok.example/<x>", CHARACTERS),
    "106 space": ("https://ok.example/a b", CHARACTERS),
    "106 newline": ("https://ok.example/a\nb", CHARACTERS),
    "106 bracket": ("https://ok.example/?q=[x]", CHARACTERS),
    "106 second number sign": ("https://ok.example/#a#b", CHARACTERS),
    "106 percent sign": ("https://ok.example/?q=100%&r=1", CHARACTERS),
    "106 newline at the end": ("https://ok.example/\n", CHARACTERS),
    "108 IPv6": ("https://[::1]/", NUMBER),
    "108 link-local": ("http://169.254.169.254/latest", NUMBER),
    "108 loopback": ("http://127.0.0.1:8080/", NUMBER),
    "108 loopback as one number": ("http://2130706433/", NO_NAME),
    "108 loopback in hexadecimal": ("http://0x7f.0x1/", NO_NAME),
    "108 shortened": ("http://127.1/", NO_NAME),
    "108 one label": ("http://localhost/", NO_NAME),
    "108 broken bracket": ("https://[::1/", "it can't be taken apart into host, path and query"),
    "port 22": ("https://ok.example:22/", "its port is unusual"),
    "port 99999": ("https://ok.example:99999/", "it can't be taken apart into host, path and query"),
    "trailing dot": ("https://ok.example./", NO_NAME),
    "underscore": ("https://o_k.example/", NO_NAME),
    "label of 64": ("https://" + "a" * 64 + ".example/", NO_NAME),
    "host too long": ("https://" + "a." * 124 + "example", NO_NAME),
    "nothing": ("", START),
}


@pytest.mark.parametrize("url", KEPT, ids=lambda url: url[:60])
def test_109_keeps(url: str) -> None:
    assert fault_of_url(url) is None


@pytest.mark.parametrize("name", REFUSED)
def test_refuses(name: str) -> None:
    url, fault = REFUSED[name]
    assert fault_of_url(url) == fault


def written(url: str) -> dict[str, object]:
    return {
        "title": "t",
        "description": "d",
        "version": "1.0",
        "licence": "CC0-1.0",
        "rights_note": "n",
        "creators": ["c"],
        "homepage": url,
    }


@pytest.mark.parametrize("url", KEPT, ids=lambda url: url[:60])
def test_109_a_written_address_is_kept_as_it_is(url: str) -> None:
    collection, shaped = shape(written(url), Collection)
    assert shaped.complaints == []
    assert collection is not None
    assert collection.homepage == url


@pytest.mark.parametrize("url", [*(url for url, _ in REFUSED.values()), "https://ok.example/" + "a" * 5000])
def test_a_written_address_is_refused_with_its_code(url: str) -> None:
    collection, shaped = shape(written(url), Collection)
    assert collection is None
    assert [(found.path, found.code) for found in shaped.complaints] == [(("homepage",), "E-URL")]


@given(st.text() | st.text("htps:/\\@[].%0123456789abc\t\n\u3002\uff0f#?&").map("https://".__add__))
@example("https://\u2100.example/")
@example("http://[v1.a]/")
@example("https://ok.example:٣/")
def test_what_passes_has_a_plain_host_and_nothing_else_before_its_path(url: str) -> None:
    if fault_of_url(url) is None:
        parts = urlsplit(url)
        assert parts.scheme in ("http", "https")
        assert parts.username is parts.password is None
        assert parts.hostname
        assert parts.hostname.isascii()
        assert "." in parts.hostname
        assert not parts.hostname.replace(".", "").isdigit()
        assert url.isascii()
        assert url.isprintable()
        assert not set(url) & set(' "<>\\^`{|}')
        assert parts.geturl().rstrip("?#") == url.rstrip("?#")
