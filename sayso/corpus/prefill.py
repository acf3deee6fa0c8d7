"""Prefill: what marks and reporting words tell of each sentence, as guesses for whoever annotates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.anchoring.marks import quotations_in
from sayso.corpus.forms import form_of
from sayso.corpus.reporting import LANGUAGES, Cue, cues_in, speaker_beside
from sayso.model.fields import Span
from sayso.model.meant import id_of
from sayso.model.names import look_of
from sayso.model.vocabulary import Act, Form


@dataclass(frozen=True, kw_only=True, slots=True)
class GuessedLink:
    """Who may speak: the reporting words, the words beside them, and the actor's id where a name gives one."""

    cue: Span
    mention: Span | None = None
    actor: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Guess:
    """What a sentence may say; all spans count in the text.

    `sure`: nothing is reported, or it is by one cue beside words that say who speaks, and no pronoun. Nothing is sure in
    a language whose reporting words aren't known.
    """

    sentence: Span
    quotes: Sequence[Span] = ()
    act: Act | None = None
    form: Form
    links: Sequence[GuessedLink] = ()
    sure: bool


def prefill(
    text: str, language: str, sentences: Sequence[Span], actors: Mapping[str, str]
) -> Iterator[Guess]:
    """A guess for each sentence. `actors`: ids by the looks of their names."""
    quotations = quotations_in(text)
    for sentence in sentences:
        start, end = sentence
        inside = [(max(low, start), min(high, end)) for low, high in quotations if low < end and high > start]
        words = text[start:end]
        cues = list(cues_in(words, language, [(low - start, high - start) for low, high in inside]))
        links = [_link(words, cue, start, language, actors) for cue in cues]
        yield Guess(
            sentence=sentence,
            quotes=inside,
            act=cues[0].act if len(cues) == 1 else None,
            form=form_of(
                [sentence],
                inside,
                [span for link in links for span in (link.cue, link.mention) if span],
                sourced=bool(links),
            ),
            links=links,
            sure=_is_named(links[0], text, language)
            if len(links) == 1
            else not links and not inside and language.split("-")[0] in LANGUAGES,
        )


def _is_named(link: GuessedLink, text: str, language: str) -> bool:
    """Whether words say who speaks, and not only a pronoun."""
    pronouns = LANGUAGES[language.split("-")[0]].pronouns.split()
    return link.mention is not None and text[slice(*link.mention)].lower() not in pronouns


def _link(words: str, cue: Cue, start: int, language: str, actors: Mapping[str, str]) -> GuessedLink:
    """The link of reporting words in a sentence that begins at an offset of the text."""
    beside = speaker_beside(words, cue.span, language)
    return GuessedLink(
        cue=(start + cue.span[0], start + cue.span[1]),
        mention=(start + beside[0], start + beside[1]) if beside else None,
        actor=actor_of(words[slice(*beside)], actors) if beside else "",
    )


def actor_of(name: str, actors: Mapping[str, str]) -> str:
    """The id of a name: a registered one that its last words look like, or one made from a name in capitals."""
    parts = name.split()
    ends = (look_of(" ".join(parts[at:])) for at in range(len(parts)))
    registered = next((actors[look] for look in ends if look in actors), "")
    is_name = len(parts) > 1 and all(part[:1].isupper() for part in parts)
    return registered or (id_of(name) if is_name else "")
