"""Asking WeChat Pay: signed, with a time-out, and believing no answer whose signature is wrong."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import httpx
import msgspec
import structlog
from cryptography.hazmat.primitives.asymmetric import rsa
from fondaco import clock
from fondaco.payments import GatewayRefusedError, GatewayUncertainError

from fondaco_wechatpay.settings import WechatPayAccount, WechatPaySettings
from fondaco_wechatpay.signing import certificate_key, decrypt, private_key, public_key, sign, verify

__all__ = ["Signature", "WechatPayClient"]

TOLERANCE_SECONDS = 300
CERTIFICATES = "/v3/certificates"
_UNCERTAIN_CODES = frozenset({"SYSTEM_ERROR", "SYSTEMERROR", "BANKERROR", "BIZERR_NEED_RETRY", "FREQUENCY_LIMITED"})
_UNCERTAIN_STATUS = frozenset({401, 429})
"""Wrong keys and too many requests: nothing was done, and it will be when the same is asked again."""

log = structlog.get_logger("fondaco.wechatpay")


class Signature(msgspec.Struct, frozen=True):
    """How an answer or a message is signed."""

    serial: str
    signature: str
    timestamp: str
    nonce: str

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> Signature:
        """Reads the headers, whose names are in lower case."""
        names = ("serial", "signature", "timestamp", "nonce")
        return cls(*(headers.get(f"wechatpay-{name}", "") for name in names))

    @property
    def young(self) -> bool:
        """Whether it was made within five minutes."""
        given = self.timestamp
        if not (given.isascii() and given.isdigit() and len(given) < 12):
            return False
        return abs(clock.utc_now().timestamp() - int(given)) <= TOLERANCE_SECONDS


class WechatPayClient:
    """Asks for all merchants. Platform certificates are fetched when an unknown one has signed, and kept."""

    def __init__(self, settings: WechatPaySettings) -> None:
        self._settings = settings
        self._http: httpx.AsyncClient | None = None
        self._certificates: dict[tuple[str, str], rsa.RSAPublicKey] = {}

    async def ask(
        self, account: WechatPayAccount, verb: str, path: str, content: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Asks, and returns what the answer says; nothing where it has no content.

        Args:
            path: With its query.

        Raises:
            GatewayRefusedError: With WeChat Pay's code.
            GatewayUncertainError: Without an answer, or one that WeChat Pay did not sign just now.
        """
        answer = await self._send(account, verb, path, content)
        headers = {name.lower(): value for name, value in answer.headers.items()}
        if not await self.genuine(account, Signature.of(headers), answer.content):
            log.error("wechatpay_answer_not_signed", path=path.partition("?")[0], status=answer.status_code)
            raise GatewayUncertainError(f"signature of status {answer.status_code}")
        return _said(answer)

    async def genuine(self, account: WechatPayAccount, signature: Signature, body: bytes) -> bool:
        """Says whether WeChat Pay signed a body for this merchant within the last five minutes."""
        if not signature.young:
            return False
        key = await self._key(account, signature.serial)
        return key is not None and verify(key, signature.signature, signature.timestamp, signature.nonce, body)

    async def close(self) -> None:
        """Closes what is open; the next request opens it anew."""
        http, self._http = self._http, None
        if http is not None:
            await http.aclose()

    async def _send(
        self, account: WechatPayAccount, verb: str, path: str, content: Mapping[str, Any] | None
    ) -> httpx.Response:
        self._http = self._http or httpx.AsyncClient(timeout=self._settings.timeout_seconds)
        body = b"" if content is None else msgspec.json.encode(content)
        headers = {
            "authorization": authorization(account, verb, path, body),
            "accept": "application/json",
            "content-type": "application/json",
            "user-agent": "fondaco-wechatpay",
        }
        if account.wechatpay_public_key_id:
            headers["wechatpay-serial"] = account.wechatpay_public_key_id
        try:
            return await self._http.request(verb, self._settings.api_url + path, content=body, headers=headers)
        except httpx.HTTPError as error:
            raise GatewayUncertainError(type(error).__name__) from None  # its text may repeat what was sent

    async def _key(self, account: WechatPayAccount, serial: str) -> rsa.RSAPublicKey | None:
        if account.wechatpay_public_key:
            return public_key(account.wechatpay_public_key) if serial == account.wechatpay_public_key_id else None
        if (account.mchid, serial) not in self._certificates:
            await self._fetch_certificates(account)
        return self._certificates.get((account.mchid, serial))

    async def _fetch_certificates(self, account: WechatPayAccount) -> None:
        """Fetches the certificates that WeChat Pay signs with. Who has no APIv3 key can make up none."""
        answer = await self._send(account, "GET", CERTIFICATES, None)
        if answer.status_code != 200:
            raise GatewayUncertainError(f"certificates: status {answer.status_code}")
        try:
            found = msgspec.json.decode(answer.content, type=_Certificates).data
            keys = {one.serial_no: certificate_key(one.encrypt_certificate.opened(account)) for one in found}
        except (msgspec.MsgspecError, ValueError):
            raise GatewayUncertainError("certificates") from None
        signature = Signature.of({name.lower(): value for name, value in answer.headers.items()})
        key = keys.get(signature.serial)
        fields = (signature.signature, signature.timestamp, signature.nonce)
        if key is None or not signature.young or not verify(key, *fields, answer.content):
            raise GatewayUncertainError("certificates: signature")
        self._certificates.update({(account.mchid, serial): key for serial, key in keys.items()})


class Sealed(msgspec.Struct, frozen=True):
    """Something that WeChat Pay encrypted for a merchant."""

    algorithm: str
    nonce: str
    ciphertext: str
    associated_data: str = ""

    def opened(self, account: WechatPayAccount) -> bytes:
        """Decrypts it.

        Raises:
            ValueError: If it is not for this merchant, or was changed.
        """
        if self.algorithm != "AEAD_AES_256_GCM":
            raise ValueError("algorithm")
        return decrypt(account.api_v3_key, self.nonce, self.associated_data, self.ciphertext)


class _Certificate(msgspec.Struct, frozen=True):
    serial_no: str
    encrypt_certificate: Sealed


class _Certificates(msgspec.Struct, frozen=True):
    data: list[_Certificate]


def authorization(account: WechatPayAccount, verb: str, path: str, body: bytes) -> str:
    """Returns the header that signs a request."""
    moment, nonce = str(int(clock.utc_now().timestamp())), secrets.token_hex(16)
    signature = sign(private_key(account.private_key), verb, path, moment, nonce, body.decode())
    fields = {
        "mchid": account.mchid,
        "nonce_str": nonce,
        "signature": signature,
        "timestamp": moment,
        "serial_no": account.serial_no,
    }
    return "WECHATPAY2-SHA256-RSA2048 " + ",".join(f'{name}="{value}"' for name, value in fields.items())


def _said(answer: httpx.Response) -> dict[str, Any]:
    try:
        said = msgspec.json.decode(answer.content or b"{}", type=dict[str, Any])
    except msgspec.MsgspecError:
        raise GatewayUncertainError("not readable") from None
    if answer.status_code in {200, 202, 204}:
        return said
    code = str(said.get("code", ""))
    if answer.status_code >= 500 or answer.status_code in _UNCERTAIN_STATUS or code in _UNCERTAIN_CODES:
        raise GatewayUncertainError(f"{answer.status_code} {code}")
    raise GatewayRefusedError(code or str(answer.status_code))
