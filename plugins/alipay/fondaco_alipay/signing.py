"""RSA2, Alipay's signature: SHA-256 with RSA (PKCS #1 v1.5) over sorted parameters, in base64."""

from __future__ import annotations

import base64
import binascii
import textwrap
from collections.abc import Mapping
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_der_public_key

__all__ = ["content_to_check", "content_to_sign", "private_key", "public_key", "sign", "verify"]


@lru_cache(maxsize=64)
def private_key(text: str) -> rsa.RSAPrivateKey:
    """Reads the application's key: PEM, or base64 as Alipay's key tool writes it; PKCS #1 or #8.

    Raises:
        ValueError: If it is none; the message repeats nothing of it.
    """
    try:
        found = load_der_private_key(_der(text), password=None)
    except (ValueError, TypeError, binascii.Error):
        raise ValueError("private_key is no RSA key") from None
    if not isinstance(found, rsa.RSAPrivateKey) or found.key_size < 2048:
        raise ValueError("private_key is no RSA key of at least 2048 bits")
    return found


@lru_cache(maxsize=64)
def public_key(text: str) -> rsa.RSAPublicKey:
    """Reads Alipay's key (not the application's own): PEM, or base64 as Alipay shows it.

    Raises:
        ValueError: If it is none.
    """
    try:
        found = load_der_public_key(_der(text))
    except (ValueError, binascii.Error):
        raise ValueError("alipay_public_key is no RSA key") from None
    if not isinstance(found, rsa.RSAPublicKey):
        raise ValueError("alipay_public_key is no RSA key")  # noqa: TRY004 (of settings)
    return found


def _der(text: str) -> bytes:
    lines = [line for line in text.replace("\\n", "\n").splitlines() if line and not line.startswith("-----")]
    return base64.b64decode("".join(textwrap.dedent(line).strip() for line in lines), validate=True)


def content_to_sign(parameters: Mapping[str, str]) -> bytes:
    """Returns what is signed of a request: all but the signature and what is empty, by name."""
    given = sorted((name, value) for name, value in parameters.items() if value and name != "sign")
    return "&".join(f"{name}={value}" for name, value in given).encode()


def content_to_check(parameters: Mapping[str, str]) -> bytes:
    """Returns what is signed of a message: all but the signature and its type, by name."""
    given = sorted((name, value) for name, value in parameters.items() if name not in {"sign", "sign_type"})
    return "&".join(f"{name}={value}" for name, value in given).encode()


def sign(content: bytes, key: rsa.RSAPrivateKey) -> str:
    """Signs."""
    return base64.b64encode(key.sign(content, padding.PKCS1v15(), hashes.SHA256())).decode()


def verify(content: bytes, signature: str, key: rsa.RSAPublicKey) -> bool:
    """Says whether a signature is right."""
    try:
        key.verify(base64.b64decode(signature, validate=True), content, padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True
