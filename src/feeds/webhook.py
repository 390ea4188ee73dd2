"""How a webhook is signed, as Standard Webhooks has it (https://www.standardwebhooks.com); pure."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from datetime import datetime

_PREFIX = "whsec_"


def headers(identifier: str, body: bytes, secret: str | None, now: datetime) -> dict[str, str]:
    """Give the headers that tell a receiver which message it is, when it was sent, and who sent it.

    A secret that begins with `whsec_` is base64, as the standard wants it; any other is taken as it stands.

    Raises:
        ValueError: it begins so and is no base64, or is empty; the message does not repeat it.
    """
    moment = str(int(now.timestamp()))
    told = {"Webhook-Id": identifier, "Webhook-Timestamp": moment}
    if secret is None:
        return told
    signed = b".".join((identifier.encode(), moment.encode(), body))
    digest = hmac.new(_key(secret), signed, hashlib.sha256).digest()
    return {**told, "Webhook-Signature": f"v1,{base64.b64encode(digest).decode()}"}


def _key(secret: str) -> bytes:
    if not secret.startswith(_PREFIX):
        key = secret.encode()
    else:
        try:
            key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
        except binascii.Error as error:
            raise ValueError("the secret begins with whsec_, and what follows is no base64") from error
    if not key:
        raise ValueError("the secret is empty")
    return key
