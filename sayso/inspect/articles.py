"""What the page of an article must show: the bar of its text, the text with its claims beside it or the claims alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sayso.inspect.claims import (
    attribute,
    chain,
    dated,
    facts,
    hedges,
    original,
    quote,
    relations,
    show_labels,
    term,
    verify,
)
from sayso.inspect.names import Names
from sayso.inspect.spans import Covered, runs
from sayso.inspect.tokens import Drawn, Link, Run, Say, Scope, Shortened, Token, Within
from sayso.inspect.words import content_of, sentence, share, voice
from sayso.pages.phrases import phrase
from sayso.records import Article, Claim
from sayso.vocabulary import AsideRole, Form, Naming, RightsMode, TitleBasis

KINDS = ("own", "named", "unnamed", "aside", "open")
QUOTE, ASIDE, OPEN = "quote:", "aside:", "open:"
"""What stands before the names of spans that are no claim's; no claim's id has a colon."""


@dataclass(frozen=True, kw_only=True)
class Note:
    """A note: of a claim, or of an aside, or of a sentence that nothing covers."""

    name: str
    start: int
    claim: Claim | None = None
    number: int = 0
    role: AsideRole | None = None
    characters: int = 0

    @property
    def place(self) -> str:
        """The id of the place in the text where its passage begins."""
        return f"text:{self.name}"


def own_id(claim: Claim) -> str:
    """The part of a claim's id that is its own in its article."""
    return claim.id.partition("/")[2]


def article_page(article: Article, names: Names) -> Scope:
    """The page of an article."""
    data = names.dataset
    claims = names.found.inside.get(article.id, [])
    notes = _notes(article, claims)
    text = data.texts.get(article.id) or data.withheld.get(article.id) or ""
    scope = Scope(record=f"article/{article.id}")
    _head(scope, article, bool(text), names)
    _bar(scope, article, claims, names)
    if notes:
        _filters(scope, article, claims, names)
    shared = _sharing(article, claims)
    for note in notes:
        scope.add("notes", _note(note, article, names, shared, beside_text=bool(text)))
    if text:
        _text(scope, text, article, claims, notes, names)
    show_labels(scope, "labels", names.found.labels_in.get(article.id, []), names)
    _about(scope, article)
    verify(scope, article.verified)
    scope.show("data", names.data(f"articles/{article.id}.json"))
    scope.show("rev", article.rev)
    return scope


def _head(scope: Scope, article: Article, has_text: bool, names: Names) -> None:
    data = names.dataset
    scope.show("title", article.title)
    scope.show("publisher", *names.actor(article.publisher))
    scope.show("published", Say("article.published"), *dated(article.published))
    if article.title_basis is TitleBasis.SUPPLIED:
        scope.show("title_basis", Say("article.title-supplied"))
    if article.id in data.withheld:
        scope.show("notice", Say("article.text-withheld"))
    elif data.private and not has_text:
        scope.show("notice", Say("article.text-missing"), f"{article.id}.txt")
    if not has_text and article.rights.mode is not RightsMode.FULL:
        if article.rights.holder is not None:
            scope.show("holder", article.rights.holder)
        if article.url is not None:
            scope.show("where", Link(article.url))


def _notes(article: Article, claims: Sequence[Claim]) -> list[Note]:
    """All notes of an article, in the order of the text."""
    found = [
        Note(name=own_id(claim), start=claim.passage[0][0], claim=claim, number=number)
        for number, claim in enumerate(claims, 1)
    ]
    asides = [(aside.role, aside.span) for aside in article.asides]
    rows = [*asides, *((None, [span]) for span in article.coverage.uncovered)]
    for number, (role, spans) in enumerate(rows):
        size = sum(end - start for start, end in spans)
        found.append(Note(name=f":{number}", start=spans[0][0], role=role, characters=size))
    return sorted(found, key=lambda note: note.start)


def _sharing(article: Article, claims: Sequence[Claim]) -> Mapping[str, set[str]]:
    """For each claim the others whose passages have words in common with it."""
    found: dict[str, set[str]] = defaultdict(set)
    for run in runs(article.text.characters, {claim.id: claim.passage for claim in claims}):
        for id_ in run.covers:
            found[id_].update(run.covers)
    return found


# ---- notes ---------------------------------------------------------------------------------------------------


def _note(
    note: Note, article: Article, names: Names, shared: Mapping[str, set[str]], *, beside_text: bool
) -> Scope:
    at = f"at={note.place}" * beside_text
    if note.claim is None:
        scope = Scope(record=f"aside/{note.start}", value=at)
        scope.show("role", term(note.role) if note.role is not None else Say("not-covered"))
        if not beside_text:
            scope.show("characters", Within(str(note.characters)))
        return scope
    claim = note.claim
    whose = " ".join(claim.claimants) or "_described"
    told = [at] * beside_text + [f"claimants={whose}", f"form={claim.form.value}"]
    scope = Scope(record=f"claim/{claim.id}", value=" ".join(told))
    scope.show("style", Drawn(f"voice-{voice(claim)}"))
    attribute(scope, claim, names)
    hedges(scope, claim)
    if not claim.chain[0].actors:
        scope.show("origin", Say("Naming.unnamed"))
    content = content_of(claim)
    way = f"#{note.place}" if beside_text else names.way("claim", claim.id)
    scope.show("content", Link(way, content) if beside_text or names.claim_pages else content)
    if beside_text or claim.statement is not None:
        quote(scope, claim, "withheld", "shortened-note")
    if others := [
        other
        for other in names.found.inside[article.id]
        if other.id != claim.id and other.id in shared[claim.id]
    ]:
        links = [Link(f"#{own_id(other)}", content_of(other)) for other in others]
        scope.show("shares_words_with", Say("claim.shares-words"), *links)
    chain(scope, claim, names, styled=False)
    scope.show("act-form", Say("claim.act-form"), term(claim.act), term(claim.act_class), term(claim.form))
    facts(scope, claim, article, names, grounds=False)
    for how, other in relations(claim, names):
        scope.add("related", related := Scope(record=f"claim/{other.id}"))
        related.show("how", how)
        related.show("content", names.claim(other))
    if names.claim_pages:
        scope.show("page", Link(names.way("claim", claim.id)), Say("claim.own-page"))
    ways = original(claim, article)
    for address in ways:
        scope.show("original", Link(address), Say("claim.original"))
    for _ in range(2 + names.claim_pages + len(ways)):
        scope.show("number", Within(str(note.number)))
    return scope


# ---- bar and filters -----------------------------------------------------------------------------------------


def _bar(scope: Scope, article: Article, claims: list[Claim], names: Names) -> None:
    """The bar, its legend and its table: whose word each stretch of the text is."""
    whole = article.text.characters
    by_id = {claim.id: claim for claim in claims}
    asides = {f"{number}.{aside.role.value}": aside.span for number, aside in enumerate(article.asides)}
    passages = {claim.id: claim.passage for claim in claims}
    quotes = {claim.id: [one.span for one in claim.quotes] for claim in claims}
    in_quotes = 0
    shares = Counter[tuple[str, str]]()
    scope.show("bar", Drawn("view", (f"0 0 {whole} 100",)))
    for start, length, name in _stretches(whole, {**passages, **asides}, by_id):
        claim, role = by_id.get(name), name.partition(".")[2]
        kind = voice(claim) if claim is not None else "aside" if role else "open"
        shares[kind, names.whose(claim) if claim is not None else role] += length
        _stretch(scope, claim, role, (str(start), "0", str(length), "66"), names)
    for start, length, name in _stretches(whole, quotes, by_id):
        if (claim := by_id.get(name)) is not None:
            in_quotes += length
            _stretch(scope, claim, "", (str(start), "76", str(length), "24"), names)
    kinds = {kind: sum(count for (own, _), count in shares.items() if own == kind) for kind in KINDS}
    percents = {kind: share(count, whole) for kind, count in kinds.items() if count}
    quoted = share(in_quotes, whole)
    told = [Within(f"{phrase(f'voice-long.{kind}')} {percent} %") for kind, percent in percents.items()]
    scope.show("bar.shares", Within(str(whole)), *told, Within(f"{quoted} %"))
    for kind, percent in percents.items():
        if kind != "open":
            scope.show("bar.share", Drawn(f"key-{kind}"), Say(f"voice.{kind}"), Within(f"{percent} %"))
    scope.show("bar.share", Drawn("key-quoted"), Say("voice.quoted"), Within(f"{quoted} %"))
    rows = sorted(shares.items(), key=lambda row: (KINDS.index(row[0][0]), -row[1], row[0][1]))
    for (kind, whose), count in rows:
        figures = Within(str(count)), Within(share(count, whole))
        scope.show("bar.row", Say(f"voice.{kind}"), *([whose] if whose else []), *figures)
    scope.show("bar.row", Say("voice.quoted"), Within(str(in_quotes)), Within(quoted))


def _stretches(whole: int, spans: Covered, claims: Mapping[str, Claim]) -> Iterator[tuple[int, int, str]]:
    """Runs that show the same claim, the innermost, or the same aside, joined: start, length, and what is shown."""
    found = (
        (run, next((one for one in run.covers if one in claims), run.covers[0] if run.covers else ""))
        for run in runs(whole, spans)
    )
    for name, group in groupby(found, key=lambda pair: pair[1]):
        parts = [run for run, _ in group]
        yield parts[0].start, parts[-1].end - parts[0].start, name


def _stretch(
    scope: Scope, claim: Claim | None, role: str, measures: tuple[str, str, str, str], names: Names
) -> None:
    if claim is not None:
        title = phrase("mark.stretch", origin=names.whose(claim), content=content_of(claim))
        scope.show("stretch", Link(f"#{own_id(claim)}", title), Drawn(f"bar-{voice(claim)}", measures))
    elif role:
        scope.show("stretch", Drawn("bar-aside", measures), Within(sentence(role)))


def _filters(scope: Scope, article: Article, claims: Sequence[Claim], names: Names) -> None:
    """By what the claims can be filtered, and how many each choice leaves."""

    def choice(value: str, name: str, number: int) -> None:
        scope.show("choice", f"={value}", f"{name} ({number})")

    choice("", phrase("choice.all"), len(claims))
    counts = Counter(one for claim in claims for one in claim.claimants or ["_described"])
    called = {one: _called(one, article, names) for one in counts}
    for one in sorted(counts, key=lambda one: (-counts[one], called[one])):
        choice(one, called[one], counts[one])
    choice("", phrase("choice.all"), len(claims))
    forms = Counter(claim.form for claim in claims)
    for form in Form:
        if forms[form]:
            choice(form.value, form.value, forms[form])


def _called(one: str, article: Article, names: Names) -> str:
    if one == "_described":
        return phrase("described-short")
    actor = names.dataset.actor[one]
    if one == article.publisher:
        return phrase("choice.publisher", name=actor.name)
    return phrase("choice.unnamed", name=actor.name) if actor.naming is Naming.UNNAMED else actor.name


# ---- text ----------------------------------------------------------------------------------------------------


@dataclass(kw_only=True)
class _Line:
    """A line of a text: where it begins, its runs, and of its words whether they are aside."""

    start: int
    runs: list[Run]
    kinds: set[bool]


def _text(
    scope: Scope,
    text: str,
    article: Article,
    claims: Sequence[Claim],
    notes: Sequence[Note],
    names: Names,
) -> None:
    """The lines of the text, each with the summary of the claims whose passages begin in it, or before the next."""
    lines = list(_lines(text, article, claims, notes))
    for number, line in enumerate(lines):
        scope.text.append(Run(words="\n", voice=article.language, aside=line.kinds == {True}))
        scope.text += line.runs
        end = lines[number + 1].start if number + 1 < len(lines) else len(text) + 1
        here = [one for one in notes if (number == 0 or one.start >= line.start) and one.start < end]
        if told := [one.claim for one in here if one.claim is not None]:
            whose = "; ".join(dict.fromkeys(map(names.whose, told)))
            scope.show("told", Within(str(len(told))), Shortened(whose))


def _lines(text: str, article: Article, claims: Sequence[Claim], notes: Sequence[Note]) -> Iterator[_Line]:
    """The lines that hold anything, as runs with the claims that they are marked as."""
    voices = {own_id(claim): f"voice-{voice(claim)}" for claim in claims}
    places: dict[int, list[Run]] = defaultdict(list)
    for note in notes:
        places[note.start].append(Run(words="", claims=f"#{note.place}"))
    spans = {
        **{own_id(claim): claim.passage for claim in claims},
        **{f"{QUOTE}{own_id(claim)}": [one.span for one in claim.quotes] for claim in claims},
        **{f"{ASIDE}{number}": aside.span for number, aside in enumerate(article.asides)},
        **{f"{OPEN}{number}": [span] for number, span in enumerate(article.coverage.uncovered)},
    }
    line: _Line | None = None
    for run in runs(len(text), spans):
        start = run.start
        over = [name for name in run.covers if name in voices]
        shown = Run(
            words="",
            claims=" ".join(over),
            voice=voices[over[0]] if over else "",
            quoted=bool(over) and any(name.startswith(QUOTE) for name in run.covers),
            aside=not over and any(name.startswith(ASIDE) for name in run.covers),
        )
        for piece in text[run.start : run.end].split("\n"):
            if start > run.start and line is not None:
                yield line
                line = None
            if piece:
                line = line or _Line(start=start, runs=[], kinds=set())
                line.runs += places.get(start, [])
                _append(line.runs, shown._replace(words=piece))
                if any(letter.isalnum() for letter in piece):
                    line.kinds.add(shown.aside)
            start += len(piece) + 1
    if line is not None:
        yield line


def _append(found: list[Run], run: Run) -> None:
    """Add a run; plain text behind plain text goes on with it, and spaces between marked runs tell nothing."""
    plain = Run(words="")
    if found and found[-1]._replace(words="") == plain == run._replace(words=""):
        found[-1] = found[-1]._replace(words=found[-1].words + run.words)
    elif run.words.strip() or run.claims:
        found.append(run)


def _about(scope: Scope, article: Article) -> None:
    tokens: dict[str, Sequence[Token | None]] = {
        "authors": article.authors,
        "grounds": [article.published.grounds],
        "url": [Link(article.url, article.url) if article.url is not None else None],
        "note": [article.note],
    }
    for name, told in tokens.items():
        if shown := [one for one in told if one is not None]:
            scope.show(name, Say(f"article.{name}"), *shown)
    mode, holder = article.rights.mode, article.rights.holder
    held: list[Token] = [Say("article.holder"), holder] if holder is not None else []
    scope.show("rights", Say("article.rights"), term(mode), *held)
    annotation = article.annotation
    by = annotation.date, *annotation.by, annotation.guideline
    scope.show("annotation", Say("article.annotation"), *by)
    covered = article.coverage
    shares = covered.claimed_characters, covered.quoted_characters, covered.aside_characters
    percents = [round(100 * part / max(article.text.characters, 1)) for part in shares]
    numbers = covered.sentences - len(covered.uncovered), covered.sentences, *percents
    scope.show("coverage", Say("article.coverage"), *(Within(str(number)) for number in numbers))
