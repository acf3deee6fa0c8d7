"""What the page of an article must show: its text with the claims beside it, or its claims in the order of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.pages.expected.bars import bar
from sayso.pages.expected.claims import verified
from sayso.pages.expected.labels import labels_table
from sayso.pages.expected.names import Names
from sayso.pages.expected.notes import Note, note, notes_of, sharing
from sayso.pages.expected.texts import text_lines
from sayso.pages.expected.words import count, cut, dated, term
from sayso.pages.transcript import link, marks
from sayso.records import Article, Claim
from sayso.vocabulary import Form, Naming, RightsMode, TitleBasis

WITHHELD = "The rights to this text don't let it be published. You see it because it is at hand here."
UNDERLINES = (
    "Underlines tell whose word a passage is: dotted the article's own voice, solid a named source, dashed unnamed "
    "sources only. Words in italics stand inside quotation marks. Each passage leads to its claim."
)
LOADED = (
    "Words that carry a judgement, listed by who uses them. The dataset's own sentences never adopt them."
)


def article_page(article: Article, names: Names) -> Iterator[str]:
    """The page of an article."""
    data = names.dataset
    claims = names.found.inside.get(article.id, [])
    notes, shared = notes_of(article, claims), sharing(article, claims)
    text = data.texts.get(article.id) or data.withheld.get(article.id) or ""
    yield from _head(article, bool(text), names)
    yield from bar(article, claims, names)
    yield from (
        marks(id="reader_heading"),
        "The text and its claims" if text else "Passages in the order of the text",
    )
    yield UNDERLINES if text else _instead(article)
    yield marks(data_reader="")
    if notes:
        yield from _filters(article, claims, names)
    if text:
        yield from _text(text, article, claims, notes, names)
    else:
        for one in notes:
            yield from note(one, article, names, shared, beside_text=False)
    if labels := names.found.labels_in.get(article.id):
        yield from ("Loaded words", LOADED, *labels_table(labels, names, "Loaded words", for_whom=True))
    yield from _about(article)
    yield verified(article.verified)
    yield f"{names.data(f'articles/{article.id}.json', 'JSON')} · rev {article.rev}"
    yield marks(src="assets/reader.js")


def _head(article: Article, has_text: bool, names: Names) -> Iterator[str]:
    yield marks(data_article=article.id)
    yield link("Articles", "articles/")
    yield article.title
    supplied = article.title_basis is TitleBasis.SUPPLIED
    title = f" · {marks(title=TitleBasis.SUPPLIED.meaning)}title supplied" if supplied else ""
    yield f"{names.actor(article.publisher)} · published {dated(article.published)}{title}"
    if article.id in names.dataset.withheld:
        yield WITHHELD
    elif names.dataset.private and not has_text:
        yield f"The text of this article is not at hand, so its page is as it will be published. Name the folder that holds {article.id}.txt in $SAYSO_TEXTS to read it here."


def _instead(article: Article) -> str:
    """What stands where the text isn't shown."""
    where = f", {link('where it was published', article.url)}" if article.url is not None else ""
    stays = f"The text stays with {article.rights.holder or 'its holder'}{where}."
    if article.rights.mode is RightsMode.FULL:
        stays = "The text itself is not shown here."
    own = (
        "; words in quotation marks are the speakers' own"
        if article.rights.mode is RightsMode.EXCERPT
        else ""
    )
    return f"{stays} Below is what each passage says, in neutral words, and on whose word it stands{own}."


def _filters(article: Article, claims: Sequence[Claim], names: Names) -> Iterator[str]:
    yield marks(aria_label="Filter and move between claims", hidden="")
    yield from ("Claimant", marks(value=""), f"all ({len(claims)})")
    counts = Counter(one for claim in claims for one in claim.claimants or ["_described"])
    called = {one: _called(one, article, names) for one in counts}
    for one in sorted(counts, key=lambda one: (-counts[one], called[one])):
        yield from (marks(value=one), f"{called[one]} ({counts[one]})")
    yield from ("Form", marks(value=""), f"all ({len(claims)})")
    forms = Counter(claim.form for claim in claims)
    for form in Form:
        if forms[form]:
            yield from (marks(value=form.value), f"{form.value} ({forms[form]})")
    yield from (marks(data_move="-1"), "Former", marks(data_move="1"), "Next", "keys j next, k former")


def _called(one: str, article: Article, names: Names) -> str:
    if one == "_described":
        return "somebody only described"
    actor = names.dataset.actor[one]
    if one == article.publisher:
        return f"{actor.name}, the publisher"
    return f"{actor.name}, unnamed" if actor.naming is Naming.UNNAMED else actor.name


def _text(
    text: str, article: Article, claims: Sequence[Claim], notes: Sequence[Note], names: Names
) -> Iterator[str]:
    """The lines of the text, each with the notes that begin in it, or before the next one."""
    shared = sharing(article, claims)
    lines = list(text_lines(text, article, claims, notes))
    for number, line in enumerate(lines):
        end = lines[number + 1].start if number + 1 < len(lines) else len(text) + 1
        yield marks(*(["is-aside"] if line.aside else []), lang=article.language)
        yield line.shown
        here = [one for one in notes if (number == 0 or one.start >= line.start) and one.start < end]
        told = [one.claim for one in here if one.claim is not None]
        if told:
            whose = "; ".join(dict.fromkeys(map(names.whose, told)))
            yield f"{count(len(told), 'claim')}: {cut(whose, 60)}"
        for one in here:
            yield from note(one, article, names, shared, beside_text=True)


def _about(article: Article) -> Iterator[str]:
    yield "About this article"
    if article.authors:
        yield from ("Authors", ", ".join(article.authors))
    if article.published.grounds is not None:
        yield from ("Grounds of the date", article.published.grounds)
    if article.url is not None:
        yield from ("Original", link(article.url, article.url))
    if article.note is not None:
        yield from ("Note", article.note)
    mode, holder = article.rights.mode, article.rights.holder
    held = f". Rights to the text: {holder}" if holder is not None else ""
    yield from ("Rights", f"{term(mode)}: {mode.meaning}{held}")
    annotation = article.annotation
    yield from (
        "Annotated",
        f"{annotation.date} by {', '.join(annotation.by)}, guideline {annotation.guideline}",
    )
    covered = article.coverage
    shares = (
        (covered.claimed_characters, "annotated as claims"),
        (covered.quoted_characters, "inside quotation marks"),
        (covered.aside_characters, "aside"),
    )
    told = ", ".join(
        f"{round(100 * part / max(article.text.characters, 1))} % {what}" for part, what in shares
    )
    sentences = f"{covered.sentences - len(covered.uncovered)} of {count(covered.sentences, 'sentence')}"
    yield from ("Covered", f"{sentences}; {told}")
