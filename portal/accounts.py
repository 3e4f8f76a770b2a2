"""Signing up and signing in: what allauth asks us to decide."""

from __future__ import annotations

import base64
import datetime
import hashlib
import logging
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.core.internal.ratelimit import truncate_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from conditions.selectors.wording import recent_wording
from portal.models import User
from triage.domain.hidden_characters import has_hidden
from triage.domain.permissions import Look, may
from triage.models import Patient
from triage.models.patients import phone_number
from triage.services.actor import roles_of

OLDEST_AGE_YEARS = 130
logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Sends everybody to the page that is theirs after signing in; counts wrong passwords where they come from;
    links to this site alone."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """The account and the sender, so that nobody shuts out a nurse from elsewhere.

        Not the host that was asked for, which is in allauth's own key: the sender writes its port.
        """
        login = credentials.get("email", "").lower()
        return f"{truncate_ip(self.get_client_ip(request))}:{login}"

    def get_client_ip(self, request: HttpRequest) -> str:
        """The sender, as the API counts it. Where X-Forwarded-For has fewer entries than we trust proxies, all of
        it may be the sender's own words: the peer's address is taken, and the log says once what to put right."""
        try:
            return str(super().get_client_ip(request))
        except ImproperlyConfigured:
            _say_once()
            return str(request.META.get("REMOTE_ADDR", ""))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user = request.user
        if isinstance(user, User) and may(roles_of(user), Look.READ_WORKLIST):
            return "/care-team/"
        if isinstance(user, User) and may(roles_of(user), Look.READ_AUDIT):
            return "/care-team/audit/"
        if user.has_perm("wagtailadmin.access_admin"):
            return "/admin/"
        return str(super().get_login_redirect_url(request))

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The first page, in the language of the page that was left."""
        return reverse("wagtail_serve", args=[""])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Links lead to BASE_URL: who asks for somebody's mail may not choose the host or port in it."""
        site = {"domain": urlsplit(settings.BASE_URL).netloc, "name": recent_wording().site_name}
        links = {name: at_base_url(link) for name, link in context.items() if name.endswith("_url")}
        super().send_mail(template_prefix, email, {**context, **links, "current_site": site})


@cache
def _say_once() -> None:
    logger.warning(
        "X-Forwarded-For has fewer entries than SIGNPOST_TRUSTED_PROXIES says: the proxy's own address counts as the "
        "sender's, so all who come through it share one limit on signing in. See docs/settings.md."
    )


def at_base_url(link: str) -> str:
    """`link` with the scheme, host and port of this site."""
    base = urlsplit(settings.BASE_URL)
    return urlsplit(link)._replace(scheme=base.scheme, netloc=base.netloc).geturl()


class MFAAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps encrypted: a copy of the database is no second factor."""

    def build_totp_svg(self, url: str) -> str:
        """The QR code with a white ground of its own, so that it can be scanned from a dark page too."""
        image = qrcode.make(url, image_factory=SvgPathFillImage)
        return str(image.to_string(encoding="unicode"))

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def no_hidden_characters(name: str) -> None:
    """Refuse a name that does not read as it is written.

    Raises:
        ValidationError: it holds a mark of direction or a zero-width character.
    """
    if has_hidden(name):
        raise ValidationError(
            _("Type the name anew: it holds characters that cannot be seen."), code="hidden"
        )


class LoginForm(AllauthLoginForm):
    """Sign-in. What "remember" does is said: the session outlives the browser's window."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hours = settings.SESSION_COOKIE_AGE // 3600
        remember = self.fields["remember"]
        remember.label = _("Stay signed in when I close the browser")
        remember.help_text = ngettext(
            "For %(hours)s hour. Leave this empty on a device that other people use.",
            "For %(hours)s hours. Leave this empty on a device that other people use.",
            hours,
        ) % {"hours": hours}


class SignupForm(AllauthSignupForm):
    """A patient's sign-up: name and birth date as well, because some questions apply to some ages only."""

    given_name = forms.CharField(
        label=_("First name"),
        max_length=100,
        validators=[no_hidden_characters],
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    family_name = forms.CharField(
        label=_("Last name"),
        max_length=100,
        validators=[no_hidden_characters],
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    birth_date = forms.DateField(
        label=_("Date of birth"), widget=forms.DateInput(attrs={"type": "date", "autocomplete": "bday"})
    )
    phone = forms.CharField(
        label=_("Phone number"),
        help_text=_("So that our care team can call you."),
        max_length=30,
        required=False,
        validators=[phone_number],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    field_order = ("given_name", "family_name", "birth_date", "phone", "email", "password1", "password2")

    def clean_birth_date(self) -> datetime.date:
        """Refuses a day to come, and one too long ago to be true."""
        born: datetime.date = self.cleaned_data["birth_date"]
        today = timezone.localdate()
        if born > today:
            raise ValidationError(_("Enter a date in the past."), code="future")
        if born.year < today.year - OLDEST_AGE_YEARS:
            raise ValidationError(_("Check the year."), code="too_long_ago")
        return born

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """The account, or the answer for an address that has one. Both take as long: a new account's password is
        hashed, which is what costs time."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        tried: tuple[User | None, HttpResponse | None] = super().try_save(request)
        return tried

    @transaction.atomic
    def save(self, request: HttpRequest) -> User:
        """The account and the patient's record: both or neither."""
        user: User = super().save(request)
        user.first_name = self.cleaned_data["given_name"]
        user.last_name = self.cleaned_data["family_name"]
        user.save(update_fields=["first_name", "last_name"])
        Patient.objects.create(user=user, **self.patient_fields())
        return user

    def patient_fields(self) -> dict[str, Any]:
        """What the patient's record takes from the form."""
        return {
            "given_name": self.cleaned_data["given_name"],
            "family_name": self.cleaned_data["family_name"],
            "birth_date": self.cleaned_data["birth_date"],
            "email": self.cleaned_data["email"],
            "phone": self.cleaned_data["phone"],
            "language": get_language() or settings.LANGUAGE_CODE,
        }


def _cipher() -> MultiFernet:
    """Keys from the secret key, and from earlier ones while they are still listed."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [
        hashlib.sha256(b"signpost second factor " + force_bytes(secret)).digest() for secret in secrets
    ]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
