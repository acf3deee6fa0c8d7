"""Published words: check them against their spans, hashes and rights, and against the text if available.

1. With the text, passages, quotations, cues and labels are compared with the words at their spans, and the uncovered
   sentences are computed again.
2. Without it, words that are published whole must have their hash and the length of their span.
3. In both cases, no more words may be published than the article's rights allow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.anchoring.locks import FRAGMENTS_JOINED_BY, elided_words_at, words_at
from sayso.anchoring.marks import ELLIPSIS
from sayso.anchoring.texts import count_words, digest, sentences_of
from sayso.corpus.checks.rights import LONGEST_PASSAGE
from sayso.model.fields import Span
from sayso.model.problems import Problem, shown
from sayso.model.records import Article, Claim, Label, Quote
from sayso.model.spans import uncovered_sentences
from sayso.model.vocabulary import RightsMode
from sayso.verify.faults import create_fault


def verify_words(
    article: Article, claims: Sequence[Claim], labels: Sequence[Label], text: str | None
) -> Iterator[Problem]:
    """The problems of an article's published words; `claims` and `labels` are its own, `text` is None if unavailable."""
    if text is None:
        yield from _hashes_of_claims(claims)
        yield from _hashes_of_labels(labels)
    else:
        yield from _spans_of_claims(claims, text)
        yield from _spans_of_labels(article, labels, text)
        yield from _sentences(article, claims, text)
    yield from _rights(article, claims, labels)


# With the text


def _spans_of_claims(claims: Sequence[Claim], text: str) -> Iterator[Problem]:
    for claim in claims:
        if digest(words_at(claim.passage, text)) != claim.passage_sha256:
            yield _in_claims(
                f"the passage of `{claim.id}` must have the words that its hash is of, and has others"
            )
        for quote in claim.quotes:
            words = text[quote.span[0] : quote.span[1]]
            if digest(words) != quote.sha256 or quote.exact not in (None, words):
                yield _in_claims(
                    f"a quotation of `{claim.id}` must be the words at {quote.span[0]} to {quote.span[1]}, and is {shown(quote.exact or quote.sha256)}"
                )
            elif not _are_words_of(quote.excerpt, [quote.span], text):
                yield _in_claims(
                    f"an excerpt of `{claim.id}` must begin and end as the words at {quote.span[0]} to {quote.span[1]}, and is {shown(quote.excerpt or '')}"
                )
        for name, words, spans in _words_of_links(claim):
            if not _are_words_of(words, spans, text):
                yield _in_claims(
                    f"a {name} of `{claim.id}` must be the words at {spans}, and is {shown(words)}"
                )


def _spans_of_labels(article: Article, labels: Sequence[Label], text: str) -> Iterator[Problem]:
    for label in labels:
        if not (
            digest(words_at(label.span, text)) == label.sha256
            and _are_words_of(label.words, label.span, text)
        ):
            yield _in_labels(
                f"a label of `{article.id}` must be the words at {label.span}, and is {shown(label.words or label.sha256)}"
            )


def _words_of_links(claim: Claim) -> Iterator[tuple[str, str, list[Span]]]:
    """The published cues and mentions of a claim's links: which of both, the words, and where they must stand."""
    for link in claim.chain:
        for name, words, spans in (
            ("cue", link.cue, link.cue_span),
            ("mention", link.mention_words, link.mention),
        ):
            if words is not None:
                yield name, words, spans or []


def _are_words_of(published: str | None, spans: Sequence[Span], text: str) -> bool:
    """Whether published words are those at the spans; an ellipsis may replace some between the first and last."""
    if published is None:
        return True
    words = elided_words_at(spans, text)
    first, *between = published.split(ELLIPSIS)
    if not between:
        return published == words
    at = len(first) if words.startswith(first) else -1
    for part in between[:-1]:
        at = words.find(part, at) + len(part) if at >= 0 and part in words[at:] else -1
    return at >= 0 and words[at:].endswith(between[-1]) and bool(first and between[-1])


def _sentences(article: Article, claims: Sequence[Claim], text: str) -> Iterator[Problem]:
    """A problem if `coverage` has other sentences or uncovered sentences than the text."""
    sentences = sentences_of(text, article.language)
    passages = [span for claim in claims for span in claim.passage]
    passages += [span for aside in article.asides for span in aside.span]
    uncovered = [span for _, span in uncovered_sentences(sentences, passages)]
    told = article.coverage
    if told.sentences != len(sentences) or told.uncovered != uncovered:
        yield create_fault(
            "articles.json",
            "E-RECORD",
            f"`coverage` must tell the sentences of the text and those that nothing covers; that of `{article.id}` tells others",
        )


# Without the text


def _hashes_of_claims(claims: Sequence[Claim]) -> Iterator[Problem]:
    for claim in claims:
        for quote in claim.quotes:
            if not _is_sound(quote):
                yield _in_claims(
                    f"a quotation of `{claim.id}` must have its own hash and fill its span, and does not: {shown(quote.exact or quote.excerpt or '')}"
                )
        for name, words, spans in _words_of_links(claim):
            if not _fits(words, spans):
                yield _in_claims(f"a {name} of `{claim.id}` must fill its span, and does not: {shown(words)}")


def _hashes_of_labels(labels: Sequence[Label]) -> Iterator[Problem]:
    for label in labels:
        parts = (label.words or "").split(ELLIPSIS)
        is_whole = label.words is not None and len(parts) == len(label.span)
        if not _fits(label.words, label.span) or (
            is_whole and digest(FRAGMENTS_JOINED_BY.join(parts)) != label.sha256
        ):
            yield _in_labels(
                f"a label of `{label.article}` must have its own hash and fill its span, and does not: {shown(label.words or '')}"
            )


def _is_sound(quote: Quote) -> bool:
    """Whether a quotation has either exact words with its hash, or a possible excerpt, or neither."""
    if quote.exact is not None:
        length = quote.span[1] - quote.span[0]
        return quote.excerpt is None and len(quote.exact) == length and digest(quote.exact) == quote.sha256
    return quote.excerpt is None or (ELLIPSIS in quote.excerpt and _fits(quote.excerpt, [quote.span]))


def _fits(published: str | None, spans: Sequence[Span]) -> bool:
    """Whether words are as long as their spans, or shorter if an ellipsis replaces some of them."""
    if published is None:
        return True
    parts = published.split(ELLIPSIS)
    lengths = [end - start for start, end in spans]
    if len(parts) == len(spans):
        return [len(part) for part in parts] == lengths
    return len(parts) > len(spans) and sum(map(len, parts)) < sum(lengths)


# Rights


def _rights(article: Article, claims: Sequence[Claim], labels: Sequence[Label]) -> Iterator[Problem]:
    limits = {RightsMode.EXCERPT: (article.rights.quote_words, LONGEST_PASSAGE), RightsMode.REFERENCE: (0, 0)}
    if article.rights.mode not in limits:
        return
    quoted, others = limits[article.rights.mode]
    for claim in claims:
        words = [(part, quoted) for quote in claim.quotes for part in (quote.exact, quote.excerpt)]
        words += [(part, others) for _, part, _ in _words_of_links(claim)]
        if any(count_words(part or "") > limit for part, limit in words):
            yield _in_claims(
                f"no more words may be published than the rights of `{article.id}` allow, and more are in `{claim.id}`",
                "E-RIGHTS",
            )
    for label in labels:
        if count_words(label.words or "") > others:
            yield _in_labels(
                f"no more words may be published than the rights of `{article.id}` allow, and more are in the label at {label.span}",
                "E-RIGHTS",
            )


def _in_claims(sentence: str, code: str = "E-ANCHOR") -> Problem:
    return create_fault("claims.json", code, sentence)


def _in_labels(sentence: str, code: str = "E-ANCHOR") -> Problem:
    return create_fault("labels.json", code, sentence)
