"""Rules about the other fields of a claim: stance, time, lists, relations."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.corpus.checks.case import Case
from sayso.model.dates import days_of
from sayso.model.problems import Complaint, shown
from sayso.model.vocabulary import Basis

CARRIABLE = ("time", "channel", "occasion", "place", "addressee")


def stance_is_about_somebody(case: Case) -> Iterator[Complaint]:
    """A stance is given only for somebody whom the claim is about."""
    for path, claim in case.claims():
        for actor in claim.stance:
            if actor not in claim.about:
                yield Complaint(
                    (*path, "stance", actor),
                    "E-STANCE",
                    f"a stance must be to somebody in `about`; `{actor}` is not there",
                    "add it to `about`, or take the stance out",
                    at_key=True,
                )


def carried_fields_are_there(case: Case) -> Iterator[Complaint]:
    """`carried` names fields of the claim that are given and can come from an earlier sentence."""
    for path, claim in case.claims():
        for index, field in enumerate(claim.carried):
            if field not in CARRIABLE:
                yield Complaint(
                    (*path, "carried", index),
                    "E-SCHEMA",
                    f"`carried` must name one of its terms; {shown(field)} is none",
                    f"write one of {', '.join(CARRIABLE)}",
                )
            elif not getattr(claim, field):
                yield Complaint(
                    (*path, "carried", index),
                    "E-SCHEMA",
                    f"`carried` must name a field that the claim has; `{field}` is not given",
                    "give the field, or take its name out",
                )


def lists_name_each_once(case: Case) -> Iterator[Complaint]:
    """Lists of ids name nobody twice."""
    for path, claim in case.claims():
        lists = [((*path, name), getattr(claim, name)) for name in ("about", "addressee", "topics")]
        lists += [((*path, "chain", index, "actors"), link.actors) for index, link in enumerate(claim.chain)]
        for at, ids in lists:
            for index, one in enumerate(ids):
                if one in ids[:index]:
                    yield Complaint(
                        (*at, index),
                        "E-DUPID",
                        f"a list must name each id once; `{one}` stands twice",
                        "take one out",
                    )


def relations_lead_elsewhere(case: Case) -> Iterator[Complaint]:
    """A claim is related to other claims, to each in one way only once."""
    for path, claim in case.claims():
        seen = set()
        for index, relation in enumerate(claim.relations):
            if relation.claim in (path[1], f"{case.id}/{path[1]}"):
                yield Complaint(
                    (*path, "relations", index),
                    "E-REL",
                    "a claim must be related to another claim; this names itself",
                    "name the other claim",
                )
            if (relation.type, relation.claim) in seen:
                yield Complaint(
                    (*path, "relations", index),
                    "E-REL",
                    f"a relation must be given once; `{relation.type}` to `{relation.claim}` stands twice",
                    "take one out",
                )
            seen.add((relation.type, relation.claim))


def inferred_publication_has_grounds(case: Case) -> Iterator[Complaint]:
    """Where the time of publication is inferred, its grounds are given."""
    published = case.file.article.published
    if published.basis is Basis.INFERRED and not published.grounds:
        yield Complaint(
            ("article", "published"),
            "E-TIME",
            "an inferred time of publication must have its grounds, and has none",
            "add `grounds`",
        )


def articles_are_published_once(case: Case) -> Iterator[Complaint]:
    """An article is published at one time, and not at each of several."""
    written = case.file.article.published.edtf
    if written.startswith("{"):
        yield Complaint(
            ("article", "published", "edtf"),
            "E-TIME",
            f"an article must be published at one time; {written} says several",
            f"write the first of them, or [{written[1:-1]}] if it was one of them and it is not known which",
        )


def claims_are_not_later_than_the_article(case: Case) -> Iterator[Complaint]:
    """Nobody can have said something after the article was published."""
    latest = days_of(case.file.article.published.edtf).latest
    for path, claim in case.claims():
        earliest = days_of(claim.time.edtf).earliest if claim.time else None
        if latest and earliest and earliest > latest:
            yield Complaint(
                (*path, "time"),
                "W-LATE",
                f"a claim is made before its article is published ({latest}); this is of {earliest}",
                "check the date",
            )
