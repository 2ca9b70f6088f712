"""Keys: from the environment, by channel, and never shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fondaco.errors import SettingsError
from fondaco.settings import decode_section, load_settings
from fondaco_stripe.diagnoses import diagnoses
from fondaco_stripe.settings import StripeAccount, StripeSettings

SECRET = "sk_live_0123456789"


def made(**data: Any) -> StripeSettings:
    return decode_section(data, StripeSettings, source="fondaco.toml")


def test_keys_come_from_the_environment(tmp_path: Path) -> None:
    (tmp_path / "fondaco.toml").write_text("")
    settings = load_settings(
        tmp_path / "fondaco.toml",
        {
            "FONDACO_PLUGINS__STRIPE__SECRET_KEY": SECRET,
            "FONDACO_PLUGINS__STRIPE__CHANNELS__US__SECRET_KEY": "sk_live_us",
        },
    )
    found = decode_section(settings.plugins["stripe"], StripeSettings, source="environment")
    assert found.account("default").secret_key == SECRET
    assert found.account("us").secret_key == "sk_live_us"


def test_a_settings_object_never_shows_its_secrets() -> None:
    settings = made(
        secret_key=SECRET,
        publishable_key="pk_live_1",
        webhook_secret="whsec_hidden",
        channels={"us": {"secret_key": "sk_live_other"}},
    )
    shown = (
        f"{settings!r} {settings} {settings.own!r} {list(settings.accounts())!r} {[StripeAccount(secret_key=SECRET)]}"
    )
    assert "pk_live_1" in shown
    assert not [secret for secret in (SECRET, "whsec_hidden", "sk_live_other") if secret in shown]


@pytest.mark.parametrize(
    "data",
    [
        {"secret_key": "pk_live_wrong_way_round"},
        {"publishable_key": SECRET},
        {"webhook_secret": SECRET},
        {"secret_key": "sk_test_1", "publishable_key": "pk_live_1"},
        {"channels": {"us": {"publishable_key": SECRET}}},
        {"timeout_seconds": 0},
        {"retries": 9},
        {"payment_method_types": []},
        {"api_url": "http://stripe.example"},
    ],
    ids="-".join,
)
def test_wrong_settings_are_refused_without_saying_the_key(data: dict[str, Any]) -> None:
    with pytest.raises(SettingsError) as caught:
        made(**data)
    assert SECRET not in str(caught.value)
    assert "wrong_way_round" not in str(caught.value)


def test_doctor_warns_of_test_keys_and_of_missing_ones() -> None:
    assert diagnoses(made()) == []
    complete = {"secret_key": SECRET, "publishable_key": "pk_live_1", "webhook_secret": "whsec_1"}
    assert diagnoses(made(**complete)) == []
    found = diagnoses(made(**complete, channels={"us": {"secret_key": "rk_test_1"}}))
    assert [(one.topic, one.status) for one in found] == [
        ("stripe", "warning"),
        ("stripe", "problem"),
        ("stripe", "warning"),
    ]
    assert all("us" in one.message for one in found)
    assert "rk_test_1" not in repr(found)
