"""What ``fondaco doctor`` says of the keys; never a key itself."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.diagnosis import Diagnosis

from fondaco_wechatpay.settings import WechatPaySettings

__all__ = ["diagnoses"]


def diagnoses(settings: WechatPaySettings) -> Sequence[Diagnosis]:
    """Returns what there is to say of each merchant; nothing where there is none."""
    found = []
    for slug, account in settings.accounts():
        where = f"channel {slug}" if slug else "all channels"
        if not account.complete:
            variable = "FONDACO_PLUGINS__WECHATPAY__" + (f"CHANNELS__{slug.upper()}__" if slug else "ACCOUNT__")
            message = f"{where}: appid, serial_no or a key is missing, so WeChat Pay is not offered"
            cure = f"Set {variable}PRIVATE_KEY and API_V3_KEY, and the others in [plugins.wechatpay]."
            found.append(Diagnosis("wechatpay", "problem", message, cure))
    return found
