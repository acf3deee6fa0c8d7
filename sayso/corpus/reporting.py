"""Reporting words: by which words articles attribute, language by language, and who is named beside them.

This is a guess for whoever annotates, who must confirm it: no record is made from it.

1. `cues_in` finds reporting words outside of quotations.
2. `speaker_beside` takes the words beside one that seem to name who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.model.fields import Span
from sayso.model.vocabulary import Act


class Language(NamedTuple):
    """A language's reporting words by the act that they tell (`None` where the content decides), and words that help to
    find who speaks: `determiners` begin a description, `pronouns` are one, `stops` end it, `auxiliaries` stand between it
    and the verb. `prefix` may be joined to a reporting word; `verb_first`: who speaks stands behind the verb."""

    verbs: dict[Act | None, str]
    determiners: str
    pronouns: str
    stops: str
    auxiliaries: str = ""
    prefix: str = ""
    verb_first: bool = False

    def acts(self) -> dict[str, Act | None]:
        """The act that each reporting word tells."""
        return {verb.replace("|", " "): act for act, verbs in self.verbs.items() for verb in verbs.split()}


LANGUAGES: dict[str, Language] = {
    "en": Language(
        {
            None: "said says told added noted stated stressed insisted according|to claimed claims wrote",
            Act.WARN: "warned warns",
            Act.DENY: "denied denies",
            Act.CONFIRM: "confirmed confirms",
            Act.PREDICT: "predicted predicts",
            Act.EXPLAIN: "explained explains",
            Act.DEMAND: "demanded demands",
            Act.URGE: "urged urges",
            Act.ASK: "asked asks",
            Act.PROMISE: "promised promises pledged vowed",
            Act.THREATEN: "threatened threatens",
            Act.PRAISE: "praised praises",
            Act.CONDEMN: "condemned condemns",
        },
        "the a an its his her their",
        "he she they it",
        "on in at by to that who which when after before during from with and but as yesterday today",
        auxiliaries="has had have also later",
    ),
    "de": Language(
        {
            None: "sagte sagt sagten erklärte erklärt erklärten betonte betont meinte meint hieß laut schrieb",
            Act.WARN: "warnte warnt warnten",
            Act.DENY: "bestritt dementierte dementiert",
            Act.CONFIRM: "bestätigte bestätigt",
            Act.DEMAND: "forderte fordert forderten verlangte",
            Act.ASK: "fragte fragt bat",
            Act.PROMISE: "versprach verspricht",
            Act.THREATEN: "drohte droht",
            Act.PRAISE: "lobte lobt",
            Act.CONDEMN: "verurteilte verurteilt",
        },
        "der die das ein eine einer ihr sein",
        "er sie es",
        "am im in an auf bei zu zum vor nach dass dem den und aber als heute gestern während",
    ),
    "fr": Language(
        {
            None: "a|déclaré ont|déclaré déclare a|dit a|affirmé affirme a|ajouté ajoute a|indiqué a|estimé estime selon",
            Act.WARN: "a|averti avertit a|prévenu",
            Act.DENY: "a|démenti dément a|nié",
            Act.CONFIRM: "a|confirmé confirme",
            Act.DEMAND: "a|exigé exige",
            Act.ASK: "a|demandé demande",
            Act.PROMISE: "a|promis promet",
            Act.THREATEN: "a|menacé menace",
            Act.CONDEMN: "a|condamné condamne",
        },
        "le la les un une des son sa leur",
        "il elle ils elles",
        "en dans à au aux lors que qui sur pour après avant mardi lundi mercredi jeudi vendredi samedi dimanche et mais",
    ),
    "ar": Language(
        {
            None: "قال قالت قالوا أعلن أعلنت أكد أكدت أضاف أضافت صرح صرحت ذكر ذكرت أوضح أوضحت",
            Act.WARN: "حذر حذرت",
            Act.DENY: "نفى نفت",
            Act.DEMAND: "طالب طالبت",
            Act.PROMISE: "وعد وعدت",
            Act.THREATEN: "هدد هددت",
            Act.CONDEMN: "أدان أدانت",
        },
        "",
        "هو هي",
        "إن أن إنه إنها أنه أنها في على من خلال يوم اليوم أمس لـ عن بعد قبل",
        prefix="[وف]?",
        verb_first=True,
    ),
}
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*['’]?")
LEADING = ("according to", "laut", "selon")
"""What reports and is no verb, but leads to its source."""
MOST_WORDS = 7
"""Words that the description of a speaker has at most."""


class Cue(NamedTuple):
    """Reporting words in a text, and the act that they tell; None where the content decides."""

    span: Span
    act: Act | None


def cues_in(text: str, language: str, quotations: Sequence[Span]) -> Iterator[Cue]:
    """The reporting words of a sentence outside of its quotations, in the order of the text."""
    known = LANGUAGES.get(language.split("-")[0])
    if known is None:
        return
    acts = known.acts()
    longest_first = "|".join(map(re.escape, sorted(acts, key=len, reverse=True)))
    for found in re.finditer(rf"(?<!\w){known.prefix}({longest_first})(?!\w)", text, re.IGNORECASE):
        start, end = found.span(1)
        if not any(low <= start < high for low, high in quotations):
            yield Cue((start, end), acts[found[1].lower()])


def speaker_beside(text: str, cue: Span, language: str) -> Span | None:
    """The words beside reporting words that seem to name who speaks; None where none do."""
    known = LANGUAGES[language.split("-")[0]]
    leads = text[slice(*cue)].lower() in LEADING
    behind = text[: cue[0]].rstrip(" ,\u00a0\u202f")[-1:] in '”“»«"’،' and cue[0] > 0
    sides = (_after, _before) if behind or known.verb_first or leads else (_before, _after)
    return next(filter(None, (side(text, cue, known) for side in sides)), None)


def _after(text: str, cue: Span, known: Language) -> Span | None:
    words: list[re.Match[str]] = []
    at = cue[1]
    for word in WORD.finditer(text, cue[1]):
        if (
            text[at : word.start()].strip()
            or word[0].lower() in known.stops.split()
            or len(words) == MOST_WORDS
        ):
            break
        words.append(word)
        at = word.end()
    return _described(words, known)


def _before(text: str, cue: Span, known: Language) -> Span | None:
    words: list[re.Match[str]] = []
    at = cue[0]
    for word in reversed(list(WORD.finditer(text, 0, cue[0]))):
        if not words and word[0] in known.auxiliaries.split():
            at = word.start()
            continue
        if (
            text[word.end() : at].strip()
            or word[0].lower() in known.stops.split()
            or len(words) == MOST_WORDS
        ):
            break
        words.insert(0, word)
        at = word.start()
    first = next((at for at, word in enumerate(words) if word[0].lower() in known.determiners.split()), 0)
    return _described(words[first:], known)


def _described(words: Sequence[re.Match[str]], known: Language) -> Span | None:
    """The span of words, if they are a pronoun alone, begin with a determiner or hold a name."""
    if not words:
        return None
    if words[0][0].lower() in known.pronouns.split():
        return words[0].span()
    if (
        words[0][0].lower() not in known.determiners.split()
        and not words[-1][0][:1].isupper()
        and not known.verb_first
    ):
        return None
    return words[0].start(), words[-1].end()
