"""Prefill: what marks and reporting words tell of each sentence, as guesses for whoever annotates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.anchoring.marks import quotations_in
from sayso.corpus.forms import form_of
from sayso.corpus.reporting import TITLES, Cue, cues_in, known_language, speaker_beside
from sayso.corpus.reporting_words import Language
from sayso.model.fields import Span
from sayso.model.meant import id_of
from sayso.model.names import look_of
from sayso.model.vocabulary import Act, Form


@dataclass(frozen=True, kw_only=True, slots=True)
class GuessedLink:
    """Who may speak: the reporting words, the words beside them, and the actor's id where a name gives one."""

    cue: Sequence[Span]
    mention: Span | None = None
    actor: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Guess:
    """What a sentence may say; all spans count in the text.

    `sure`: nothing is reported, or it is by one cue beside words that say who speaks, and no pronoun. Nothing is sure in
    a language whose reporting words aren't known. `why` says what must be confirmed, in one sentence; it is empty where a
    name stands beside reporting words.
    """

    sentence: Span
    quotes: Sequence[Span] = ()
    act: Act | None = None
    form: Form
    links: Sequence[GuessedLink] = ()
    sure: bool
    why: str = ""


def prefill(
    text: str, language: str, sentences: Sequence[Span], actors: Mapping[str, str]
) -> Iterator[Guess]:
    """A guess for each sentence. `actors`: ids by the looks of their names."""
    quotations = quotations_in(text)
    for sentence in sentences:
        start, end = sentence
        inside = [(max(low, start), min(high, end)) for low, high in quotations if low < end and high > start]
        words = text[start:end]
        found = cues_in(words, language, [(low - start, high - start) for low, high in inside])
        cues = [cue for cue in found if cue.kind != "doubt"]
        links = [_link(words, cue, start, language, actors) for cue in cues]
        doubts = [words[slice(*cue.spans[0])] for cue in found if cue.kind == "doubt"] if not cues else []
        why = _why(cues, links, text, language, quoted=bool(inside), doubts=doubts)
        yield Guess(
            sentence=sentence,
            quotes=inside,
            act=cues[0].act if len(cues) == 1 else None,
            form=form_of(
                [sentence],
                inside,
                [span for link in links for span in (*link.cue, link.mention) if span],
                sourced=bool(links or doubts),
            ),
            links=links,
            sure=not why or why == NOTHING_REPORTS,
            why=why,
        )


NOTHING_REPORTS = "no reporting words were found"


def _why(
    cues: Sequence[Cue],
    links: Sequence[GuessedLink],
    text: str,
    language: str,
    *,
    quoted: bool,
    doubts: Sequence[str],
) -> str:
    """What must be confirmed of a guess; empty where words beside one cue name who speaks."""
    known = known_language(language)
    if known is None:
        return f"which words report in the language {language} is not known"
    if len(links) > 1:
        return "several words report"
    if not links and doubts:
        return f"“{doubts[0]}” may tell that somebody else says so"
    if not links:
        return "it quotes, and no reporting words were found" if quoted else NOTHING_REPORTS
    cue, mention = links[0].cue, links[0].mention
    if mention is None:
        return f"nobody is named beside “{text[slice(*cue[0])]}”"
    if text[slice(*mention)].lower() in known.pronouns.split():
        return f"“{text[slice(*mention)]}” stands for somebody named before"
    if (
        known.verb_first
        and cues[0].kind == "verb"
        and not quoted
        and not _is_ended(text[mention[1] :], known)
    ):
        return "who speaks may end earlier"
    return ""


def _is_ended(rest: str, known: Language) -> bool:
    """Whether a description ends before the rest: by a mark inside the sentence, or a word that can't be part of it."""
    ending = f"{known.bounds} {known.prepositions} {known.adverbs}".split()
    return bool(re.match(rf"\s*(?:[،,:]|(?:{'|'.join(ending)})(?!\w))", rest))


def _link(words: str, cue: Cue, start: int, language: str, actors: Mapping[str, str]) -> GuessedLink:
    """The link of reporting words in a sentence that begins at an offset of the text."""
    beside = speaker_beside(words, cue, language)
    return GuessedLink(
        cue=[(start + low, start + high) for low, high in cue.spans],
        mention=(start + beside[0], start + beside[1]) if beside else None,
        actor=actor_of(words[slice(*beside)], language, actors) if beside else "",
    )


def actor_of(name: str, language: str, actors: Mapping[str, str]) -> str:
    """The id of a name: a registered one that its last words look like, or one made from a name in capitals."""
    known = known_language(language)
    parts = [part for part in name.split() if part.rstrip(".").lower() not in TITLES]
    ends = (look_of(" ".join(parts[at:])) for at in range(len(parts)))
    registered = next((actors[look] for look in ends if look in actors), "")
    opening = f"{known.determiners} {known.objects}".split() if known else []
    is_name = len(parts) > 1 and all(part[:1].isupper() for part in parts) and parts[0].lower() not in opening
    return registered or (id_of(" ".join(parts), language) if is_name else "")
