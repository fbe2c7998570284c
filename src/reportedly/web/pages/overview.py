"""The first page, and the search."""

from litestar import get
from litestar.response import Redirect, Template

from reportedly.web.api.uploads import GivenLine
from reportedly.web.desk import Given
from reportedly.web.pages.rendering import Words, describe_join, show, voice
from reportedly.web.pages.uploads import get_bounds

_NEWEST, _TIED, _DISPUTES, _DOUBTS, _PROBLEMS = 10, 12, 3, 5, 5
_EXPORTS = (
    ("csv", "tables (CSV)"),
    ("jsonl", "claims (JSON Lines)"),
    ("geojson", "places (GeoJSON)"),
    ("gexf", "network (GEXF)"),
    ("rdf", "RDF (Turtle)"),
    ("ftm", "FollowTheMoney"),
)
_NAMES, _CLAIMS, _TEXTS = 50, 25, 50


@get("/", sync_to_thread=True, include_in_schema=False)
def show_overview(desk: Given, uploads: GivenLine) -> Template:
    """What is in the case, what is open, and adding reports to it."""
    states = uploads.list_all()
    with desk.open() as case:
        contests = list(case.contests(limit=_DISPUTES))
        return show(
            "overview.html",
            path=desk.path.name,
            counts=case.count(),
            newest=case.newest(_NEWEST),
            tied=case.most_tied(_TIED),
            contests=[voice(case, c.reason, c.a, c.b) for c in contests],
            contest_count=case.count_contests(),
            doubts=[describe_join(case, j) for j in case.first_doubts(_DOUBTS)],
            doubt_count=case.count_doubts(),
            problems=case.last_problems(_PROBLEMS),
            exports=_EXPORTS,
            bounds=get_bounds(uploads),
            uploads=[state for state in states if not state.is_over],
            has_earlier=any(state.is_over for state in states),
        )


@get("/search", sync_to_thread=True, include_in_schema=False)
def show_search(desk: Given, q: Words = "") -> Template | Redirect:
    """Names, claims and texts that have the words, each with its words."""
    with desk.open() as case:
        words = q.strip()
        has_letters = any(character.isalnum() for character in words)
        claims = case.search_claims(words, limit=_CLAIMS) if has_letters else []
        return show(
            "search.html",
            words=words,
            candidates=case.search_names(words, _NAMES) if words else [],
            claims=[(c, snippet, case.summary(c.document)) for c, snippet in claims],
            hits=list(case.search(words, limit=_TEXTS)) if has_letters else [],
            most_claims=_CLAIMS,
            most_hits=_TEXTS,
        )
