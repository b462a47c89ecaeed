"""API_KEYS and what goes with it, as it is written and as it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.configuration.named import keys_by_name, page_origins
from services.errors import ConfigurationError
from services.settings import idle_settings, read_settings

SITE, OTHER = "jK83hfH72hfbvkQPzz12", "OIYU786hjgKJHkjh87HJ"


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("API_KEYS", "API_KEY_QUOTAS", "API_KEY_ORIGINS"):
        monkeypatch.delenv(name, raising=False)


def test_keys_are_read_by_name_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_KEYS", f"site:{SITE}, other:{OTHER}")
    monkeypatch.setenv("API_KEY_QUOTAS", "site=50,other=9")
    monkeypatch.setenv(
        "API_KEY_ORIGINS", "site=HTTPS://A.example/,site=https://b.example"
    )
    settings = read_settings()
    assert keys_by_name(settings.api_keys) == {"site": SITE, "other": OTHER}
    assert SITE not in repr(settings)
    found = page_origins(("https://c.example",), settings.api_key_origins)
    assert found == ("https://c.example", "https://a.example", "https://b.example")
    assert idle_settings(settings) == {}


@pytest.mark.parametrize(
    "written",
    [
        SITE,
        f":{SITE}",
        f"a name:{SITE}",
        "site:",
        "site:short",
        "site:passwordpassword",
        f"site:{SITE} {SITE}",
        f"site:{SITE}é",
        f"site:{SITE},site:{OTHER}",
        f"site:{SITE},other:{SITE}",
    ],
)
def test_a_wrong_key_is_refused_without_being_told(
    written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("API_KEYS", written)
    with pytest.raises(ConfigurationError, match=r"^API_KEYS: ") as refused:
        read_settings()
    assert SITE not in refused.value.message


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("API_KEY_QUOTAS", "site"),
        ("API_KEY_QUOTAS", "site=0"),
        ("API_KEY_QUOTAS", "site=-5"),
        ("API_KEY_QUOTAS", "site=100001"),
        ("API_KEY_QUOTAS", "site=many"),
        ("API_KEY_QUOTAS", "nobody=5"),
        ("API_KEY_ORIGINS", "site"),
        ("API_KEY_ORIGINS", "site=*"),
        ("API_KEY_ORIGINS", "site=somewhere"),
        ("API_KEY_ORIGINS", "nobody=https://a.example"),
    ],
)
def test_a_wrong_quota_or_origin_is_refused_by_its_name(
    name: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("API_KEYS", f"site:{SITE}")
    monkeypatch.setenv(name, written)
    with pytest.raises(ConfigurationError, match=rf"^{name}: "):
        read_settings()


def test_a_quota_without_keys_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_KEY_QUOTAS", "site=5")
    assert idle_settings(read_settings()) == {"API_KEY_QUOTAS": "API_KEYS"}
