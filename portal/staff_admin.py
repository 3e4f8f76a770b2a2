"""Wagtail's user admin, limited to the staff accounts that it may manage."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.users.forms import UserCreationForm
from wagtail.users.views.users import IndexView, UserViewSet

from portal.models import User
from triage.models import StaffRole


def manageable_accounts() -> QuerySet[User]:
    """Staff accounts without patient data in reach.

    Whoever can set an account's password or address can become that person. So patients' accounts are not
    listed, and neither are accounts with a clinical role: see `manage.py grant_role` and `revoke_role`.
    """
    clinical = StaffRole.objects.filter(revoked_at__isnull=True).values("user")
    return User.objects.filter(is_staff=True, patient__isnull=True).exclude(pk__in=clinical)


class StaffIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[User]:
        listed: QuerySet[User] = super().get_base_queryset()
        return listed.filter(pk__in=manageable_accounts().values("pk"))

    @property
    def columns(self) -> list[Any]:
        """Without the tick boxes: bulk actions are closed."""
        return [
            column
            for column in IndexView.columns.func(self)
            if not isinstance(column, BulkActionsCheckboxColumn)
        ]


class StaffCreationForm(UserCreationForm):
    def save(self, commit: bool = True) -> User:
        self.instance.is_staff = True
        account: User = super().save(commit)
        return account


class StaffUserViewSet(UserViewSet):
    """Every view that takes an account's id answers 404 for an account that it may not manage."""

    index_view_class = StaffIndexView
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return super().get_form_class(for_update) if for_update else StaffCreationForm

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[URLPattern] = super().get_urlpatterns()
        for pattern in patterns:
            pattern.callback = manageable_only(pattern.callback)
        return patterns


def manageable_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """`view`, or 404 when its account is not one of the manageable ones."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "pk" in kwargs and not manageable_accounts().filter(pk=kwargs["pk"]).exists():
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
