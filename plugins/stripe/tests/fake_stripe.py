"""A local Stripe: the part of its API that the plugin uses, over HTTP, with its idempotency keys and its moods.

Shapes are those of the API's reference. It is a world outside: nothing but HTTP reaches it from the plugin.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from fondaco.testing.fake_server import Asked, FakeServer, Said, running_server

KEYS = {"sk_test_main": "main", "sk_test_us": "us"}
DECLINES = {"pm_declined": "generic_decline", "pm_poor": "insufficient_funds"}


class FakeStripeError(Exception):
    """An error as Stripe answers it."""

    def __init__(self, status: int, type_: str, code: str, message: str = "no", **more: Any) -> None:
        super().__init__(code)
        self.status = status
        self.body = {"error": {"type": type_, "code": code, "message": message, **more}}


class FakeStripe(FakeServer):
    """The state of all accounts.

    Attributes:
        in_parts: Whether banks let what is reserved be taken in several parts.
        charges: How often a card was really charged or reserved, by PaymentIntent.
        requests: Verb, path, form and headers of all that arrived.
    """

    def __init__(self) -> None:
        super().__init__()
        self.in_parts = True
        self.intents: dict[str, dict[str, Any]] = {}
        self.refunds: dict[str, dict[str, Any]] = {}
        self.disputes: list[dict[str, Any]] = []
        self.charges: dict[str, int] = {}
        self.requests: list[tuple[str, str, dict[str, Any], dict[str, str]]] = []
        self.refund_status = "succeeded"
        self.answers: dict[tuple[str, str], tuple[str, int, dict[str, Any]]] = {}
        self.lock = threading.RLock()
        self.numbers = itertools.count(1)

    def reset(self) -> None:
        """Forgets everything."""
        with self.lock:
            self.mood, self.moods, self.in_parts, self.refund_status = "ok", [], True, "succeeded"
            for kept in (self.intents, self.refunds, self.disputes, self.charges, self.requests, self.answers):
                kept.clear()

    def of(self, payment_id: object) -> dict[str, Any]:
        """The PaymentIntent of one of our payments."""
        return next(one for one in self.intents.values() if one["metadata"].get("fondaco_payment") == str(payment_id))

    def confirm_in_browser(self, intent_id: str, method: str = "pm_card") -> None:
        """What a buyer does on a page with Stripe's script."""
        with self.lock:
            self._charge(self.intents[intent_id], method)

    def finish_action(self, intent_id: str, *, succeeds: bool = True) -> None:
        """What a buyer does on their bank's page."""
        with self.lock:
            intent = self.intents[intent_id]
            intent["next_action"] = None
            if succeeds:
                self._charge(intent, "pm_card")
            else:
                intent["status"] = "requires_payment_method"
                intent["last_payment_error"] = {"code": "payment_intent_authentication_failure", "type": "card_error"}

    def handle(
        self, verb: str, path: str, form: dict[str, Any], headers: dict[str, str]
    ) -> tuple[int, dict[str, Any], bool]:
        """Answers a request: status, body, and whether the answer was one that had been given before."""
        account = KEYS.get(headers.get("authorization", "").removeprefix("Bearer "))
        if account is None:
            failure = FakeStripeError(401, "invalid_request_error", "api_key_invalid", "Invalid API Key provided")
            return failure.status, failure.body, False
        key = headers.get("idempotency-key") if verb == "POST" else None
        said = json.dumps([path, form], sort_keys=True)
        with self.lock:
            self.requests.append((verb, path, form, headers))
            if key is not None and (account, key) in self.answers:
                before, status, body = self.answers[account, key]
                if before != said:
                    return 400, FakeStripeError(400, "idempotency_error", "idempotency_key_reused").body, False
                return status, body, True
            try:
                status, body = 200, json.loads(json.dumps(self._do(verb, path, form, account)))
            except FakeStripeError as failure:
                status, body = failure.status, failure.body
            if key is not None:
                self.answers[account, key] = (said, status, body)
            return status, body, False

    def _do(self, verb: str, path: str, form: dict[str, Any], account: str) -> dict[str, Any]:
        if (verb, path) == ("POST", "/v1/payment_intents"):
            return self._create(form, account)
        if found := re.fullmatch(r"/v1/payment_intents/(pi_\w+)(?:/(confirm|capture|cancel))?", path):
            intent = self.intents.get(found[1])
            if intent is None or intent["account"] != account:
                raise FakeStripeError(404, "invalid_request_error", "resource_missing")
            verbs = {"confirm": self._confirm, "capture": self._capture, "cancel": self._cancel}
            return self._shown(verbs[found[2]](intent, form) if found[2] else intent, form)
        if (verb, path) == ("POST", "/v1/refunds"):
            return self._refund(form)
        if (verb, path) == ("GET", "/v1/refunds"):
            found_refunds = [one for one in self.refunds.values() if one["payment_intent"] == form["payment_intent"]]
            return {"object": "list", "data": found_refunds, "has_more": False, "url": path}
        if (verb, path) == ("GET", "/v1/disputes"):
            found_disputes = [one for one in self.disputes if one["payment_intent"] == form["payment_intent"]]
            return {"object": "list", "data": found_disputes, "has_more": False, "url": path}
        raise FakeStripeError(404, "invalid_request_error", "url_invalid")

    def _create(self, form: dict[str, Any], account: str) -> dict[str, Any]:
        if form["currency"] == "xxx":
            raise FakeStripeError(400, "invalid_request_error", "currency_not_supported")
        if int(form["amount"]) < 50:
            raise FakeStripeError(400, "invalid_request_error", "amount_too_small")
        id_ = f"pi_{next(self.numbers)}"
        self.intents[id_] = {
            "id": id_,
            "object": "payment_intent",
            "account": account,
            "amount": int(form["amount"]),
            "amount_capturable": 0,
            "amount_received": 0,
            "capture_method": form["capture_method"],
            "client_secret": f"{id_}_secret_{hashlib.sha256(id_.encode()).hexdigest()[:12]}",
            "currency": form["currency"],
            "description": form.get("description"),
            "last_payment_error": None,
            "latest_charge": None,
            "livemode": False,
            "metadata": dict(form.get("metadata", {})),
            "next_action": None,
            "payment_method_types": list(form.get("allowed_payment_method_types", {}).values()),
            "status": "requires_payment_method",
            "multicapture": "payment_method_options" in form,
        }
        return self.intents[id_]

    def _confirm(self, intent: dict[str, Any], form: dict[str, Any]) -> dict[str, Any]:
        if intent["status"] not in {"requires_payment_method", "requires_confirmation"}:
            raise FakeStripeError(400, "invalid_request_error", "payment_intent_unexpected_state")
        method = form.get("payment_method") or form.get("confirmation_token")
        if method == "pm_unknown":
            raise FakeStripeError(400, "invalid_request_error", "resource_missing")
        if method == "pm_3ds":
            intent["status"] = "requires_action"
            intent["next_action"] = {
                "type": "redirect_to_url",
                "redirect_to_url": {"url": "https://hooks.stripe.com/3d/1", "return_url": form["return_url"]},
            }
        elif method == "pm_sdk":
            intent["status"] = "requires_action"
            intent["next_action"] = {"type": "use_stripe_sdk", "use_stripe_sdk": {"type": "three_d_secure_redirect"}}
        else:
            self._charge(intent, str(method))
        return intent

    def _charge(self, intent: dict[str, Any], method: str) -> None:
        if method in DECLINES:
            error = {"code": "card_declined", "decline_code": DECLINES[method], "type": "card_error"}
            intent["status"], intent["last_payment_error"] = "requires_payment_method", error
            raise FakeStripeError(402, "card_error", "card_declined", decline_code=DECLINES[method])
        if intent["status"] in {"canceled", "succeeded", "requires_capture"}:
            raise FakeStripeError(400, "invalid_request_error", "payment_intent_unexpected_state")
        self.charges[intent["id"]] = self.charges.get(intent["id"], 0) + 1
        available = "available" if intent["multicapture"] and self.in_parts else "unavailable"
        intent["latest_charge"] = {
            "id": f"ch_{intent['id'][3:]}",
            "object": "charge",
            "amount": intent["amount"],
            "amount_refunded": 0,
            "disputed": False,
            "metadata": dict(intent["metadata"]),
            "payment_intent": intent["id"],
            "payment_method_details": {"type": "card", "card": {"multicapture": {"status": available}}},
        }
        if intent["capture_method"] == "manual":
            intent["status"], intent["amount_capturable"] = "requires_capture", intent["amount"]
        else:
            intent["status"], intent["amount_received"] = "succeeded", intent["amount"]

    def _capture(self, intent: dict[str, Any], form: dict[str, Any]) -> dict[str, Any]:
        if intent["status"] != "requires_capture":
            raise FakeStripeError(400, "invalid_request_error", "payment_intent_unexpected_state")
        amount = int(form["amount_to_capture"])
        if amount > intent["amount_capturable"]:
            raise FakeStripeError(400, "invalid_request_error", "amount_too_large")
        intent["amount_received"] += amount
        intent["metadata"].update(form.get("metadata", {}))
        more = form.get("final_capture") == "false"
        intent["amount_capturable"] = intent["amount_capturable"] - amount if more else 0
        if not intent["amount_capturable"]:
            intent["status"] = "succeeded"
        return intent

    def _cancel(self, intent: dict[str, Any], form: dict[str, Any]) -> dict[str, Any]:
        if intent["status"] in {"canceled", "succeeded"}:
            raise FakeStripeError(400, "invalid_request_error", "payment_intent_unexpected_state")
        intent["amount_capturable"] = 0
        intent["status"] = "succeeded" if intent["amount_received"] else "canceled"
        return intent

    def _refund(self, form: dict[str, Any]) -> dict[str, Any]:
        intent, amount = self.intents[form["payment_intent"]], int(form["amount"])
        charge = intent["latest_charge"]
        if charge is None or charge["amount_refunded"] + amount > intent["amount_received"]:
            raise FakeStripeError(400, "invalid_request_error", "amount_too_large")
        charge["amount_refunded"] += amount
        id_ = f"re_{next(self.numbers)}"
        self.refunds[id_] = {
            "id": id_,
            "object": "refund",
            "amount": amount,
            "currency": intent["currency"],
            "metadata": dict(form.get("metadata", {})),
            "payment_intent": intent["id"],
            "status": self.refund_status,
            **({"failure_reason": "lost_or_stolen_card"} if self.refund_status == "failed" else {}),
        }
        return self.refunds[id_]

    @staticmethod
    def _shown(intent: dict[str, Any], form: dict[str, Any]) -> dict[str, Any]:
        shown = {name: value for name, value in intent.items() if name not in {"account", "multicapture"}}
        if shown["latest_charge"] is not None and "latest_charge" not in form.get("expand", {}).values():
            shown["latest_charge"] = shown["latest_charge"]["id"]
        return shown


def signed(body: bytes, secret: str, moment: int | None = None) -> str:
    """The header ``Stripe-Signature`` of a message."""
    moment = int(time.time()) if moment is None else moment
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest},v0=00"


def parsed(text: str) -> dict[str, Any]:
    """A form as Stripe's SDKs encode it: ``metadata[a]=b`` is ``{"metadata": {"a": "b"}}``."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        parts = re.findall(r"[^\[\]]+", name)
        place = found
        for part in parts[:-1]:
            place = place.setdefault(part, {})
        place[parts[-1]] = value
    return found


@contextmanager
def running_fake() -> Iterator[FakeStripe]:
    """Runs it on a free port of this machine."""
    fake = FakeStripe()

    def handle(asked: Asked) -> Said:
        parts = urlsplit(asked.target)
        form = parsed(asked.body.decode() or parts.query)
        status, body, replayed = fake.handle(asked.verb, parts.path, form, dict(asked.headers))
        return said(status, body, replayed=replayed)

    def refuse(status: int) -> Said:
        type_ = "api_error" if status >= 500 else "invalid_request_error"
        code = "rate_limit" if status == 429 else "internal"
        return said(status, FakeStripeError(status, type_, code).body)

    with running_server(fake, handle, refuse):
        yield fake


def said(status: int, body: dict[str, Any], *, replayed: bool = False) -> Said:
    """An answer of the API."""
    headers = {"content-type": "application/json", "request-id": "req_1"}
    return Said(status, json.dumps(body).encode(), headers | ({"idempotent-replayed": "true"} if replayed else {}))
