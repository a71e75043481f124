"""Settings: option > variable > `config.toml` > default, and the sentences where one is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from wallboard import assembly
from wallboard.settings import EmptySecret, Settings, SettingsProblem, load_settings, origins

GOOD = {"url": "https://stats.example.test", "user": "stats.user"}


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"WALLBOARD_{name.upper()}", raising=False)
    monkeypatch.delenv("WALLBOARD_PROFILE", raising=False)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def problem(config: Path, profile: str | None = None, **options: object) -> str:
    """What the person reads; every sentence of it ends."""
    with pytest.raises(SettingsProblem) as caught:
        load_settings(options, profile, config)
    text = str(caught.value)
    assert all(line.endswith((".", "?")) for line in text.splitlines())
    return text


def nobody() -> str:
    raise AssertionError("nobody is to be asked")


# Which place goes first


@pytest.mark.parametrize(
    ("places", "user"),
    [
        pytest.param({"option", "variable", "profile", "file"}, "option", id="an option goes before all"),
        pytest.param({"variable", "profile", "file"}, "variable", id="a variable before the file"),
        pytest.param({"profile", "file"}, "profile", id="a profile before the top of the file"),
        pytest.param({"file"}, "file", id="the file where there is nothing else"),
    ],
)
def test_a_setting_comes_from_the_first_place_that_has_it(
    places: set[str], user: str, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = 'user = "file"\n' if "file" in places else ""
    profile = 'user = "profile"\n' if "profile" in places else ""
    config.write_text(f'url = "https://example.test"\n{top}[profile.night]\n{profile}')
    if "variable" in places:
        monkeypatch.setenv("WALLBOARD_USER", "variable")
    options = {"user": "option" if "option" in places else None}
    assert load_settings(options, "night", config).user == user


def test_without_a_file_the_defaults_are_these(config: Path) -> None:
    settings = load_settings(GOOD, None, config)
    assert settings.sign_in == "oauth"
    assert settings.tenant_or_host == "stats.example.test"
    assert not settings.take_over
    assert (settings.ca_file, settings.secret_file, settings.secret) == (None, None, None)


def test_an_empty_variable_is_not_set(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text('tenant = "example"')
    monkeypatch.setenv("WALLBOARD_TENANT", "")
    assert load_settings(GOOD, None, config).tenant == "example"


def test_a_variable_names_the_profile(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text('[profile.a]\ntenant = "a"\n[profile.b]\ntenant = "b"\n')
    monkeypatch.setenv("WALLBOARD_PROFILE", "a")
    assert load_settings(GOOD, None, config).tenant == "a"
    assert load_settings(GOOD, "b", config).tenant == "b"


@pytest.mark.parametrize("name", sorted(set(Settings.model_fields) - {"secret", "secret_file", "ca_file"}))
def test_each_setting_has_its_variable(name: str, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for setting, value in GOOD.items():
        monkeypatch.setenv(f"WALLBOARD_{setting.upper()}", value)
    special = {
        "sign_in": "password",
        "take_over": "true",
        "keep_figures": "false",
        "url": "https://other.test",
    }
    value = special.get(name, "x")
    monkeypatch.setenv(f"WALLBOARD_{name.upper()}", value)
    assert str(getattr(load_settings({}, None, config), name)).lower() == value


# Addresses


@pytest.mark.parametrize(
    ("url", "tenant"),
    [
        ("https://Stats.Example.test", "stats.example.test"),
        ("stats.example.test", "stats.example.test"),
        ("https://stats.example.test:8443/", "stats.example.test"),
        ("http://127.0.0.1:8080", "127.0.0.1"),
        ("http://[::1]:8080", "::1"),
    ],
)
def test_the_tenant_is_the_host_of_the_url(url: str, tenant: str, config: Path) -> None:
    settings = load_settings(GOOD | {"url": url, "secret_file": None}, None, config)
    assert settings.tenant_or_host == tenant
    assembly.connect(settings, lambda: "s")


@pytest.mark.parametrize(
    "url",
    [
        "http://stats.example.test",
        "http://127.example.test",
        "http://localhost.example.test",
        "ftp://stats.example.test",
        "https://",
        "https://stats.example.test/wallboard",
        "https://me:hidden@stats.example.test",
        "https://stats.example.test:port",
    ],
)
def test_an_unusable_address_is_said_before_anybody_is_asked(url: str, config: Path) -> None:
    settings = load_settings(GOOD | {"url": url}, None, config)
    with pytest.raises(SettingsProblem, match=r"^The setting url is wrong: .*\.$") as caught:
        assembly.connect(settings, nobody)
    assert "hidden" not in str(caught.value)
    assert url.startswith("http://") == ("use https://" in str(caught.value))


def test_what_can_not_be_taken_apart_is_no_address(config: Path) -> None:
    assert problem(config, **GOOD | {"url": "https://[::1"}).startswith("The option --url is wrong: ")


# The secret


def secret_of(config: Path, ask: Callable[[], str] = nobody, **options: object) -> str:
    return load_settings(GOOD | options, None, config).secret_source(ask)()


def test_the_secret_comes_from_the_variable(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALLBOARD_SECRET", "of the variable")
    (config.parent / "secret").write_text("of the file\n")
    config.write_text(f'secret_file = "{config.parent / "secret"}"')
    assert secret_of(config) == "of the variable"


def test_a_file_named_by_option_goes_before_the_variable(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WALLBOARD_SECRET", "of the variable")
    (config.parent / "secret").write_text("of the file\n")
    assert secret_of(config, secret_file=config.parent / "secret") == "of the file"


def test_the_file_is_read_anew_each_time(config: Path) -> None:
    file = config.parent / "secret"
    file.write_text("old\n")
    secret = load_settings(GOOD | {"secret_file": file}, None, config).secret_source(nobody)
    assert secret() == "old"
    file.write_text("new\n")
    assert secret() == "new"
    file.write_text("\n")
    with pytest.raises(EmptySecret):
        secret()


def test_a_file_may_stand_in_the_home_folder(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(config.parent))
    (config.parent / "secret").write_text("at home")
    assert secret_of(config, secret_file="~/secret") == "at home"


def test_the_person_is_asked_once(config: Path) -> None:
    answers = iter(["typed"])
    secret = load_settings(GOOD, None, config).secret_source(lambda: next(answers))
    assert [secret(), secret()] == ["typed", "typed"]


def test_no_secret_is_in_a_repr(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALLBOARD_SECRET", "hidden")
    settings = load_settings(GOOD, None, config)
    assert "hidden" not in f"{settings!r} {settings} {assembly.connect(settings, nobody)!r}"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(None, "No such file or directory", id="missing"),
        pytest.param(b" \n", "it is empty", id="empty"),
        pytest.param(b"\xff\xfe", "can't decode", id="not UTF-8"),
    ],
)
def test_a_secret_file_without_a_secret_is_told(content: bytes | None, reason: str, config: Path) -> None:
    file = config.parent / "secret"
    if content is not None:
        file.write_bytes(content)
    settings = load_settings(GOOD | {"secret_file": file}, None, config)
    with pytest.raises(SettingsProblem) as caught:
        assembly.connect(settings, nobody)
    assert str(caught.value).startswith(f"{file} gives no secret: ")
    assert reason in str(caught.value)
    assert str(caught.value).endswith(". Write the secret into that file.")


def test_a_folder_is_no_secret(config: Path) -> None:
    settings = load_settings(GOOD | {"secret_file": config.parent}, None, config)
    with pytest.raises(SettingsProblem, match="Is a directory"):
        assembly.connect(settings, nobody)


@pytest.mark.parametrize("where", ["", "[profile.a]\n"], ids=["at the top", "in a profile"])
def test_a_secret_in_the_file_is_refused_whichever_profile_is_used(where: str, config: Path) -> None:
    config.write_text(f'{where}secret = "hidden"')
    assert problem(config, **GOOD) == (
        f"{config} holds a secret. Move it to a file and set secret_file to that file's path."
    )


# Mistakes


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("url = 3", "The setting url in {file} is wrong: expected a text in quotes."),
        ('take_over = "perhaps"', "The setting take_over in {file} is wrong: expected true or false."),
        ('sign_in = "saml"', "The setting sign_in in {file} is wrong: expected 'oauth' or 'password'."),
        ("ca_file = 3", "The setting ca_file in {file} is wrong: expected a path in quotes."),
        ("profile = 3", "The setting profile in {file} is wrong: expected tables [profile.NAME]."),
        ("profile.a = 3", "The setting profile in {file} is wrong: expected tables [profile.NAME]."),
        ('usr = "x"', "{file} has a setting 'usr' that wallboard doesn't know. Did you mean user?"),
        ("[profil.a]", "{file} has a setting 'profil' that wallboard doesn't know. Did you mean profile?"),
        (
            'wibble = "x"',
            "{file} has a setting 'wibble' that wallboard doesn't know. It knows: "
            "ca_file, instance, keep_figures, profile, secret_file, sign_in, take_over, tenant, url, user.",
        ),
    ],
)
def test_a_wrong_line_of_the_file_is_told_with_file_and_key(
    content: str, sentence: str, config: Path
) -> None:
    config.write_text(content)
    # An option would hide the file's.
    assert problem(config) == sentence.format(file=config)


def test_a_wrong_variable_is_told_by_its_name(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WALLBOARD_SIGN_IN", "saml")
    assert problem(config, **GOOD) == (
        "The variable WALLBOARD_SIGN_IN is wrong: expected 'oauth' or 'password'."
    )


def test_all_mistakes_are_told_at_once(config: Path) -> None:
    config.write_text("url = 3\nuser = 4\n")
    assert len(problem(config).splitlines()) == 2


def test_what_is_missing_is_told_with_all_its_places(config: Path) -> None:
    assert problem(config) == (
        f"No url is set. Give --url, WALLBOARD_URL, or url in {config}.\n"
        f"No user is set. Give --user, WALLBOARD_USER, or user in {config}."
    )


def test_an_unknown_profile_is_told_with_those_there_are(config: Path) -> None:
    config.write_text("[profile.b]\n[profile.a]\n")
    assert problem(config, "c", **GOOD) == f"{config} has no profile 'c'. It has: a, b."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"url = \n", "line 1", id="no TOML"),
        pytest.param(b"\xff", "can't decode", id="not UTF-8"),
        pytest.param(b"a = " + b"[" * 5000, "", id="nested too deeply"),
    ],
)
def test_a_file_that_can_not_be_read_is_told(content: bytes, reason: str, config: Path) -> None:
    config.write_bytes(content)
    text = problem(config, **GOOD)
    assert text.startswith(f"{config} can't be read: ")
    assert reason in text


def test_a_folder_in_the_files_place_is_told(config: Path) -> None:
    config.mkdir()
    assert problem(config, **GOOD) == f"{config} can't be read: Is a directory."


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "No such file"), ("nothing", "no certificate")],
    ids=["missing", "other"],
)
def test_a_file_without_certificates_is_told(content: str | None, reason: str, config: Path) -> None:
    file = config.parent / "ca.pem"
    if content is not None:
        file.write_text(content)
    settings = load_settings(GOOD | {"ca_file": file}, None, config)
    with pytest.raises(SettingsProblem, match=reason) as caught:
        assembly.connect(settings, nobody)
    assert str(file) in str(caught.value)


def test_where_each_setting_came_from_is_told(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text('tenant = "t"\ninstance = "i"\n[profile.a]\ntenant = "a"\n')
    monkeypatch.setenv("WALLBOARD_USER", "stats.user")
    assert origins({"url": "https://x.test", "user": None}, "a", config) == {
        "url": "the option --url",
        "tenant": f"[profile.a] in {config}",
        "user": "WALLBOARD_USER",
        "instance": str(config),
    }
