"""What ``fondaco doctor`` says of the keys; never a key itself."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.diagnosis import Diagnosis

from fondaco_alipay.settings import AlipaySettings

__all__ = ["diagnoses"]


def diagnoses(settings: AlipaySettings) -> Sequence[Diagnosis]:
    """Returns what there is to say of each application; nothing where there is none."""
    found = []
    for slug, account in settings.accounts():
        where = f"channel {slug}" if slug else "all channels"
        variable = "FONDACO_PLUGINS__ALIPAY__" + (f"CHANNELS__{slug.upper()}__" if slug else "")
        if not account.complete:
            message = f"{where}: a key is missing, so Alipay is not offered"
            cure = f"Set {variable}PRIVATE_KEY and alipay_public_key."
            found.append(Diagnosis("alipay", "problem", message, cure))
    if found or not any(account.complete for _, account in settings.accounts()):
        return found
    if settings.sandbox:
        cure = "Before you sell: leave gateway out of [plugins.alipay]."
        found.append(Diagnosis("alipay", "warning", "payments go to Alipay's sandbox, so no money moves", cure))
    return found
