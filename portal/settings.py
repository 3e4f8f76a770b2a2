"""All settings, read from the environment (or `.env` beside `manage.py`) by typed readers.

Nothing insecure is a default: without `SIGNPOST_DEMO` or `SIGNPOST_TEST`, a missing secret, host list or database
refuses to start and says what to set. Every variable is described in `docs/settings.md`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from portal import content_security, environment

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.FileAwareEnv()
UNREAD = ""
"""Why the file of settings was left unread."""
if "PYTEST_VERSION" not in os.environ:
    UNREAD = environment.read(Path(env.str("SIGNPOST_ENV_FILE", default=str(BASE_DIR / ".env"))))

DEMO: bool = env.bool("SIGNPOST_DEMO", default=False)
TESTING: bool = env.bool("SIGNPOST_TEST", default="PYTEST_VERSION" in os.environ)
BUILDING: bool = len(sys.argv) > 1 and sys.argv[1] in {"collectstatic", "compilemessages", "makemigrations"}
SIGNPOST_DEMO = DEMO
SIGNPOST_DEMO_ANY_DATABASE: bool = env.bool("SIGNPOST_DEMO_ANY_DATABASE", default=False)
"""Whether the demo may fill another database than an SQLite file."""


def required(name: str, what: str, *, when_testing: str) -> str:
    """The value of `name`; without it the process refuses to start and says what to set."""
    value: str = env.str(name, default="")
    if value:
        return value
    if TESTING or BUILDING:
        return when_testing
    raise ImproperlyConfigured(f"{name} is not set. Set it to {what}. See docs/settings.md.{UNREAD}")


# --- Core ----------------------------------------------------------------------------------------------------
DEBUG = False
SECRET_KEY = required(
    "SECRET_KEY",
    "a long random text, for instance the output of: python -c 'import secrets; print(secrets.token_urlsafe(50))'",
    when_testing="only-for-tests-" + "x" * 50,
)
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = [
    host.strip()
    for host in required(
        "ALLOWED_HOSTS",
        "the host names of this site, separated by commas",
        when_testing="testserver,localhost,127.0.0.1",
    ).split(",")
]
if "*" in ALLOWED_HOSTS and not TESTING:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS must name the hosts of this site; '*' is refused. See docs/settings.md."
    )
BASE_URL: str = env.str("BASE_URL", default=f"https://{ALLOWED_HOSTS[0]}")
HTTPS: bool = env.bool("HTTPS", default=not (DEMO or TESTING))

INSTALLED_APPS = [
    "conditions",  # before wagtail: our publish_scheduled replaces Wagtail's
    "triage",
    "portal",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.apps.StaffUsersConfig",  # wagtail.users, limited to staff accounts
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "oauth2_provider",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "portal.requests_log.RequestIdMiddleware",
    "conditions.api.middleware.ApiMiddleware",  # before all others: it answers /api/v1, and sees the errors of all others
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "portal.readable.ReadableMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.access.AccessMiddleware",
    "conditions.admin_middleware.RefusalMiddleware",
]

API_MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
"""What a call under /api/v1 passes, in place of the rest of MIDDLEWARE."""
API_SESSION_MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
"""What it passes after that when it brings no credentials in its header, so that a session can say who calls."""
API_URLCONF = "portal.urls_api"

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
APPEND_SLASH = True

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.site",
            ],
        },
    }
]

# --- Database ------------------------------------------------------------------------------------------------
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db_url_config(
        required(
            "DATABASE_URL",
            "the database's address, for instance postgres://signpost:PASSWORD@127.0.0.1:5432/signpost",
            when_testing=f"sqlite:///{BASE_DIR / 'test.sqlite3'}",
        )
    )
}
_default = DATABASES["default"]
_default["ATOMIC_REQUESTS"] = False
if _default["ENGINE"] == "django.db.backends.sqlite3":
    # Readers do not wait for the writer (WAL); a transaction takes the write lock at its start, so that
    # two that read and then write queue up instead of failing.
    _default["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: what was acknowledged survives a power cut. Tests need only survive a killed process.
        "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={'OFF' if TESTING else 'FULL'};"
        " PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
        # The write-ahead log is carried over at 40 MB, not 4: a busy block is then carried over once and not often.
        " PRAGMA wal_autocheckpoint=10000;",
    }
    _default["CONN_MAX_AGE"] = None
    if TESTING:
        # A file, not memory: tests start other processes and threads, which must reach the same database.
        _file = Path(tempfile.gettempdir()) / f"signpost-tests-{os.getpid()}.sqlite3"
        _default["TEST"] = {"NAME": env.str("TEST_DATABASE", default=str(_file))}
else:
    _default.setdefault("CONN_MAX_AGE", 60)
    _default["CONN_HEALTH_CHECKS"] = True
    # Nobody waits for ever for a row that somebody else holds: the API answers 409, a page an error. What is prepared
    # looks rows up by their keys, for which one plan serves all values.
    _default.setdefault("OPTIONS", {}).setdefault(
        "options", "-c lock_timeout=10s -c plan_cache_mode=force_generic_plan"
    )
    # Statements of the busiest write are planned once for each connection. A pooler in transaction mode that does
    # not know prepared statements needs `?prepare_threshold=1000000000` in DATABASE_URL.
    _default["OPTIONS"].setdefault("prepare_threshold", 2)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People --------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# Mandatory, so that signing up with a patient's address looks the same as with a new one, and takes as long
# (`portal.accounts.SignupForm.try_save`). The demo holds nobody's secrets, and whoever tries it should not have to
# look for a message.
ACCOUNT_EMAIL_VERIFICATION = "optional" if DEMO else "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "portal.accounts.AccountAdapter"
ACCOUNT_FORMS = {"login": "portal.accounts.LoginForm", "signup": "portal.accounts.SignupForm"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_ADAPTER = "portal.accounts.MFAAdapter"
MFA_TOTP_ISSUER = env.str("SITE_NAME", default="Signpost")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my_check_ins"  # by name: in the language of the sign-in page
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
SESSION_ENGINE = "portal.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 8
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "triage.views.emergencies.form_refused"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[BASE_URL])

# --- Wagtail -------------------------------------------------------------------------------------------------
WAGTAIL_FINISH_WORKFLOW_ACTION = "conditions.workflow_end.publish_approved"
WAGTAIL_SITE_NAME = "Signpost"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_I18N_ENABLED = True
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "txt"]
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

# --- Language and time ---------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="America/New_York")

# --- Files ---------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [path for path in [BASE_DIR / "build" / "static"] if path.is_dir()]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_AUTOREFRESH = TESTING  # tests need no collected files
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- Safety on the web ---------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS and env.bool("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # probes speak plain HTTP
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview panel is a frame of the same origin
CONTENT_SECURITY_POLICY = content_security.POLICY
PERMISSIONS_POLICY = content_security.PERMISSIONS

# --- E-mail --------------------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://" if DEMO else "smtp://127.0.0.1:25")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT: int = env.int("EMAIL_TIMEOUT", default=30)
"""How long one message may wait for the mail server, in seconds: one that hangs must not keep the others from going."""
if EMAIL_TIMEOUT < 1:
    raise ImproperlyConfigured("EMAIL_TIMEOUT must be 1 or more seconds. See docs/settings.md.")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Signpost <no-reply@localhost>")

# --- API -----------------------------------------------------------------------------------------------------
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAdminUser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Signpost API",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "DESCRIPTION": "Published condition pages, and check-ins against them. `docs/api.md` is the guide.",
    "LICENSE": {"name": "Apache-2.0"},
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "DISABLE_ERRORS_AND_WARNINGS": False,
    "POSTPROCESSING_HOOKS": [],
}

OAUTH2_PROVIDER_APPLICATION_MODEL = "portal.ApiClient"
OAUTH2_PROVIDER: dict[str, Any] = {
    "SCOPES_BACKEND_CLASS": "portal.oauth.ClientScopes",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 300,
    "REFRESH_TOKEN_EXPIRE_SECONDS": 60 * 60 * 24 * 30,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "PKCE_REQUIRED": True,
    "ALLOW_URI_WILDCARDS": False,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    "OAUTH2_RESPONSE_TYPES_SUPPORTED": ["code"],
    "OAUTH2_GRANT_TYPES_SUPPORTED": ["authorization_code", "client_credentials", "refresh_token"],
    # RFC 9700, each recommendation on. TOKEN_STORAGE: only a fingerprint of each token is stored.
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
    "COMPLIANT_BCP_RFC9700_REFRESH_TOKEN": True,
    "COMPLIANT_BCP_RFC9700_REDIRECT_URI_SCHEME": True,
    "COMPLIANT_BCP_RFC9700_REDIRECT_URI_MATCHING": True,
    "COMPLIANT_BCP_RFC9700_PKCE_REQUIRED": True,
}

# --- Signpost ------------------------------------------------------------------------------------------------
SIGNPOST_FRESHNESS_MS: int = env.int("SIGNPOST_FRESHNESS_MS", default=0 if TESTING else 250)
"""How long a process may go on with what it last read of the freshness epoch, in milliseconds. Publishing
returns only after this time, so that no process serves the old page after that."""
SIGNPOST_ASSESSMENTS_PER_MINUTE: int = env.int("SIGNPOST_ASSESSMENTS_PER_MINUTE", default=120)
"""How many `POST /api/v1/assessments` one address may make in a minute; each process counts for itself unless
REDIS_URL is set."""
SIGNPOST_TRUSTED_PROXIES: int = env.int("SIGNPOST_TRUSTED_PROXIES", default=0)
"""How many proxies of our own stand before this server and append to X-Forwarded-For. 0: the header is ignored.
More than there are cannot be seen here: the header then has too few entries, and the peer's address is taken."""
if SIGNPOST_TRUSTED_PROXIES < 0:
    raise ImproperlyConfigured(
        "SIGNPOST_TRUSTED_PROXIES must be 0 or more: how many proxies of yours append to X-Forwarded-For. "
        "See docs/settings.md."
    )
ALLAUTH_TRUSTED_PROXY_COUNT = SIGNPOST_TRUSTED_PROXIES
"""Sign-in counts wrong passwords for the sender that the API counts calls for."""
SIGNPOST_TOKEN_CACHE_SECONDS: float = min(2.0, env.float("SIGNPOST_TOKEN_CACHE_SECONDS", default=2.0))
"""How long a process may honour an OAuth token after it last looked it up; at most 2. A revoked token can work for
as long as this."""

# --- Logs: warnings and errors, each with its request's id, which the audit rows name too; no patient data, no
# addresses, no query strings, no bodies. Lines for each request are the proxy's to write --------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "portal.requests_log.NamesNoPatient",
            "format": "{levelname} {name} [{request_id}] {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
        "none": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A wrong host name is answered with 400; a traceback for each would let anyone fill the log.
    "loggers": {"django.security.DisallowedHost": {"handlers": ["none"], "propagate": False}},
}
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
if redis_url := env.str("REDIS_URL", default=""):
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}}
