"""Bad inputs 81–99: words and places of the text. What is accepted is in `test_catalogue_kept.py`."""

from __future__ import annotations

from pathlib import Path

from catalogue import LAST_QUOTE, TEXT, Bad, hold, quote, swap, tried

QUOTES = "quotes: [a monopolist, heard enough]"


def offsets(words: str, start: int, end: int) -> str:
    return f"{{words: {words}, offsets: [{start}, {end}]}}"


REFUSED = [
    Bad(
        id="081-quotation-off-by-one",
        spoil=quote(LAST_QUOTE, offsets(LAST_QUOTE, 254, 266)),
        told=(
            "corpus/articles/harbour-berths.yml:41:28: E-ANCHOR the text from 254 to 266 must be “heard enough”, and is “eard enough””\n"
            "    write [253, 265], where the words stand"
        ),
    ),
    Bad(
        id="082-quotation-cut-short",
        spoil=quote(LAST_QUOTE, offsets(LAST_QUOTE, 253, 263)),
        told=(
            "corpus/articles/harbour-berths.yml:41:28: E-ANCHOR the text from 253 to 263 must be “heard enough”, and is “heard enou”\n"
            "    write [253, 265], where the words stand"
        ),
    ),
    Bad(
        id="083-other-normalisation",
        spoil=quote("heard caf\u00e9 talk", "heard cafe\u0301 talk"),
        told=(
            "corpus/articles/harbour-berths.yml:41:28: E-ANCHOR “heard café talk” must stand in the text as it is written, and differs in Unicode normalisation (NFC against NFD): it has U+0301 and the text has U+00E9\n"
            "    copy the words from the text"
        ),
    ),
    Bad(
        id="084-offsets-in-utf-16",
        spoil=quote("😀 heard enough", offsets(LAST_QUOTE, 256, 268)),
        told=(
            "corpus/articles/harbour-berths.yml:41:28: E-ANCHOR the text from 256 to 268 must be “heard enough”, and is “eard enough””\n"
            "    these offsets count UTF-16 units; count code points"
        ),
    ),
    Bad(
        id="085-offsets-in-bytes",
        spoil=quote(LAST_QUOTE, offsets(LAST_QUOTE, 265, 277)),
        told=(
            "corpus/articles/harbour-berths.yml:41:28: E-ANCHOR the text from 265 to 277 must be “heard enough”, and is “”.U+000AFollow th”\n"
            "    these offsets count bytes; count code points"
        ),
    ),
    Bad(
        id="086-start-is-end",
        spoil=swap(QUOTES, "quotes: [a monopolist, {offsets: [253, 253]}]"),
        told=(
            "corpus/articles/harbour-berths.yml:41:28: E-ANCHOR a span must end after it starts; this is 253 to 253\n"
            "    write [start, end]"
        ),
    ),
    Bad(
        id="087-end-beyond-the-text",
        spoil=swap(QUOTES, "quotes: [a monopolist, {offsets: [253, 400]}]"),
        told=(
            "corpus/articles/harbour-berths.yml:41:28: E-ANCHOR a span must end inside the text of 307 characters; this ends at 400\n"
            "    count code points from 0"
        ),
    ),
    Bad(
        id="088-negative-offset",
        spoil=swap(QUOTES, "quotes: [a monopolist, {offsets: [-3, 9]}]"),
        told=(
            "corpus/articles/harbour-berths.yml:41:39: E-SCHEMA an item of `offsets` must be from 0 to 100000000; this is -3\n"
            "    write a number in that range"
        ),
    ),
    Bad(
        id="090-other-quotation-marks",
        spoil=quote("heard ‘quite’ enough", "heard 'quite' enough"),
        told=(
            "corpus/articles/harbour-berths.yml:41:28: E-ANCHOR “heard 'quite' enough” must stand in the text as it is written, and differs in quotation marks (curly against straight): the text has U+2018, U+2019\n"
            "    copy the words from the text"
        ),
    ),
    Bad(
        id="091-no-break-space",
        spoil=quote("heard\u00a0enough", "heard enough"),
        told=(
            "corpus/articles/harbour-berths.yml:41:28: E-ANCHOR “heard enough” must stand in the text as it is written, and differs in white space: the text has U+00A0\n"
            "    copy the words from the text"
        ),
    ),
    Bad(
        id="092-other-ellipsis",
        spoil=quote("heard… enough", "heard... enough"),
        told=(
            "corpus/articles/harbour-berths.yml:41:28: E-ANCHOR “heard... enough” must stand in the text as it is written, and differs in its ellipsis (... against …): the text has U+2026\n"
            "    copy the words from the text"
        ),
    ),
    Bad(
        id="096-writing-direction-turned",
        spoil=quote(LAST_QUOTE, "heard \u202eenough"),
        told=(
            "corpus/articles/harbour-berths.yml:41:34: E-CHAR a file must not hold U+202E RIGHT-TO-LEFT OVERRIDE: it turns the writing direction unseen\n"
            "    delete it"
        ),
    ),
    Bad(
        id="098-text-edited-after-annotating",
        spoil=swap("dockers’ union", "pilots’ union", TEXT),
        told=(
            "corpus/articles/harbour-berths.yml:8:9: E-HASH the text must be the one that was annotated; this has 306 characters and SHA-256 0d2a2d70031840e644000e70eb67ac519c58e1f4d5d60eadab67bff7b84c0a8f, and these anchors lead nowhere in it: claims/company-is-monopolist/passage\n"
            "    restore the text, or write its new hash and length here and run: sayso lock"
        ),
    ),
]


@tried(REFUSED)
def test_is_refused(bad: Bad, corpus_folder: Path, published: Path) -> None:
    hold(bad, corpus_folder, published)
