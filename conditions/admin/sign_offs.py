"""The sign-offs of a page: what is signed and what is void, and everything that a decision is taken with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from conditions.admin.access import page_to_read
from conditions.admin.impact import panel as impact_panel
from conditions.admin.sections import by_need
from conditions.admin.sign_off_forms import AtOnceForm, ReasonForm, SignForm, TakeBackForm, raised_choices
from conditions.builder import document_of
from conditions.domain.changes import changes, reworded
from conditions.domain.document import ConditionDocument, document_sha256
from conditions.models import ConditionPage, SignOff
from conditions.selectors.signing import latest_publication
from conditions.selectors.standing import standing
from conditions.selectors.writers import parts_written_by
from conditions.services import at_once, signing, unsigned
from conditions.services.editing import section_reviews
from conditions.services.publishing import is_live, refusals_of, stops_of

LABEL = "Review and sign"
"""What this page is called wherever something leads to it."""
_STOPPED = "Something stops this page, whoever signs it. It is named above; it must be mended first."

Act = Callable[[ConditionPage, Any, dict[str, Any]], str]


@require_safe
def sign_offs(request: HttpRequest, page_id: int) -> HttpResponse:
    """Every section of the newest draft with who stands behind it, and what the account may do about it."""
    page = page_to_read(request.user, page_id)
    return _shown(request, page, {})


@require_POST
def sign(request: HttpRequest, page_id: int) -> HttpResponse:
    """Sign the draft's words; in clinical review this approves and publishes."""
    page = page_to_read(request.user, page_id)
    if signing.reviewer_of(request.user) is None:
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    form = SignForm(request.POST, user=request.user, reworded=_reworded(draft, request.user))
    return _decide(request, page, "sign_form", form, _sign)


@require_POST
def publish_at_once(request: HttpRequest, page_id: int) -> HttpResponse:
    """The fast path."""
    page = page_to_read(request.user, page_id)
    form = AtOnceForm(request.POST, choices=raised_choices(page), auto_id="at_once_%s")
    return _decide(request, page, "at_once_form", form, _publish_at_once)


@require_POST
def publish_unsigned(request: HttpRequest, page_id: int) -> HttpResponse:
    """An administrator's way, with a reason."""
    page = page_to_read(request.user, page_id)
    return _decide(request, page, "unsigned_form", ReasonForm(request.POST), _publish_unsigned)


@require_POST
def take_back(request: HttpRequest, page_id: int, sign_off_id: int) -> HttpResponse:
    """Take a sign-off back."""
    page = page_to_read(request.user, page_id)
    sign_off = get_object_or_404(SignOff, pk=sign_off_id, page_id=page.pk)

    def act(_page: ConditionPage, user: Any, data: dict[str, Any]) -> str:
        signing.revoke(sign_off=sign_off, by=user, reason=data["reason"])
        said = f"The sign-off of {sign_off.signature} was taken back."
        scheduled = page.scheduled_revision is not None and bool(
            refusals_of(page.get_latest_revision_as_object())
        )
        return f"{said} The scheduled draft does not go live until it is signed again." if scheduled else said

    return _decide(request, page, "take_back_form", TakeBackForm(request.POST), act)


def _decide(request: HttpRequest, page: ConditionPage, name: str, form: Any, act: Act) -> HttpResponse:
    if not form.is_valid():
        return _shown(request, page, {name: form}, status=422)
    data = form.cleaned_data
    if isinstance(form, SignForm):
        data = data | {"review_due": form.review_due, "statements": form.ticked}
    try:
        message = act(page, request.user, data)
    except ValidationError as refused:
        for reason in refused.messages:
            messages.error(request, reason)
        return _shown(request, page, {name: form}, status=422)
    messages.success(request, message)
    return redirect("condition_sign_offs", page.pk)


def _sign(page: ConditionPage, user: Any, data: dict[str, Any]) -> str:
    signing.sign(
        page=page,
        by=user,
        words=data["words"],
        review_due=data["review_due"],
        statements=data["statements"],
        same_meaning=data.get("same_meaning", ()),
        signed_on=data["signed_on"],
    )
    return f"Signed; {standing(page)}."


def _publish_at_once(page: ConditionPage, user: Any, data: dict[str, Any]) -> str:
    owed = at_once.publish_at_once(page=page, by=user, words=data["words"], keys=data["signs"])
    due = date_format(timezone.localtime(owed.due_at), "F j, Y, H:i T")
    return f"Published at once. Another reviewer must review it before {due}."


def _publish_unsigned(page: ConditionPage, user: Any, data: dict[str, Any]) -> str:
    unsigned.publish_unsigned(page=page, by=user, words=data["words"], reason=data["reason"])
    return "Published unsigned. The page says that it is not yet clinically reviewed."


# --- What is shown --------------------------------------------------------------------------------------------


def _shown(
    request: HttpRequest, page: ConditionPage, forms: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    draft = page.get_latest_revision_as_object()
    document = document_of(draft)
    context = {
        "page": page,
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "sections": by_need(section_reviews(draft, document)),
        "refusals": refusals_of(draft),
        "is_live": is_live(draft),
        "impact": impact_panel(draft),
        "past": _past(page, request.user),
        "second_reviews": page.second_reviews.open(),
        **_forms(request.user, draft, document),
        **forms,
    }
    return TemplateResponse(request, "conditions/admin/sign_offs.html", context, status=status)


def _past(page: ConditionPage, user: Any) -> list[dict[str, Any]]:
    may_all = user.has_perm("conditions.publish_unsigned")
    return [
        {
            "sign_off": sign_off,
            "form": TakeBackForm(auto_id=f"take_back_{sign_off.pk}_%s")
            if sign_off.revoked_at is None and (may_all or sign_off.signed_by_id == user.pk)
            else None,
        }
        for sign_off in page.sign_offs.select_related("signed_by", "revoked_by")
    ]


def _forms(user: Any, draft: ConditionPage, document: ConditionDocument) -> dict[str, Any]:
    """The forms that this account may send. What it says no to is said by the service, again, when it is sent."""
    initial = {"words": document_sha256(document)}
    forms: dict[str, Any] = {"signs": user.has_perm("conditions.sign_words") and not user.is_superuser}
    stopped = bool(stops_of(draft))
    if signing.reviewer_of(user) is not None:
        forms["why_not"] = signing.why_not_sign(draft, user) or (_STOPPED if stopped else "")
        forms["sign_form"] = SignForm(initial=initial, user=user, reworded=_reworded(draft, user))
        if choices := raised_choices(draft):
            forms["at_once_form"] = AtOnceForm(initial=initial, choices=choices, auto_id="at_once_%s")
            forms["at_once_signs"] = [words for _, words in choices]
    if user.has_perm("conditions.publish_unsigned") and refusals_of(draft) and not stopped:
        forms["why_not_unsigned"] = unsigned.why_not_release(draft, document, user)
        forms["unsigned_form"] = ReasonForm(initial=initial, auto_id="unsigned_%s")
    return forms


def _reworded(draft: ConditionPage, user: Any) -> list[tuple[str, str]]:
    """The reworded signs of whose meaning `user` may judge: not those that they were the last to write."""
    latest = latest_publication(draft)
    if latest is None:
        return []
    document, own = document_of(draft), parts_written_by(draft, user)
    section_of = document.sections_by_sign()
    found = [
        change
        for change in reworded(changes(latest.parsed_document(), document))
        if section_of.get(change.key) not in own
    ]
    return [(key, "; ".join(f"“{one.old}” → “{one.new}”" for one in found if one.key == key))
            for key in dict.fromkeys(change.key for change in found)]  # fmt: skip


# --- Where it is found ----------------------------------------------------------------------------------------


def addresses() -> list[URLPattern]:
    """For `register_admin_urls`."""
    where = "conditions/<int:page_id>/sign-offs/"
    return [
        path(where, sign_offs, name="condition_sign_offs"),
        path(f"{where}sign/", sign, name="condition_sign"),
        path(f"{where}publish-at-once/", publish_at_once, name="condition_publish_at_once"),
        path(f"{where}publish-unsigned/", publish_unsigned, name="condition_publish_unsigned"),
        path(f"{where}<int:sign_off_id>/take-back/", take_back, name="condition_take_back"),
    ]


def permissions() -> QuerySet[Permission]:
    """What an administrator may give to a group."""
    given = ("sign_words", "publish_unsigned")
    return Permission.objects.filter(content_type__app_label="conditions", codename__in=given)


class SignOffsMenuItem(ActionMenuItem):
    """In the editor's action menu: what is signed, for everybody; and signing, for whoever may."""

    name = "action-sign-offs"
    label = LABEL
    icon_name = "clipboard-list"
    order = 60

    def is_shown(self, context: dict[str, Any]) -> bool:
        """On stored condition pages."""
        return context["view"] == "edit" and isinstance(context["page"].specific, ConditionPage)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """Where it leads."""
        return reverse("condition_sign_offs", args=[parent_context["page"].pk])


def menu_item() -> ActionMenuItem:
    """For `register_page_action_menu_item`."""
    return SignOffsMenuItem()


def header_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """For `register_page_header_buttons`."""
    if isinstance(page.specific, ConditionPage):
        url = reverse("condition_sign_offs", args=[page.pk])
        yield Button(LABEL, url=url, icon_name="clipboard-list", priority=8)
