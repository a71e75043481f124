"""Who may ask: the API user, his session by password, his token by secret (API.md, section 1).

Two ways beside each other: a session has one holder (the newest sign-in), a token is handed out
again with the time it has left.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from wallboard.simulator.options import Options


@dataclass(slots=True)
class Session:
    user: str
    tenant: str
    token: str
    used: float

    def cookies(self) -> dict[str, str]:
        """The three cookies of API.md, section 1a; values that a cookie can't hold are quoted."""
        return {
            "X-STATSAPI-TOKEN": self.token,
            "X-STATSAPI-TENANT": quote(self.tenant, safe=":"),
            "X-STATSAPI-LOGIN": quote(self.user, safe="@"),
        }


@dataclass(frozen=True, slots=True)
class Token:
    user: str
    text: str
    ends: float


class Accounts:
    """Sessions and tokens of the users; `clock` gives seconds."""

    def __init__(self, options: Options, guid: Callable[[], str], clock: Callable[[], float]) -> None:
        self._options = options
        self._guid = guid
        self._clock = clock
        self._sessions: dict[str, Session] = {}
        self._tokens: dict[str, Token] = {}
        self.admin_id = guid()

    def by_password(self, tenant: str, user: str, password: str) -> Session | None:
        """A new session; the one this user had is over."""
        if not self._knows(tenant, user, password, self._options.password):
            return None
        session = self._sessions[user] = Session(user, tenant, self._guid(), self._clock())
        return session

    def by_secret(self, tenant: str, user: str, secret: str) -> tuple[Token, float] | None:
        """The user's token and the seconds it has left: the present one until its end."""
        if not self._knows(tenant, user, secret, self._options.secret):
            return None
        now = self._clock()
        token = self._tokens.get(user)
        if token is None or token.ends <= now:
            token = Token(user, secrets.token_hex(32).upper(), now + self._options.token_life_s)
            self._tokens[user] = token
        return token, token.ends - now

    def user_of(self, authorization: str, cookies: Mapping[str, str]) -> str | None:
        """Who asks, by `Authorization: Bearer <token>`, `Authorization: <session>` or the cookies."""
        word, _, rest = authorization.partition(" ")
        if word.lower() == "bearer" and rest:
            return self._user_of_token(rest.strip())
        if authorization:
            return self._user_of_session(authorization, {})
        text = cookies.get("X-STATSAPI-TOKEN") or cookies.get("X-BP-SESSION-ID", "")
        return self._user_of_session(text, cookies)

    def sign_out(self, user: str) -> None:
        self._sessions.pop(user, None)
        self._tokens.pop(user, None)

    def end_session(self, user: str) -> None:
        """`DELETE /statsapi/auth`: the session only; a token lives to its end."""
        self._sessions.pop(user, None)

    def _knows(self, tenant: str, user: str, given: str, right: str) -> bool:
        return self._options.tenant in ("", tenant) and (user, given) == (self._options.user, right)

    def _user_of_token(self, text: str) -> str | None:
        now = self._clock()
        return next((t.user for t in self._tokens.values() if t.text == text and t.ends > now), None)

    def _user_of_session(self, text: str, cookies: Mapping[str, str]) -> str | None:
        """Other cookies of ours that came along must fit; each use renews the session."""
        now = self._clock()
        for session in self._sessions.values():
            fits = all(cookies.get(name, value) == value for name, value in session.cookies().items())
            if session.token == text and fits and now - session.used < self._options.session_idle_s:
                session.used = now
                return session.user
        return None
