"""Runs what a form asks for: the documents of an action in order, then a redirect, or the page again with errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from litestar import Response

from fondaco_storefront.forms import Form, FormError
from fondaco_storefront.manifest import ForgetSpec
from fondaco_storefront.references import Values
from fondaco_storefront.site import RefusedError, Site
from fondaco_storefront.theme import Action, Step
from fondaco_storefront.visit import Visit

__all__ = ["perform"]


async def perform(site: Site, visit: Visit, action: Action, form: Form) -> Response[str]:
    """Performs an action.

    Returns:
        A redirect (303), or the action's failure page with what was typed in: why it was not taken (422), or nothing
        more where the form only asked to be shown again (200).

    Raises:
        RefusedError: 404 if the failure page's own subject does not exist, 500 if the API failed.
        UnavailableError: If the API could not answer now.
    """
    values = Values(form=form.nested, cookie=visit.cookies, result={})
    again = action.again is not None and action.again.holds(values)
    errors = [] if again else await _steps(site, visit, action, form, values)
    if errors or again:
        page = site.theme.pages[action.spec.failure]
        parameters = {name: values.get(reference) for name, reference in action.spec.failure_path.items()}
        if not all(isinstance(value, str) and value for value in parameters.values()):
            raise RefusedError(404)
        status = 422 if errors else 200
        shown = _in_form_order(errors, form)
        return await site.page(visit, page, parameters, status=status, form=form.flat, errors=shown)
    target = site.target(visit, action.success, values)
    if target is None:
        raise RefusedError(500)
    return site.redirect(target)


def _in_form_order(errors: list[FormError], form: Form) -> list[FormError]:
    """Sorts errors as a browser sends the fields: as they stand on the page. What belongs to no field comes first."""
    order = {name: index for index, name in enumerate(form.flat, start=1)}
    return sorted(errors, key=lambda error: order.get(error.field, 0))


async def _steps(site: Site, visit: Visit, action: Action, form: Form, values: Values) -> list[FormError]:
    """Runs the steps; returns what is to be shown of the one that failed, or nothing."""
    results: dict[str, Any] = {}
    pending: list[FormError] = []
    for step in action.steps:
        values.set("cookie", visit.cookies)
        if step.when is not None and not step.when.holds(values):
            continue
        errors: list[FormError] = []
        variables = step.document.values(values, lambda name: site.page_address(visit, name), errors)
        if errors:
            return errors
        answer = await site.run(visit, step.document, variables)
        results.update(answer.data or {})
        values.set("result", results)
        pending = [*_top_level(answer.errors), *_user_errors(answer.data or {}, step, form)]
        _forget(visit, step, values, pending)
        if pending and not _only_gone(step, pending):
            return pending
        _remember(site, visit, step, values)
    return pending


def _top_level(errors: list[dict[str, Any]]) -> list[FormError]:
    """Errors beside the data: values that a scalar refused, and errors raised on purpose by a query."""
    found: list[FormError] = []
    for error in errors:
        code = str(error.get("extensions", {}).get("code", "INVALID_INPUT"))
        found.append(FormError("INVALID_INPUT" if code == "GRAPHQL_INVALID" else code, str(error["message"])))
    return found


def _user_errors(data: Mapping[str, Any], step: Step, form: Form) -> list[FormError]:
    found: list[FormError] = []
    for payload in data.values():
        for error in (payload or {}).get("errors") or () if isinstance(payload, Mapping) else ():
            path = ".".join(error.get("field") or ())
            found.append(FormError(error["code"], error["message"], _form_field(path, step, form), path))
    return found


def _form_field(path: str, step: Step, form: Form) -> str:
    """Returns the form field that a path of the API's input belongs to; empty if the form has none there.

    A field of a group that was sent, such as ``shipping.region``, counts though it was not among what was sent: shown
    again, the form may ask for it.
    """
    for prefix, ours in step.spec.fields.items():
        if path == prefix or path.startswith(f"{prefix}."):
            path = (ours + path.removeprefix(prefix)).strip(".")
            if path != ours and any(name.startswith(f"{ours}.") for name in form.flat):
                return path
            break
    known = any(name == path or name.startswith(f"{path}.") for name in form.flat)
    return path if path and known else ""


def _only_gone(step: Step, errors: list[FormError]) -> bool:
    return all(any(_says_gone(error, spec) for spec in step.spec.forget.values()) for error in errors)


def _says_gone(error: FormError, spec: ForgetSpec) -> bool:
    return error.code in spec.codes or f"{error.code}@{error.path}" in spec.codes


def _forget(visit: Visit, step: Step, values: Values, errors: list[FormError]) -> None:
    for cookie, forgetting in step.spec.forget.items():
        gone = any(_says_gone(error, forgetting) for error in errors)
        if gone or (cookie in step.forget and step.forget[cookie].holds(values)):
            visit.forget(cookie)


def _remember(site: Site, visit: Visit, step: Step, values: Values) -> None:
    for cookie, reference in step.spec.remember.items():
        found = values.get(f"result.{reference}")
        if isinstance(found, str) and found:
            visit.remember(cookie, found, site.theme.cookies[cookie][0].days)
