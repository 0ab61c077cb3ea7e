import pytest

from tests.conftest import ROOT
from transcogage.settings import Settings, SettingsError, read_settings, settings_table


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"TRANSCOGAGE_{name.upper()}", raising=False)


def test_by_default_only_this_machine_is_served() -> None:
    settings = read_settings()
    assert (settings.host, settings.port, settings.workers) == ("127.0.0.1", 8000, 1)
    assert str(settings.database) == "data/cog.duckdb"


def test_what_is_given_wins_over_the_environment_and_none_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSCOGAGE_PORT", "8080")
    monkeypatch.setenv("TRANSCOGAGE_DATABASE", "elsewhere.duckdb")
    assert read_settings(port=None).port == 8080
    assert read_settings(port=9090).port == 9090
    assert str(read_settings().database) == "elsewhere.duckdb"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("WORKERS", "0"),
        ("WORKERS", "many"),
        ("HOST", ""),
        ("TRUSTED_PROXIES", "proxy.example.fr"),
        ("TRUSTED_PROXIES", "10.0.0.1, *"),
        ("TRUSTED_PROXIES", "10.0.0.1/8"),
        ("RATE_LIMIT", "-1"),
        ("MAX_BODY_SIZE", "1 Mo"),
        ("STOP_DELAY", "-0.5"),
        ("STOP_GRACE", "0"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"TRANSCOGAGE_{name}", value)
    with pytest.raises(SettingsError, match=f"^TRANSCOGAGE_{name} : .*Attendu : .*[.]$"):
        read_settings()


def test_every_bad_value_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSCOGAGE_PORT", "http")
    monkeypatch.setenv("TRANSCOGAGE_WORKERS", "0")
    with pytest.raises(SettingsError) as error:
        read_settings()
    assert [line.split()[0] for line in str(error.value).splitlines()] == ["TRANSCOGAGE_PORT", "TRANSCOGAGE_WORKERS"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", ()),
        ("10.0.0.1", ("10.0.0.1",)),
        (" 10.0.0.0/8 ,2001:db8::/32,", ("10.0.0.0/8", "2001:db8::/32")),
    ],
)
def test_trusted_proxies_are_addresses_and_networks(
    monkeypatch: pytest.MonkeyPatch, written: str, read: tuple[str, ...]
) -> None:
    monkeypatch.setenv("TRANSCOGAGE_TRUSTED_PROXIES", written)
    assert read_settings().trusted_proxies == read


def test_the_documented_table_is_that_of_the_code() -> None:
    documented = (ROOT / "docs" / "reglages.md").read_text(encoding="utf-8")
    assert documented == settings_table(), "run: make reglages"
    for name in Settings.model_fields:
        assert f"`TRANSCOGAGE_{name.upper()}`" in documented
