"""What the board says about itself: the words of the link, and the banner over figures that are old."""

from typing import Final

from wallboard.board import words
from wallboard.board.formats import Place, duration, time_of_day
from wallboard.board.views import BannerView, Freshness, Level
from wallboard.feed import LinkState, Moment, Phase

UNTROUBLED: Final = frozenset({Phase.SIGN_IN, Phase.LOOK_UP, Phase.CLAIM, Phase.SUBSCRIBE, Phase.LIVE})
"""Getting figures, or on the way to them: what went wrong before is not told any more."""

STUCK: Final = frozenset({Phase.REFUSED, Phase.IN_USE, Phase.NO_SLOT, Phase.REJECTED, Phase.CLOSED})
"""Said at once, however fresh the figures are: no retry of ours mends it soon."""

A_HICCUP: Final = 2
"""Failed requests in a row from which it is no hiccup any more."""

RETRYING: Final = frozenset({Phase.WAIT, Phase.REFUSED, Phase.IN_USE, Phase.NO_SLOT})
"""A request follows by itself, sooner or later."""


def link_is_up(fresh: Freshness, link: LinkState) -> bool:
    """Whether the sign is the full one: figures are live, and no more than a hiccup is in the way."""
    return fresh.level is Level.LIVE and not _is_said(link)


def _is_said(link: LinkState) -> bool:
    """Whether a trouble is said while figures are live: a hiccup of one request is not (DESIGN section 7)."""
    return link.phase in STUCK or (link.phase is Phase.WAIT and link.tries >= A_HICCUP)


def link_words(
    fresh: Freshness,
    link: LinkState,
    newest: Moment | None,
    now: Moment,
    place: Place,
    *,
    still: bool,
    frozen: bool,
) -> str:
    """The status line's words: the age first while no banner tells it, else the trouble.

    `fresh` is of the newest figures; `still`: answers come, but what must move in them doesn't; `frozen`
    says that the picture shows older ones.
    """
    match fresh.level:
        case Level.LIVE:
            said = trouble(link) if _is_said(link) else ""
            return words.link_age(Level.LIVE, fresh.age, said, behind=frozen)
        case Level.LATE:
            stands = words.STANDING_STILL if still else ""
            said = stands if link.phase is Phase.LIVE else trouble(link)
            return words.link_age(Level.LATE, fresh.age, said, behind=frozen)
        case Level.WAITING if link.phase is Phase.LIVE:
            return words.link_waiting(fresh.age)
        case Level.LOST if newest is not None and link.phase in (Phase.WAIT, Phase.LIVE):
            return words.link_lost(trouble(link), time_of_day(newest.wall, place, seconds=True))
        case _:
            return words.link_trouble(trouble(link), next_words(link, now))


def trouble(link: LinkState) -> str:
    """What is the matter with the link, in a few words."""
    if link.reason is None or link.phase in UNTROUBLED:
        return words.PHASES[link.phase]
    return words.short(link.reason)


def next_words(link: LinkState, now: Moment) -> str:
    """When the link tries again; empty where it doesn't by itself."""
    if link.phase not in RETRYING:
        return ""
    # Without a time the request is on its way.
    wait_s = 0.0 if link.next_at is None else link.next_at - now.at
    return words.next_try(wait_s, "look" if link.phase is Phase.IN_USE else "try")


def banner(
    fresh: Freshness, link: LinkState, newest: Moment | None, now: Moment, place: Place, *, still: bool
) -> BannerView | None:
    """What must be said over the whole width; None while figures are live, late or being fetched."""
    if newest is None:
        return _never_any(fresh, link)
    if not fresh.level.is_old:
        return None
    happened = _happened(link, words.not_moved_since(time_of_day(newest.wall, place)) if still else "")
    return BannerView(
        level=fresh.level,
        headline=words.not_live_since(time_of_day(newest.wall, place, seconds=True)),
        facts=_facts(fresh, link, happened),
        sentences=(_reason_sentence(link, now, happened), words.do_not_act(fresh.age_s)),
        age=duration(fresh.age_s),
        asks=link.phase in STUCK and link.reason is not None,
    )


def _never_any(fresh: Freshness, link: LinkState) -> BannerView | None:
    if link.reason is None or link.phase in UNTROUBLED:
        return None
    facts = (words.happened(link.reason), words.to_do(link.reason))
    sentences = (words.sentence(link.reason),)
    return BannerView(fresh.level, words.NO_FIGURES_YET, facts, sentences, duration(fresh.age_s), asks=True)


def _facts(fresh: Freshness, link: LinkState, happened: str) -> tuple[str, ...]:
    old = words.seconds_old(fresh.age)
    if link.phase in STUCK and link.reason is not None:
        return (old, words.happened(link.reason), words.to_do(link.reason))
    return (old, happened, words.LAST_ONES)


def _reason_sentence(link: LinkState, now: Moment, happened: str) -> str:
    if link.phase in STUCK and link.reason is not None:
        return words.sentence(link.reason)
    return words.still_trying(happened, link.tries, next_words(link, now))


def _happened(link: LinkState, still: str) -> str:
    if link.phase is Phase.LIVE:
        return still or words.NO_NEW_FIGURES
    return words.PHASES[link.phase] if link.reason is None else words.happened(link.reason)
