"""Certificates for the simulator's `--tls`, made anew at each start, good ones and those with a fault."""

import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

GOOD: Final = "good"
_HOSTS: Final = ("127.0.0.1", "localhost")


class NoTrustme(Exception):
    """The library that makes certificates isn't installed."""


class Certificates:
    """`ca_file`: what a client has to trust; it is gone after `close`. Raises NoTrustme."""

    def __init__(self) -> None:
        try:
            import trustme
        except ImportError:
            raise NoTrustme from None
        ours, nobodys = trustme.CA(), trustme.CA()
        yesterday = datetime.now(UTC) - timedelta(days=1)
        made = {
            GOOD: ours.issue_cert(*_HOSTS),
            "unknown-ca": nobodys.issue_cert(*_HOSTS),
            "expired": ours.issue_cert(*_HOSTS, not_after=yesterday),
            "wrong-host": ours.issue_cert("elsewhere.invalid"),
        }
        self._contexts = {name: _context() for name in made}
        for name, certificate in made.items():
            certificate.configure_cert(self._contexts[name])
        self._folder = TemporaryDirectory(prefix="wallboard-simulator-")
        self.ca_file = Path(self._folder.name) / "ca.pem"
        ours.cert_pem.write_to_path(self.ca_file)

    def context(self, which: Callable[[], str]) -> ssl.SSLContext:
        """Shows at each handshake the certificate that `which` names then."""
        context = self._contexts[GOOD]

        def choose(shaking: ssl.SSLObject | ssl.SSLSocket, _host: str | None, _: ssl.SSLContext) -> None:
            shaking.context = self._contexts[which()]

        context.sni_callback = choose
        return context

    def close(self) -> None:
        self._folder.cleanup()


def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.num_tickets = 0  # a resumed session would bring back the certificate of before
    return context
