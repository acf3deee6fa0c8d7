"""Who reports: the reporting words of a sentence, and who is named beside them.

This is a guess for whoever annotates, who must confirm it: no record is made from it.

1. `cues_in` finds reporting words outside of quotations.
2. `speaker_beside` takes the words beside one that seem to name who speaks.

The script of the private preview (`assets/annotate.js`) does the same, from the same table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sayso.corpus.reporting_words import LANGUAGES, Language
from sayso.model.fields import Span
from sayso.model.vocabulary import Act

WORD = re.compile(r"(?:[lLdDnNsS]|[qQ]u)['’]|[^\W_]+(?:['’.-][^\W_]+)*['’]?")
"""A word; what is elided before one (“l’agence”) stands for itself."""
WORD_AT_END = re.compile(rf"(?:{WORD.pattern})$")
TITLES = ("mr", "mrs", "ms", "dr", "prof", "st", "gen", "sen", "gov", "rep", "col", "lt", "m", "mme", "mgr")
"""Words whose point ends no description, in small letters."""
MOST_WORDS = 7
"""Words that the description of a speaker has at most."""
CLOSED = '”“»«"’،,'
"""Marks behind which a verb may stand before its subject."""


class Row(NamedTuple):
    """How words of a kind are written: `verb`, `leading`, `trailing`, `unnamed` or `doubt`; and the act that they tell.

    Python and JavaScript read the pattern alike. A group in it is the particle of a verb.
    """

    kind: str
    act: Act | None
    pattern: str


class Cue(NamedTuple):
    """Reporting words in a text: their spans, a verb's particle last; their kind, and the act that they tell."""

    spans: tuple[Span, ...]
    kind: str
    act: Act | None


def known_language(language: str) -> Language | None:
    """What is known of a language, by its tag."""
    return LANGUAGES.get(language.split("-")[0])


@cache
def rows_of(known: str) -> tuple[Row, ...]:
    """The reporting words of a known language, by its code."""
    of = LANGUAGES[known]
    marked = (
        rf"(?<=[{CLOSED}–—] )(?:{of.after_marks})(?= (?:{'|'.join(of.determiners.split())}) | [A-ZÀ-ÖØ-Þ])"
    )
    rows = [Row("verb", act, _pattern(words, of)) for act, words in of.verbs.items()]
    rows += [
        Row(kind, None, _pattern(words, of, r"(?: [^\s,.;:!?]+){0,2} " if kind == "leading" else ""))
        for kind, words in (
            *(("leading", of.leading), ("trailing", of.trailing)),
            *(("unnamed", of.unnamed), ("doubt", of.doubts)),
        )
        if words
    ]
    return (*rows, *([Row("leading", None, marked)] if of.after_marks else []))


def _pattern(words: str, of: Language, gap: str = "") -> str:
    return "|".join(_of_entry(entry, of, gap) for entry in sorted(words.split(), key=len, reverse=True))


def _of_entry(entry: str, of: Language, gap: str) -> str:
    """The pattern of an entry of the table."""
    head, _, particle = entry.removeprefix("+").replace("|", " ").partition("…")
    upper = head[0].upper()
    first = f"(?:{head[0]}|^{upper})" if of.capital_nouns and not gap else f"[{head[0]}{upper}]"
    head = first + head[1:] if upper != head[0] else head
    if not particle:
        return f"{of.perfect} {head}" if entry.startswith("+") else head
    return (
        f"{head}{gap}{particle}"
        if gap
        else rf"{head}(?=[^.;:!?]*? ({particle})(?:[{CLOSED}.;:!?–—]| und | dass |$))"
    )


def cues_in(text: str, language: str, quotations: Sequence[Span]) -> list[Cue]:
    """The reporting words of a sentence outside of its quotations, in the order of the text, and words of doubt."""
    known = known_language(language)
    found: list[Cue] = []
    for row in rows_of(language.split("-")[0]) if known else ():
        for match in re.finditer(rf"(?<!\w){known.prefix if known else ''}({row.pattern})(?!\w)", text):
            particles = [match.span(at) for at in range(2, len(match.groups()) + 1) if match[at]]
            found.append(Cue((match.span(1), *particles), row.kind, row.act))
    outside = [cue for cue in found if not any(low <= cue.spans[0][0] < high for low, high in quotations)]
    cues: list[Cue] = []
    taken: list[Span] = []
    for cue in sorted(outside, key=lambda cue: (cue.spans[0][0], -cue.spans[0][1])):
        if not any(low <= cue.spans[0][0] < high for low, high in taken):
            cues.append(cue)
            taken += cue.spans
    return cues


def speaker_beside(text: str, cue: Cue, language: str) -> Span | None:
    """The words beside reporting words that seem to name who speaks; None where none do."""
    known = known_language(language)
    if known is None or cue.kind not in ("verb", "leading", "trailing"):
        return None
    start, end = cue.spans[0]
    turned = re.search(rf"-(?:t-)?({'|'.join(known.pronouns.split())})(?!\w)", text[start : end + 10])
    if turned:  # “affirme-t-il”
        return start + turned.start(1), start + turned.end(1)
    if cue.kind != "verb":
        return (
            _after(text, end, known, leads=True)
            if cue.kind == "leading"
            else _before(text, start, known, trails=True)
        )
    lead = text[: word_start(text, start)].rstrip()
    former = WORD_AT_END.search(lead)
    if former and former[0].lower() in known.bounds.split():
        return None  # “and said”: who speaks was named before
    if lead[-1:] in CLOSED and lead:
        found = _after(text, end, known) or _before(text, start, known)
        apposed = _apposition(lead, known)
        return None if found and apposed else found or apposed
    if known.verb_first:
        return _after(text, end, known) or _before(text, start, known)
    return _before(text, start, known) or (_after(text, end, known) if known.inverted else None)


def word_start(text: str, at: int) -> int:
    """Where the word begins that holds an offset: before what is joined to a reporting word."""
    return at - len(re.split(r"\W", text[:at])[-1])


def _after(text: str, start: int, known: Language, *, leads: bool = False) -> Span | None:
    words: list[re.Match[str]] = []
    for word in WORD.finditer(text, start):
        gap = text[words[-1].end() if words else start : word.start()]
        former = words[-1][0] if words else ""
        if not _goes_on(former, gap) or _ends(word[0].lower(), known) or len(words) == MOST_WORDS:
            break
        words.append(word)
    return _described(words, known, any_words=leads)


def _before(text: str, end: int, known: Language, *, trails: bool = False) -> Span | None:
    words: list[re.Match[str]] = []
    at = word_start(text, end)
    for word in reversed(list(WORD.finditer(text, 0, at))):
        lower = word[0].lower()
        if not _goes_on(word[0], text[word.end() : at]) or len(words) == MOST_WORDS:
            break
        at = word.start()
        if lower in known.prepositions.split() and not trails:
            words = []  # whom it leads to is not who speaks
        elif not words and lower in known.blockers.split():
            return None
        elif _ends(lower, known):
            if words or lower in known.bounds.split():
                break
        elif words or not _is_adverb(word[0], known):
            words.insert(0, word)
    joining = known.joining.split()
    formers = ["", *(word[0].lower() for word in words)]
    opening = (
        at
        for at, word in enumerate(words)
        if word[0].lower() in known.determiners.split() and not {word[0].lower(), formers[at]} & {*joining}
    )
    return _described(words[next(opening, 0) :], known, any_words=trails)


def _apposition(lead: str, known: Language) -> Span | None:
    """The words between two commas before a verb, where they describe somebody: “Ann Lee, the mayor, said”."""
    first, last = lead.rfind(",", 0, -1) + 1, len(lead) - 1
    words = list(WORD.finditer(lead, first, last))
    if not first or any(_ends(word[0].lower(), known) for word in words):
        return None
    found = _described(words, known, any_words=False)
    return found if found and found[1] == words[-1].end() else None


def _goes_on(former: str, gap: str) -> bool:
    """Whether a description goes on from a word over what stands between it and the next."""
    return not gap.strip() or (gap.strip() == "." and (len(former) == 1 or former.lower() in TITLES))


def _ends(lower: str, known: Language) -> bool:
    """Whether a word, in small letters, can't stand in a description."""
    return any(
        lower in words.split()
        for words in (known.bounds, known.prepositions, known.adverbs, known.auxiliaries, known.blockers)
    )


def _is_adverb(word: str, known: Language) -> bool:
    """Whether a word between who speaks and the verb describes neither: where nouns have capitals, one in small letters."""
    others = f"{known.determiners} {known.objects} {known.pronouns} {known.joining}".split()
    return known.capital_nouns and word[:1].islower() and word not in others


def _described(words: Sequence[re.Match[str]], known: Language, *, any_words: bool) -> Span | None:
    """The span of the description that words begin with: a pronoun, or words with a determiner or a name.

    `any_words`: they are known to lead to a source, whatever they are.
    """
    if words and words[0][0].lower() in known.pronouns.split():
        return words[0].span()
    kept: list[str] = []
    opening = f"{known.determiners} {known.objects}".split()
    for word in (word[0] for word in words):
        if kept and word.lower() not in known.joining.split():
            is_new = word.lower() in opening and kept[-1].lower() not in known.joining.split()
            if is_new or (known.capital_nouns and kept[-1][:1].isupper() and word[:1].islower()):
                break
        kept.append(word)
    while kept and kept[-1].lower() in (*opening, *known.joining.split()):
        kept.pop()
    if not kept:
        return None
    opened = kept[0].lower() in known.determiners.split()
    object_ = kept[0].lower() in known.objects.split()
    is_name = kept[0][:1].isupper() or kept[-1][:1].isupper()
    if not any_words and (object_ or not (opened or is_name or known.verb_first)):
        return None
    return words[0].start(), words[len(kept) - 1].end()
