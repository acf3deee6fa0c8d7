"""Views of the database, for common questions without joins.

Names are joined in the order of the records. Lengths are in code points, like all spans.
"""

from __future__ import annotations


def _names(table: str, of: str, where: str) -> str:
    """SQL for the names of a list of actors as one text, in list order; null if the list is empty."""
    return (
        f"(SELECT group_concat(name, '; ') FROM (SELECT actors.name FROM {table} AS listed"
        f" JOIN actors ON actors.id = listed.{of} WHERE {where} ORDER BY listed.position))"
    )


_CLAIMANTS = _names("claims_claimants", "value", "listed.claim = claims.id")
_LINK_ACTORS = _names("links_actors", "value", "listed.claim = links.claim AND listed.link = links.position")

_UNNAMED = "coalesce('“' || links.mention_words || '”', 'somebody unnamed' || coalesce(' “' || links.cue || '”', ''))"
"""SQL for whom a link without actors tells of: the words that describe them, or else those that report them."""

_CLAIMS = f"""
SELECT claims.id AS claim, claims.statement, coalesce({_CLAIMANTS}, (
    SELECT {_UNNAMED} FROM links WHERE links.claim = claims.id AND links.position = 1
  )) AS claimants, outlet.name AS outlet,
  articles.id AS article, articles.title, articles.published_edtf AS published, claims.form, claims.act,
  claims.depth, claims.unnamed_only, claims.disputed
FROM claims JOIN articles ON articles.id = claims.article JOIN actors AS outlet ON outlet.id = articles.publisher
"""

_VOICES = """
WITH spoken AS (SELECT DISTINCT value AS actor, claim FROM claims_claimants),
quoted AS (
  SELECT claim, count(*) AS quotations, sum(span_end - span_start) AS characters
  FROM claims_quotes GROUP BY claim
)
SELECT actors.id AS actor, actors.name, actors.kind, actors.naming, count(*) AS claims,
  count(quoted.claim) AS claims_quoted, coalesce(sum(quoted.quotations), 0) AS quotations,
  coalesce(sum(quoted.characters), 0) AS quoted_characters
FROM spoken JOIN actors ON actors.id = spoken.actor LEFT JOIN quoted ON quoted.claim = spoken.claim
GROUP BY actors.id ORDER BY quoted_characters DESC, claims DESC, actors.id
"""

_LABELS = """
SELECT labels.id AS label, labels.words, denoted.name AS actor, user.name AS used_by,
  articles.id AS article, articles.title, labels.note
FROM labels JOIN articles ON articles.id = labels.article JOIN actors AS user ON user.id = labels."by"
  LEFT JOIN actors AS denoted ON denoted.id = labels.actor
"""

_CHAINS = f"""
SELECT claims.id AS claim, claims.statement, claims.depth, (
  SELECT group_concat(step, ' → ') FROM (
    SELECT coalesce({_LINK_ACTORS}, {_UNNAMED}) || ' (' || links.role
      || coalesce(', ' || links.hedge, '') || ')' AS step
    FROM links WHERE links.claim = claims.id ORDER BY links.position
  )
) AS chain
FROM claims
"""

_SUBJECTS = """
SELECT id AS subject, 'actor' AS kind, name FROM actors
UNION ALL SELECT id, 'place', name FROM places
UNION ALL SELECT id, 'event', name FROM events
"""

VIEWS: dict[str, tuple[str, str]] = {
    "claims_with_names": ("Claims with the names of claimants and outlet", _CLAIMS),
    "claims_on_unnamed_only": (
        "Claims whose links before the publisher are all unnamed",
        "SELECT * FROM claims_with_names WHERE unnamed_only",
    ),
    "voices": (
        "Who is quoted how much: claims and quotations by claimant; what several say counts for each",
        _VOICES,
    ),
    "labels_with_names": (
        "Loaded words with the names of those they denote and of those who use them",
        _LABELS,
    ),
    "chains": ("The chain of each claim as text, the origin first", _CHAINS),
    "subjects": ("What `claims_about` may name: actors, places and events", _SUBJECTS),
}
"""Each view's meaning and query, by name; each may read those before it."""
