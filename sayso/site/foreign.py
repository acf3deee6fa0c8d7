"""What is in another language than its page: records, by their own language, and messages that a catalogue lacks.

A record's words get `lang`, so that they are read aloud, broken and spelled in their own way. A message that is missing
is English: `mark_english` gives the element that it fills `lang="en"`, or puts one around it.

No other module says of a text that it is HTML: a message and what is put into it are escaped here first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from sayso.site.direction import apart
from sayso.site.language import BEGIN, END, day, is_marked, listed, quotation_marks, used

NO_LANG = Markup("")
"""The attribute of words in the page's own language: none."""
LTR = ' dir="ltr"'
ATTRIBUTES = f' class="untranslated" lang="en"{LTR}'
_PIECE = re.compile(f"{BEGIN}([^{BEGIN}{END}]*){END}")
_TAG = re.compile(r"<[^>]*>")
_BARE = re.compile("title|desc|option|text|tspan|script")
"""Elements that hold text alone, or no element that could be put around it."""
_DRAWN = re.compile(r"<text[ >].*?</text>", re.DOTALL)
_WHOLE = re.compile(rf"<([a-z][a-z0-9]*)((?: [^<>]*)?)>{BEGIN}([^<>{BEGIN}{END}]*){END}(?=</\1>)")
_ONLY_TEXT = re.compile(rf"(<(?:{_BARE.pattern})(?: [^<>]*)?>)([^<]*)")


def foreign(tag: str) -> str:
    """A language; empty where it is the page's, or another variety of it."""
    return "" if tag.partition("-")[0].lower() == used().tag.partition("-")[0].lower() else tag


def lang(tag: str) -> Markup:
    """The attribute of words in a language; none where it is the page's."""
    return Markup(' lang="{}"').format(tag) if foreign(tag) else NO_LANG


def unmarked(text: str) -> str:
    """Words without what stands around English messages."""
    return text.replace(BEGIN, "").replace(END, "") if BEGIN in text else text


def mark_english(html: str) -> str:
    """A page with its English messages in elements that say so."""
    if BEGIN not in html:
        return html
    html = _TAG.sub(lambda found: unmarked(found.group()), _innermost(html))
    html = _WHOLE.sub(_on_the_element, html)
    html = _DRAWN.sub(lambda found: _PIECE.sub(r'<tspan lang="en">\1</tspan>', found.group()), html)
    html = _ONLY_TEXT.sub(lambda found: found[1] + unmarked(found[2]), html)
    return unmarked(_PIECE.sub(lambda found: f"<span{ATTRIBUTES}>{found[1]}</span>", html))


def _innermost(html: str) -> str:
    """The page without marks inside of others."""
    kept: list[str] = []
    depth = 0
    for piece in re.split(f"([{BEGIN}{END}])", html):
        depth -= piece == END
        if piece not in (BEGIN, END) or depth == 0:
            kept.append(piece)
        depth += piece == BEGIN
    return "".join(kept)


def _on_the_element(found: re.Match[str]) -> str:
    name, given, words = found.groups()
    if " lang=" in given:
        return f"<{name}{given}>{words}"
    bare = " class=" in given or _BARE.fullmatch(name) is not None
    added = ' lang="en"' if bare else ' class="untranslated" lang="en"'
    return f"<{name}{given}{added}{'' if ' dir=' in given else LTR}>{words}"


# ---- messages in templates -----------------------------------------------------------------------------------

_SLOT = re.compile(r"&lt;(\w+)&gt;(.*?)&lt;/\1&gt;|\{(\w+)\}", re.DOTALL)
_SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;"})


def in_html(text: str, known: bool, values: dict[str, object]) -> Markup:
    """A message as HTML: `{name}` is a value, and `<name>words</name>` stands in the element that a value begins."""

    def fill(words: str) -> str:
        return _SLOT.sub(put, words)

    def put(slot: re.Match[str]) -> str:
        if slot[1] is None:
            value = values[slot[3]]
            return str(escape(apart(value, rtl=known and used().rtl) if type(value) is str else value))
        start = str(escape(values[slot[1]]))
        return f"{start}{fill(slot[2])}</{start[1:].split('>')[0].split(' ')[0]}>"

    told = fill(text.translate(_SIGNS))
    return Markup(f"{BEGIN}{told}{END}" if is_marked(text, told, known=known) else told)


def in_a_row(parts: Sequence[Markup]) -> Markup:
    """Elements in a row: “A, B and C”."""
    return Markup(listed(parts))


def field(name: str, value: object) -> Markup:
    """The value of a field, with its mark."""
    return Markup('<span data-field="{}">{}</span>').format(name, value)


def quoted(words: str, given: Markup = NO_LANG) -> Markup:
    """Somebody's words between the quotation marks of the page, letter by letter; `given` says in which language."""
    begin, end = quotation_marks()
    return Markup('{}<q class="words"{}>{}</q>{}').format(begin, given, words, end)


def on(iso: str) -> Markup:
    """A day in words, as machines read it, too."""
    return Markup('<time datetime="{}">{}</time>').format(iso, day(iso))


def strong(words: str) -> Markup:
    """Words that stand out."""
    return Markup("<strong>{}</strong>").format(words)


def code(words: str) -> Markup:
    """Words as they stand in files."""
    return Markup("<code>{}</code>").format(words)


def page_lang() -> Markup:
    """The attribute of words in the page's language among others."""
    return Markup(' lang="{}"').format(used().tag)
