"""App ids of ours, and whose the login's subscription is (DESIGN section 10).

An app id is `<prefix>.<part>`. The prefix names the screen, so that a left-over of ours is
told from another screen's subscription: `wb.<host>.<layout>`, or `wb.<instance>.-` where the
settings name the instance, whatever it shows. Screens that share a host name ("localhost")
need instance names, or each takes the other for its left-over.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

PROGRAM: Final = "wb"
"""The first word of every app id of ours, and the whole prefix where no screen is meant (`explain`)."""

_ANY_LAYOUT: Final = "-"
_OURS: Final = re.compile(r"wb\.([a-z0-9-]{1,60})\.([a-z0-9-]{1,60})\..+")
_LONGEST: Final = 60


class Whose(Enum):
    """Who holds the login's subscription."""

    NOBODY = "nobody"
    OURS = "ours"
    SCREEN = "another screen"
    PROGRAM = "another program"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose it is; `screen` is the other screen's name ("kiosk-2 / lobby"), else empty."""

    whose: Whose
    screen: str = ""


def prefix(instance: str | None, host: str, layout: str) -> str:
    """The beginning of this screen's app ids, without the dot that ends it."""
    if instance:
        return f"{PROGRAM}.{_slug(instance)}.{_ANY_LAYOUT}"
    return f"{PROGRAM}.{_slug(host)}.{_slug(layout)}"


def holder(app_ids: Iterable[str], prefix: str) -> Holder:
    """Whose these app ids of an answer are, for the screen with this prefix.

    `Answer.foreign` will do for `app_ids`: NOBODY then means that there are none but those of
    our own subscription. One id that is not ours is enough to make them another's, since what
    we would delete is theirs.
    """
    ids = tuple(app_ids)
    others = [app_id for app_id in ids if not app_id.startswith(f"{prefix}.")]
    if not others:
        return Holder(Whose.OURS if ids else Whose.NOBODY)
    for app_id in others:
        if found := _OURS.fullmatch(app_id):
            host, layout = found.groups()
            return Holder(Whose.SCREEN, host if layout == _ANY_LAYOUT else f"{host} / {layout}")
    return Holder(Whose.PROGRAM)


def _slug(name: str) -> str:
    """`name` in `a-z0-9-`; a digest tells names apart that lost letters or length on the way."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    slug = re.sub(r"[^a-z0-9]+", "-", letters.encode("ascii", "ignore").decode()).strip("-")
    lost = any(char.isalnum() and not char.isascii() for char in letters)
    if slug and not lost and len(slug) <= _LONGEST:
        return slug
    digest = hashlib.blake2s(name.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return f"{slug[: _LONGEST - len(digest) - 1].strip('-')}-{digest}".strip("-")
