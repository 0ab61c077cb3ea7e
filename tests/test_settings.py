import pytest

from service.settings import Settings, SettingsError, read_settings


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
    [("PORT", "http"), ("PORT", "70000"), ("PORT", "-1"), ("WORKERS", "0"), ("WORKERS", "many"), ("HOST", "")],
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
