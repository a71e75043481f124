"""Settings: option > environment > `config.toml` > default; where files of ours live.

A new setting: one field here and, where it is wanted on the command line, one option in
`cli/options.py`.
"""

import os
import tomllib
import warnings
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from functools import cache, partial
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from platformdirs import PlatformDirs
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails

_FOLDERS = PlatformDirs("wallboard", appauthor=False)


def config_file() -> Path:
    """Where settings are read from: `config.toml` in the platform's config folder."""
    return Path(_FOLDERS.user_config_path) / "config.toml"


def state_folder() -> Path:
    """Where what is to outlast the program stands."""
    return Path(_FOLDERS.user_state_path)


def log_file() -> Path:
    """Where the log goes unless it is sent elsewhere: the platform's state folder."""
    return state_folder() / "wallboard.log"


def runtime_folder() -> Path:
    """Where what lasts no longer than the computer's uptime stands: locks."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where the system names none, a folder of temporary files will do
        return Path(_FOLDERS.user_runtime_path)


class SettingsProblem(Exception):
    """A setting is missing or wrong; the text is the sentence for whoever set it."""


class EmptySecret(OSError):
    """A secret file holds nothing, perhaps because it is being written; met as a file that can't be read."""

    def __init__(self) -> None:
        super().__init__("it is empty")


def _from_file(path: Path, profile: str | None) -> dict[str, Any]:
    """Of `config.toml` the settings at its top, those of the `[profile.NAME]` table before them."""
    values = _read_config(path)
    profiles = _profiles(values.pop("profile", {}), path)
    if any("secret" in table for table in (values, *profiles.values())):
        raise SettingsProblem(
            f"{path} holds a secret. Move it to a file and set secret_file to that file's path."
        )
    if profile is None:
        return values
    if profile not in profiles:
        known = ", ".join(sorted(profiles)) or "none"
        raise SettingsProblem(f"{path} has no profile {profile!r}. It has: {known}.")
    return values | profiles[profile]


def _read_config(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsProblem(f"{path} can't be read: {error.strerror}.") from None
    except (ValueError, RecursionError) as error:  # no UTF-8, no TOML
        raise SettingsProblem(f"{path} can't be read: {error}. Correct it, or move it away.") from None


def _profiles(tables: object, path: Path) -> dict[str, dict[str, Any]]:
    if isinstance(tables, dict) and all(isinstance(table, dict) for table in tables.values()):
        return tables
    raise SettingsProblem(f"The setting profile in {path} is wrong: expected tables [profile.NAME].")


class Settings(BaseModel):
    """How to reach a server. `WALLBOARD_URL`, `WALLBOARD_USER` … in the environment."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str = ""
    tenant: str = ""
    user: str = ""
    secret: SecretStr | None = None
    secret_file: Path | None = None
    sign_in: Literal["oauth", "password"] = "oauth"
    ca_file: Path | None = None
    take_over: bool = False
    keep_figures: bool = True
    instance: str = Field(default="", description="this screen's name for other screens; default: the host's")

    @field_validator("url")
    @classmethod
    def _with_scheme(cls, url: str) -> str:
        """The client judges the address; here it only must be one that can be taken apart."""
        full = url if "//" in url or not url else f"https://{url}"
        urlsplit(full)
        return full

    @field_validator("secret_file", "ca_file")
    @classmethod
    def _at_home(cls, path: Path | None) -> Path | None:
        return path.expanduser() if path else None

    @property
    def tenant_or_host(self) -> str:
        return self.tenant or urlsplit(self.url).hostname or ""

    def secret_source(self, ask: Callable[[], str]) -> Callable[[], str]:
        """What gives the secret at each sign-in: the variable, the file, or the one answer of `ask`.

        The file is read anew each time; the source raises OSError or UnicodeError where it can't be.
        """
        if self.secret is not None:
            return self.secret.get_secret_value
        if self.secret_file is not None:
            return partial(_read_secret, self.secret_file)
        return cache(ask)


def _read_secret(path: Path) -> str:
    secret = path.read_text(encoding="utf-8").strip()
    if not secret:
        raise EmptySecret
    return secret


def load_settings(options: Mapping[str, Any], profile: str | None, path: Path | None = None) -> Settings:
    """The settings, each from the first place that has it; options that are None were not given.

    Raises SettingsProblem with a sentence that says what to set.
    """
    file = path or config_file()
    profile = profile or os.environ.get("WALLBOARD_PROFILE") or None
    given = {name: value for name, value in options.items() if value is not None}
    # An option goes before a variable, also where the one names a file and the other is the secret.
    hides_variable = {"secret": None} if "secret_file" in given else {}
    try:
        settings = Settings(**_from_file(file, profile) | _from_environment() | given | hides_variable)
    except ValidationError as error:
        problems = error.errors(include_input=False, include_url=False)
        raise SettingsProblem("\n".join(_sentence(one, given, file) for one in problems)) from None
    if missing := [name for name in ("url", "user") if not getattr(settings, name)]:
        raise SettingsProblem(
            "\n".join(
                f"No {name} is set. Give --{name}, {_variable(name)}, or {name} in {file}."
                for name in missing
            )
        )
    return settings


def _from_environment() -> dict[str, Any]:
    """The settings of variables that are set to something."""
    variables = {name: os.environ.get(_variable(name)) for name in Settings.model_fields}
    return {name: text for name, text in variables.items() if text}


def _variable(name: str) -> str:
    return f"WALLBOARD_{name.upper()}"


def origins(options: Mapping[str, Any], profile: str | None, path: Path | None = None) -> dict[str, str]:
    """Where each setting that is set comes from, in words; what isn't here is the default."""
    file = path or config_file()
    profile = profile or os.environ.get("WALLBOARD_PROFILE") or None
    values = _read_config(file)
    profiles = _profiles(values.pop("profile", {}), file)
    found: dict[str, str] = {}
    for name in Settings.model_fields:
        if options.get(name) is not None:
            found[name] = f"the option --{name.replace('_', '-')}"
        elif os.environ.get(_variable(name)):
            found[name] = _variable(name)
        elif profile is not None and name in profiles.get(profile, {}):
            found[name] = f"[profile.{profile}] in {file}"
        elif name in values:
            found[name] = str(file)
    return found


_EXPECTED: Final[Mapping[str, str]] = {
    "string_type": "expected a text in quotes",
    "path_type": "expected a path in quotes",
    "bool_type": "expected true or false",
    "bool_parsing": "expected true or false",
    "literal_error": "expected {expected}",
}
"""By pydantic's error type; in braces what pydantic gives with it."""


def _sentence(problem: ErrorDetails, given: Collection[str], file: Path) -> str:
    """One mistake: where the setting stands, and what was expected there."""
    name = str(problem["loc"][0])
    if problem["type"] == "extra_forbidden":
        known = sorted({*Settings.model_fields, "profile"} - {"secret"})
        near = get_close_matches(name, known, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"It knows: {', '.join(known)}."
        return f"{file} has a setting {name!r} that wallboard doesn't know. {hint}"
    variable = _variable(name)
    if name in given:
        where = f"The option --{name.replace('_', '-')}"
    elif os.environ.get(variable):
        where = f"The variable {variable}"
    else:
        where = f"The setting {name} in {file}"
    expected = _EXPECTED.get(problem["type"], problem["msg"].removeprefix("Value error, "))
    return f"{where} is wrong: {expected.format_map(problem.get('ctx', {}))}."
