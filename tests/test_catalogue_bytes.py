"""Bad inputs 1–20: bytes and encoding. What is accepted is in `test_catalogue_kept.py`."""

from __future__ import annotations

import gzip
from pathlib import Path

from catalogue import TEXT, Bad, hold, recode, swap, swap_bytes, tried, write

TITLE = "Two berths to close"

REFUSED = [
    Bad(
        id="001-empty-file",
        spoil=write(b""),
        told=(
            "corpus/articles/harbour-berths.yml:1:1: E-EMPTY a file must hold data; this one holds none\n"
            "    write the annotation, or delete the file"
        ),
    ),
    Bad(
        id="002-only-comments",
        spoil=write(b"# nothing\n# here\n"),
        told=(
            "corpus/articles/harbour-berths.yml:1:1: E-EMPTY a file must hold data; this one holds none\n"
            "    write the annotation, or delete the file"
        ),
    ),
    Bad(
        id="004-byte-order-mark-inside",
        spoil=swap(TITLE, "Two \ufeffberths to close"),
        told=(
            "corpus/articles/harbour-berths.yml:2:14: E-CHAR a file must not hold U+FEFF ZERO WIDTH NO-BREAK SPACE: a byte order mark inside the text\n"
            "    delete it"
        ),
    ),
    Bad(
        id="005-utf-16",
        spoil=recode(lambda data: data.decode().encode("utf-16")),
        told=(
            "corpus/articles/harbour-berths.yml:1:1: E-UTF8 a file must be UTF-8; here is byte 0xFF, at offset 0\n"
            "    save the file as UTF-8; this looks like UTF-16"
        ),
    ),
    Bad(
        id="006-latin-1",
        spoil=swap_bytes(TITLE.encode(), b"Two caf\xe9s to close"),
        told=(
            "corpus/articles/harbour-berths.yml:2:17: E-UTF8 a file must be UTF-8; here is byte 0xE9, at offset 25\n"
            "    save the file as UTF-8"
        ),
    ),
    Bad(
        id="007-overlong-form",
        spoil=swap_bytes(TITLE.encode(), b"Two \xc0\xafberths"),
        told=(
            "corpus/articles/harbour-berths.yml:2:14: E-UTF8 a file must be UTF-8; here is byte 0xC0, at offset 22\n"
            "    save the file as UTF-8"
        ),
    ),
    Bad(
        id="008-bytes-of-a-surrogate",
        spoil=swap_bytes(TITLE.encode(), b"Two \xed\xa0\x80berths"),
        told=(
            "corpus/articles/harbour-berths.yml:2:14: E-UTF8 a file must be UTF-8; here is byte 0xED, at offset 22\n"
            "    save the file as UTF-8"
        ),
    ),
    Bad(
        id="009-cut-inside-an-emoji",
        spoil=write("article:\n  title: Two 😀".encode()[:-1]),
        told=(
            "corpus/articles/harbour-berths.yml:2:14: E-UTF8 a file must be UTF-8; here is byte 0xF0, at offset 22\n"
            "    save the file as UTF-8"
        ),
    ),
    Bad(
        id="010-compressed",
        spoil=recode(lambda data: gzip.compress(data, mtime=0)),
        told=(
            "corpus/articles/harbour-berths.yml:1:2: E-UTF8 a file must be UTF-8; here is byte 0x8B, at offset 1\n"
            "    save the file as UTF-8; this looks like a compressed file"
        ),
    ),
    Bad(
        id="010-compressed",
        way="text",
        spoil=recode(lambda data: gzip.compress(data, mtime=0), TEXT),
        told=(
            "harbour-berths.txt:1:1: E-UTF8 a text must be readable; byte 0x8b at offset 1 is not UTF-8\n"
            "    save it as UTF-8"
        ),
    ),
    Bad(
        id="012-lone-carriage-return",
        spoil=swap_bytes(b"language: en\n", b"language: en\r"),
        told=(
            "corpus/articles/harbour-berths.yml:6:15: E-CR lines must end with LF or CRLF; here is a lone carriage return, the first of 1\n"
            "    save the file with the line ends of Unix or Windows"
        ),
    ),
    Bad(
        id="013-null-character",
        spoil=swap(TITLE, "Two \0berths"),
        told=(
            "corpus/articles/harbour-berths.yml:2:14: E-CHAR a file must not hold U+0000: a control character\n"
            "    delete it"
        ),
    ),
    Bad(
        id="014-other-control-characters",
        spoil=swap(TITLE, "Two \x1bberths\x07 to\x7f close"),
        told=(
            "corpus/articles/harbour-berths.yml:2:14: E-CHAR a file must not hold U+001B: a control character\n"
            "    delete it\n"
            "corpus/articles/harbour-berths.yml:2:21: E-CHAR a file must not hold U+0007: a control character\n"
            "    delete it\n"
            "corpus/articles/harbour-berths.yml:2:25: E-CHAR a file must not hold U+007F: a control character\n"
            "    delete it"
        ),
    ),
    Bad(
        id="015-next-line-character",
        spoil=swap(TITLE, "Two\x85berths"),
        told=(
            "corpus/articles/harbour-berths.yml:2:13: E-CHAR a file must not hold U+0085: a line break of another kind\n"
            "    write an ordinary line break"
        ),
    ),
    Bad(
        id="016-line-separators",
        spoil=swap(TITLE, "Two\u2028berths\u2029to close"),
        told=(
            "corpus/articles/harbour-berths.yml:2:13: E-CHAR a file must not hold U+2028 LINE SEPARATOR: a line break of another kind\n"
            "    write an ordinary line break\n"
            "corpus/articles/harbour-berths.yml:2:20: E-CHAR a file must not hold U+2029 PARAGRAPH SEPARATOR: a line break of another kind\n"
            "    write an ordinary line break"
        ),
    ),
    Bad(
        id="017-noncharacters",
        spoil=swap(TITLE, "Two\ufffe berths\uffff to\ufdd0 close"),
        told=(
            "corpus/articles/harbour-berths.yml:2:13: E-CHAR a file must not hold U+FFFE: Unicode keeps it from being a character\n"
            "    delete it\n"
            "corpus/articles/harbour-berths.yml:2:21: E-CHAR a file must not hold U+FFFF: Unicode keeps it from being a character\n"
            "    delete it\n"
            "corpus/articles/harbour-berths.yml:2:25: E-CHAR a file must not hold U+FDD0: Unicode keeps it from being a character\n"
            "    delete it"
        ),
    ),
    Bad(
        id="018-too-many-bytes",
        spoil=recode(lambda data: data + b"#" * (2_000_001 - len(data))),
        told=(
            "corpus/articles/harbour-berths.yml:1:1: E-SIZE a file must have at most 2,000,000 bytes; this one has 2,000,001\n"
            "    divide it into several files"
        ),
    ),
    Bad(
        id="019-one-megabyte-in-one-line",
        spoil=swap(TITLE, "x" * 1_000_000),
        told=(
            "corpus/articles/harbour-berths.yml:2:10: E-LONG a text must have at most 200,000 characters; this one has 1,000,000\n"
            "    shorten it; put a source text into its own file"
        ),
    ),
]


@tried(REFUSED)
def test_is_refused(bad: Bad, corpus_folder: Path, published: Path) -> None:
    hold(bad, corpus_folder, published)
