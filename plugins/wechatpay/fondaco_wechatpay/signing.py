"""The cryptography of WeChat Pay's API v3: signatures of both sides, and what it encrypts.

``WECHATPAY2-SHA256-RSA2048`` is SHA-256 with RSA (PKCS #1 v1.5) over lines that end with a line feed;
``AEAD_AES_256_GCM`` is AES-256-GCM with the APIv3 key.
"""

from __future__ import annotations

import base64
import binascii
from functools import lru_cache

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from cryptography.x509 import load_pem_x509_certificate

__all__ = ["certificate_key", "decrypt", "private_key", "public_key", "sign", "verify"]


@lru_cache(maxsize=64)
def private_key(text: str) -> rsa.RSAPrivateKey:
    """Reads the merchant's key, ``apiclient_key.pem``; line feeds may be written as ``\\n``.

    Raises:
        ValueError: If it is none; the message repeats nothing of it.
    """
    try:
        found = load_pem_private_key(text.replace("\\n", "\n").encode(), password=None)
    except (ValueError, TypeError):
        raise ValueError("private_key is no RSA key in PEM") from None
    if not isinstance(found, rsa.RSAPrivateKey):
        raise ValueError("private_key is no RSA key in PEM")  # noqa: TRY004 (of settings)
    return found


@lru_cache(maxsize=64)
def public_key(text: str) -> rsa.RSAPublicKey:
    """Reads WeChat Pay's public key, ``pub_key.pem``.

    Raises:
        ValueError: If it is none.
    """
    try:
        found = load_pem_public_key(text.replace("\\n", "\n").encode())
    except ValueError:
        raise ValueError("wechatpay_public_key is no RSA key in PEM") from None
    if not isinstance(found, rsa.RSAPublicKey):
        raise ValueError("wechatpay_public_key is no RSA key in PEM")  # noqa: TRY004 (of settings)
    return found


def certificate_key(pem: bytes) -> rsa.RSAPublicKey:
    """Returns the key of a platform certificate.

    Raises:
        ValueError: If it is none.
    """
    found = load_pem_x509_certificate(pem).public_key()
    if not isinstance(found, rsa.RSAPublicKey):
        raise ValueError("no RSA key")  # noqa: TRY004 (of what was sent)
    return found


def sign(key: rsa.RSAPrivateKey, *lines: str) -> str:
    """Signs lines, in base64."""
    content = "".join(f"{line}\n" for line in lines).encode()
    return base64.b64encode(key.sign(content, padding.PKCS1v15(), hashes.SHA256())).decode()


def verify(key: rsa.RSAPublicKey, signature: str, timestamp: str, nonce: str, body: bytes) -> bool:
    """Says whether WeChat Pay signed an answer or a message."""
    content = f"{timestamp}\n{nonce}\n".encode() + body + b"\n"
    try:
        key.verify(base64.b64decode(signature, validate=True), content, padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def decrypt(api_v3_key: str, nonce: str, associated_data: str, ciphertext: str) -> bytes:
    """Decrypts what WeChat Pay encrypted.

    Raises:
        ValueError: If it was encrypted with another key, or changed.
    """
    try:
        sealed = base64.b64decode(ciphertext, validate=True)
        return AESGCM(api_v3_key.encode()).decrypt(nonce.encode(), sealed, associated_data.encode())
    except (InvalidTag, binascii.Error, ValueError):
        raise ValueError("not encrypted with this key") from None
