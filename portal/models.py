"""Accounts. A person's name here is their e-mail address; what they may see is decided elsewhere, by role."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import AbstractApplication, ApplicationManager


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new account. Raises ValueError without an e-mail address."""
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A site administrator. This gives no clinical role: a superuser sees no patient data."""
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]
    """One person who can sign in: a patient, a nurse, an editor, or several of these."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    first_name = models.CharField(_("given name"), max_length=150, blank=True)
    last_name = models.CharField(_("family name"), max_length=150, blank=True)
    is_staff = models.BooleanField(
        _("staff account"), default=False, help_text=_("Staff accounts are listed in the user admin.")
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_demo = models.BooleanField(
        _("demo account"),
        default=False,
        help_text=_("Made by the demo. Production refuses to start while one exists."),
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique_any_case",
                violation_error_message=_("Already in use."),
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        """Given and family name; empty when neither is known."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name or self.email.partition("@")[0]


class ApiClient(AbstractApplication):
    """Another system that calls the API. It can be given the scopes that are named here, and no others.

    A token keeps the scopes that it was issued with, and each call checks them against this list again, so that
    taking a scope away works at once and not when the last token runs out.
    """

    allowed_scopes = models.TextField(
        _("allowed scopes"),
        blank=True,
        help_text=_("Separated by spaces. A client without scopes can do nothing."),
    )
    is_demo = models.BooleanField(
        _("demo client"),
        default=False,
        help_text=_("Made by the demo. Production refuses to start while one exists."),
    )

    objects = ApplicationManager()

    class Meta(AbstractApplication.Meta):
        verbose_name = _("API client")
        verbose_name_plural = _("API clients")

    def natural_key(self) -> tuple[str]:
        return (self.client_id,)

    def scopes(self) -> frozenset[str]:
        """The scopes that a token of this client may carry."""
        return frozenset(self.allowed_scopes.split())
