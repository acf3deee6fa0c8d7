"""Bad inputs 21–56: YAML. What is accepted is in `test_catalogue_kept.py`."""

from __future__ import annotations

from pathlib import Path

from catalogue import Bad, add, hold, swap, then, tried, write

TITLE = "title: Two berths to close"
ACT = "    act: predict\n"
ALIAS_BOMB = "  extra:\n    a0: &a0 [x, x]\n" + "".join(
    f"    a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9)
)
"""Eight levels of nine references each: written out, 86 million texts."""


def told_of_bomb() -> str:
    """Each reference at its place; none is followed."""
    places = [(18 + level, 9, f"&a{level}") for level in range(1, 9)]
    places += [(18 + level, 14 + 5 * at, f"*a{level - 1}") for level in range(1, 9) for at in range(9)]
    return "\n".join(
        f"corpus/actors.yml:{line}:{column}: E-ALIAS a value must be written out where it stands; here is “{name}”\n"
        f"    write the value itself; quote text that begins with “{name[0]}”"
        for line, column, name in sorted(
            [(18 + 1, 9, "&a0"), *((line + 1, column, name) for line, column, name in places)]
        )
    )


REFUSED = [
    Bad(
        id="021-duplicate-key",
        spoil=swap(ACT, f"{ACT}    act: promise\n"),
        told=(
            "corpus/articles/harbour-berths.yml:18:5: E-DUPKEY each key must stand once; “act” is in line 17, column 5, and again in line 18, column 5\n"
            "    keep one of the two, or rename one"
        ),
    ),
    Bad(
        id="022-duplicate-key-nested-and-at-top",
        spoil=then(
            swap("basis: stated}", "basis: stated, basis: inferred}"),
            swap("\nlabels:", "\narticle: {}\nlabels:"),
        ),
        told=(
            "corpus/articles/harbour-berths.yml:5:48: E-DUPKEY each key must stand once; “basis” is in line 5, column 33, and again in line 5, column 48\n"
            "    keep one of the two, or rename one\n"
            "corpus/articles/harbour-berths.yml:50:1: E-DUPKEY each key must stand once; “article” is in line 1, column 1, and again in line 50, column 1\n"
            "    keep one of the two, or rename one"
        ),
    ),
    Bad(
        id="023-keys-that-are-no-text",
        spoil=add('1: one\ntrue: two\n"2": three\n', "events.yml"),
        told=(
            "corpus/events.yml:5:1: E-KEY a key must be 1 to 64 of a–z, 0–9, “-” and “_”, with a letter; here is “1”\n"
            "    rename it\n"
            "corpus/events.yml:6:1: E-KEY a key must be text to every program; unquoted “true” is not\n"
            '    quote or rename it: "true"\n'
            "corpus/events.yml:7:1: E-KEY a key must be 1 to 64 of a–z, 0–9, “-” and “_”, with a letter; here is “2”\n"
            "    rename it"
        ),
    ),
    Bad(
        id="024-misspelt-key",
        spoil=swap("statement: The port company", "statment: The port company"),
        told=(
            "corpus/articles/harbour-berths.yml:42:5: E-SCHEMA `statment` is not a field of `company-is-monopolist`\n"
            "    did you mean `statement`?"
        ),
    ),
    Bad(
        id="025-cyrillic-letter-in-a-key",
        spoil=swap("statement: The port company", "st\u0430tement: The port company"),
        told=(
            "corpus/articles/harbour-berths.yml:42:5: E-KEY a key must be 1 to 64 of a–z, 0–9, “-” and “_”, with a letter; here is “stаtement” with U+0430 CYRILLIC SMALL LETTER A\n"
            "    rename it, typed anew"
        ),
    ),
    Bad(
        id="026-no-break-space-before-the-colon",
        spoil=swap("statement: The port company", "statement\u00a0: The port company"),
        told=(
            "corpus/articles/harbour-berths.yml:42:5: E-KEY a key must be 1 to 64 of a–z, 0–9, “-” and “_”, with a letter; here is “statementU+00A0” with U+00A0 NO-BREAK SPACE\n"
            "    rename it, typed anew"
        ),
    ),
    Bad(
        id="027-text-lost-behind-a-number-sign",
        spoil=swap(TITLE, "title: Two berths # to close"),
        told=(
            "corpus/articles/harbour-berths.yml:2:21: E-COMMENT “ #” must not follow unquoted text or stand for a value: “# to close” would be lost\n"
            "    quote the whole text if this belongs to it, or else put the comment on a line of its own"
        ),
    ),
    Bad(
        id="028-colon-in-unquoted-text",
        spoil=swap(TITLE, "title: He said: no"),
        told=(
            "corpus/articles/harbour-berths.yml:2:17: E-SYNTAX unquoted text must not hold “: ”, which marks a key; here is “: no”\n"
            "    quote it; where it is a key, indent it like the keys beside it"
        ),
    ),
    Bad(
        id="029-unquoted-text-over-two-lines",
        spoil=swap(TITLE, "title: Two berths\n    to close"),
        told=(
            "corpus/articles/harbour-berths.yml:2:10: E-FOLD text over several lines must be written with “|”, or else its line breaks are lost\n"
            "    write it on one line, or put “|” here and the text indented below"
        ),
    ),
    Bad(
        id="030-country-in-small-letters",
        spoil=swap("name: Harbour Town", "name: Harbour Town\n  country: no", "places.yml"),
        told=(
            "corpus/places.yml:3:12: E-SCHEMA `country` must be an ISO 3166-1 alpha-2 code, such as NO; this is “no”\n"
            "    write an ISO 3166-1 alpha-2 code, such as NO"
        ),
    ),
    Bad(
        id="032-date-that-no-calendar-has",
        spoil=swap("date: 2031-04-05", "date: 2021-13-45"),
        told=(
            "corpus/articles/harbour-berths.yml:9:50: E-SCHEMA `date` must be a day, such as 2031-04-03; this is “2021-13-45”, and it is no date in EDTF\n"
            "    write a day, such as 2031-04-03"
        ),
    ),
    Bad(
        id="033-id-of-digits-only",
        spoil=add("0123: {name: A, kind: person}\n", "actors.yml"),
        told=(
            "corpus/actors.yml:18:1: E-KEY a key must be 1 to 64 of a–z, 0–9, “-” and “_”, with a letter; here is “0123”\n"
            "    rename it"
        ),
    ),
    Bad(
        id="037-number-of-five-thousand-digits",
        spoil=swap("characters: 307", "characters: " + "9" * 5000),
        told=(
            "corpus/articles/harbour-berths.yml:8:96: E-SCHEMA `characters` must be a whole number; this is “99999999999999999999999999999 … 99999999999999999999999999999”\n"
            "    write a whole number"
        ),
    ),
    Bad(
        id="038-no-value-where-one-is-required",
        way="tilde",
        spoil=swap(TITLE, "title: ~"),
        told=(
            "corpus/articles/harbour-berths.yml:2:10: E-SCHEMA `title` must have a value, and has none\n"
            "    write one, which this field must have (its headline, or a descriptive name where none is known)"
        ),
    ),
    Bad(
        id="038-no-value-where-one-is-required",
        way="null",
        spoil=swap(TITLE, "title: null"),
        told=(
            "corpus/articles/harbour-berths.yml:2:10: E-SCHEMA `title` must have a value, and has none\n"
            "    write one, which this field must have (its headline, or a descriptive name where none is known)"
        ),
    ),
    Bad(
        id="038-no-value-where-one-is-required",
        way="empty",
        spoil=swap(TITLE, "title:"),
        told=(
            "corpus/articles/harbour-berths.yml:2:9: E-SCHEMA `title` must have a value, and has none\n"
            "    write one, which this field must have (its headline, or a descriptive name where none is known)"
        ),
    ),
    Bad(
        id="039-anchor-and-alias",
        spoil=then(swap(TITLE, "title: &x Two berths"), swap("holder: Harbour Post", "holder: *x")),
        told=(
            "corpus/articles/harbour-berths.yml:2:10: E-ALIAS a value must be written out where it stands; here is “&x”\n"
            "    write the value itself; quote text that begins with “&”\n"
            "corpus/articles/harbour-berths.yml:7:35: E-ALIAS a value must be written out where it stands; here is “*x”\n"
            "    write the value itself; quote text that begins with “*”"
        ),
    ),
    Bad(
        id="040-merge-key",
        spoil=swap("  language: en\n", "  language: en\n  <<: {note: x}\n"),
        told=(
            "corpus/articles/harbour-berths.yml:7:3: E-ALIAS a mapping must be written out; here is the merge key “<<”\n"
            "    write the merged keys themselves"
        ),
    ),
    Bad(id="041-alias-bomb", spoil=add(ALIAS_BOMB, "actors.yml"), told=told_of_bomb()),
    Bad(
        id="042-alias-of-itself",
        spoil=swap("quotes: [a monopolist, heard enough]", "quotes: &q [*q]"),
        told=(
            "corpus/articles/harbour-berths.yml:41:13: E-ALIAS a value must be written out where it stands; here is “&q”\n"
            "    write the value itself; quote text that begins with “&”\n"
            "corpus/articles/harbour-berths.yml:41:17: E-ALIAS a value must be written out where it stands; here is “*q”\n"
            "    write the value itself; quote text that begins with “*”"
        ),
    ),
    Bad(
        id="043-fifty-thousand-brackets",
        spoil=swap(TITLE, "title: " + "[" * 50_000),
        told=(
            "corpus/articles/harbour-berths.yml:2:32: E-DEPTH lists and mappings must nest at most 24 deep; here is one deeper\n"
            "    remove brackets, or quote the text"
        ),
    ),
    Bad(
        id="044-one-hundred-and-fifty-thousand-keys",
        spoil=write("".join(f"k{i}: v\n" for i in range(150_000)).encode()),
        told=(
            "corpus/articles/harbour-berths.yml:50000:9: E-NODES a file must hold at most 100,000 keys and values; here is one more\n"
            "    divide it into several files"
        ),
    ),
    Bad(
        id="045-tag-that-would-run-code",
        spoil=swap(TITLE, "title: !!python/object/apply:os.system [ls]"),
        told=(
            "corpus/articles/harbour-berths.yml:2:10: E-TAG a value must have no tag; here is “tag:yaml.org,2002:python/object/apply:os.system”\n"
            "    remove the tag; quote text that begins with “!”"
        ),
    ),
    Bad(
        id="046-other-tags",
        spoil=then(swap(TITLE, "title: !!binary eA=="), swap("by: [a1]", "by: !!set {a1}")),
        told=(
            "corpus/articles/harbour-berths.yml:2:10: E-TAG a value must have no tag; here is “tag:yaml.org,2002:binary”\n"
            "    remove the tag; quote text that begins with “!”\n"
            "corpus/articles/harbour-berths.yml:9:20: E-TAG a value must have no tag; here is “tag:yaml.org,2002:set”\n"
            "    remove the tag; quote text that begins with “!”\n"
            "corpus/articles/harbour-berths.yml:9:27: E-SYNTAX entries in {} must be keys with values, parted by commas; “a1” has no value\n"
            "    write “: ” and its value behind it; where {…} is one text, quote it"
        ),
    ),
    Bad(
        id="047-directive",
        spoil=swap("article:\n", "%YAML 1.1\n---\narticle:\n"),
        told=(
            "corpus/articles/harbour-berths.yml:1:1: E-DIRECTIVE a file must not begin with a “%” directive\n"
            "    remove this line"
        ),
    ),
    Bad(
        id="048-two-documents",
        spoil=swap("\nlabels:", "---\nlabels:"),
        told=(
            "corpus/articles/harbour-berths.yml:49:1: E-MULTIDOC a file must hold one document; here a second one begins\n"
            "    remove the line “---”, or put the second document into a file of its own"
        ),
    ),
    Bad(
        id="049-indented-with-a-tab",
        spoil=swap("  language: en", "\tlanguage: en"),
        told=(
            "corpus/articles/harbour-berths.yml:6:1: E-SYNTAX lines must be indented with spaces, not with tabs; here is “language: en”\n"
            "    indent with spaces"
        ),
    ),
    Bad(
        id="050-quotation-mark-not-closed",
        spoil=swap(TITLE, 'title: "Two berths'),
        told=(
            "corpus/articles/harbour-berths.yml:2:10: E-SYNTAX a quotation mark must be closed on its line; the one that opens in line 2 isn't: “\"Two berths”\n"
            '    write "Two berths"'
        ),
    ),
    Bad(
        id="051-half-a-surrogate-pair",
        spoil=swap(TITLE, 'title: "Two \\ud83d berths"'),
        told=(
            'corpus/articles/harbour-berths.yml:2:17: E-SYNTAX a backslash in "…" must begin an escape of a whole character, such as \\n or \\u00e9; here is “d83d berths"”\n'
            "    write the character itself; write \\\\ for a backslash"
        ),
    ),
    Bad(
        id="052-escaped-null-character",
        spoil=swap(TITLE, 'title: "Two \\0 berths"'),
        told=(
            "corpus/articles/harbour-berths.yml:2:10: E-CHAR an escape must not make U+0000: a control character\n"
            "    delete it"
        ),
    ),
    Bad(
        id="053-list-or-text-at-the-top",
        way="list",
        spoil=write(b"- article\n"),
        told=(
            "corpus/articles/harbour-berths.yml:1:1: E-SCHEMA the file must be fields with names; this is a list of 1\n"
            "    write fields with names"
        ),
    ),
    Bad(
        id="053-list-or-text-at-the-top",
        way="text",
        spoil=write(b"article\n"),
        told=(
            "corpus/articles/harbour-berths.yml:1:1: E-SCHEMA the file must be fields with names; this is “article”\n"
            "    write {article: …}"
        ),
    ),
    Bad(
        id="054-comma-in-a-name-in-brackets",
        spoil=swap("name: Harbour office", "name: [Doe, John]", "actors.yml"),
        told=(
            "corpus/actors.yml:5:9: E-SCHEMA `name` must be one text; this is a list of 2\n"
            "    one value is meant; quote a text that holds a comma, a bracket or a colon"
        ),
    ),
    Bad(
        id="055-list-as-key",
        spoil=add("? [a, b]\n: {name: x}\n", "events.yml"),
        told=(
            "corpus/events.yml:5:3: E-KEY a key must be a word; here is a list or mapping\n"
            "    write a word as key"
        ),
    ),
    Bad(
        id="056-file-cut-in-a-bracket",
        spoil=write(b"{sche"),
        told=(
            "corpus/articles/harbour-berths.yml:1:1: E-SYNTAX a bracket must be closed, and this one isn't, up to the end of the file; here is “{sche”\n"
            "    add “}” where it ends"
        ),
    ),
]


@tried(REFUSED)
def test_is_refused(bad: Bad, corpus_folder: Path, published: Path) -> None:
    hold(bad, corpus_folder, published)
