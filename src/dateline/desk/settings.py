"""The settings of Django, made from the environment; `dateline desk` sets it, a container or a unit file can too.

DATELINE_DESK_LEDGER   the ledger: a file, or postgresql://…
DATELINE_DESK_DATA     the folder of people's data: database, secret, outgoing mail
DATELINE_DESK_DATABASE postgresql://user:password@host/name: people's data there, and not in the folder
DATELINE_DESK_URL      where the desk is reached (https://desk.example.org); http://127.0.0.1:8000 if not said
DATELINE_DESK_SMTP     smtp://user:password@host:port (smtps:// for TLS); without it mails are written to DATA/mail
DATELINE_DESK_SENDER   the address that mails come from
DATELINE_DESK_KEEP     how many days things are kept, where not as `KEEP` says: "addresses=30,audit=730"
DATELINE_DESK_PRIVATE_HOOKS=1 lets webhooks lead to addresses of the own network, and by http
DATELINE_DESK_PROXIES  networks whose X-Forwarded headers count (127.0.0.1,::1), where the desk is reached by https
"""

from __future__ import annotations

import os
import secrets
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def _secret(folder: Path | None) -> str:
    """The secret that signs sessions and links: made once, kept in the data folder, readable by its owner only."""
    if folder is None:
        return get_random_secret_key()
    path = folder / "secret"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text("utf-8").strip()


HERE = Path(__file__).parent
LEDGER = os.environ.get("DATELINE_DESK_LEDGER", "")
DATA = Path(os.environ["DATELINE_DESK_DATA"]).absolute() if os.environ.get("DATELINE_DESK_DATA") else None
SITE_URL = os.environ.get("DATELINE_DESK_URL", "http://127.0.0.1:8000").rstrip("/")
_site = urlsplit(SITE_URL)
HTTPS = _site.scheme == "https"

DEBUG = False
SECRET_KEY = _secret(DATA)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *([_site.hostname] if _site.hostname else [])]
CSRF_TRUSTED_ORIGINS = [SITE_URL] if HTTPS else []

INSTALLED_APPS = [
    "dateline.desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",  # allauth's list of passkeys
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "allauth.mfa",
]
MIDDLEWARE = [
    "dateline.desk.proxies.Forwarded",
    "django.middleware.security.SecurityMiddleware",
    "dateline.desk.security.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "dateline.desk.display.TimeZone",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "dateline.desk.security.WholeText",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "dateline.desk.security.LedgerErrors",
]
ROOT_URLCONF = "dateline.desk.urls"
WSGI_APPLICATION = "dateline.desk.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dateline.desk.context.desk",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    """Where people's data are: SQLite in WAL mode, whose writers wait for each other, or PostgreSQL by its URL."""
    given = os.environ.get("DATELINE_DESK_DATABASE", "")
    if not given:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(DATA / "desk.sqlite3") if DATA else ":memory:",
            "OPTIONS": {
                "timeout": 10,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    url = urlsplit(given)
    if url.scheme.partition("+")[0] not in ("postgresql", "postgres"):
        raise ImproperlyConfigured("DATELINE_DESK_DATABASE should be postgresql://user:password@host/name")
    options = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", url.hostname or ""),
        "PORT": options.pop("port", str(url.port or "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,  # seconds; a connection that broke, since the server was restarted, is opened anew
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Counters of rate limits: in the database, so that all processes of a desk count together.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "desk_counters"}}

AUTH_USER_MODEL = "desk.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]  # argon2id
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "dateline.desk.adapter.Accounts"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3  # for which the link of the mail is valid; the pages say so
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Dateline] "
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of changed passwords, addresses and second factors
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_USERNAME_BLACKLIST = ["admin", "administrator", "dateline", "desk", "editor", "filter", "moderator", "person"]
ACCOUNT_USERNAME_VALIDATORS = "dateline.desk.models.USERNAME_VALIDATORS"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "signup": "20/h/ip"}

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = f"Dateline {_site.hostname or ''}".strip()
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds that a clock may be off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers take http for localhost only
MFA_RECOVERY_CODES_SHOW_ONCE = True

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "dateline.desk.views.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PROXIES = tuple(
    ip_network(one.strip())
    for one in os.environ.get("DATELINE_DESK_PROXIES", "127.0.0.1,::1" if HTTPS else "").split(",")
    if one.strip()
)
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # from PROXIES only: `proxies` removes all others
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024  # bytes: a comment has 5,000 characters, and no file is ever sent
DATA_UPLOAD_MAX_NUMBER_FIELDS = 50
FILE_UPLOAD_HANDLERS: list[str] = ["dateline.desk.security.NoUploads"]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [HERE / "locale", HERE / "locale_accounts"]  # the other: words of allauth, in our form
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STATIC_ROOT = HERE / "static"  # what is served is what the wheels hold; nothing is collected
WHITENOISE_USE_FINDERS = True  # allauth's two scripts for passkeys lie in its own wheel
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]

_smtp = urlsplit(os.environ.get("DATELINE_DESK_SMTP", ""))
MAILS_ARE_FILES = bool(DATA) and not _smtp.hostname
if _smtp.hostname:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _smtp.hostname
    EMAIL_PORT = _smtp.port or (465 if _smtp.scheme == "smtps" else 25)
    EMAIL_HOST_USER = unquote(_smtp.username or "")
    EMAIL_HOST_PASSWORD = unquote(_smtp.password or "")
    EMAIL_USE_SSL = _smtp.scheme == "smtps"
    EMAIL_USE_TLS = _smtp.scheme == "smtp+tls"
    EMAIL_TIMEOUT = 20
elif DATA:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA / "mail")
else:
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("DATELINE_DESK_SENDER", f"desk@{_site.hostname or 'localhost'}")

# Days for which things are kept; `dateline desk tidy` enforces it, the privacy page tells it.
KEEP = {
    "leaving": 14,  # from the wish to delete an account to its deletion
    "unconfirmed": 7,  # accounts and subscriptions whose address never said yes
    "addresses": 30,  # network addresses in the audit log
    "audit": 730,  # the audit log itself; no less than a year
    "notices": 90,  # texts of notices that went out
    "ended": 30,  # subscriptions that were ended
    "spam": 180,  # comments that the filter dropped
    "mail": 30,  # files of mails, where no mail server is set
}
for _one in os.environ.get("DATELINE_DESK_KEEP", "").split(","):
    _name, _, _days = _one.strip().partition("=")
    if _name and (_name not in KEEP or not _days.isdecimal()):
        raise ImproperlyConfigured(f"DATELINE_DESK_KEEP: {_one!r} should be one of {', '.join(KEEP)}, =, and days")
    if _name:
        KEEP[_name] = max(int(_days), 365 if _name == "audit" else 0)
API_A_MINUTE = {"anybody": 120, "key": 1200}  # requests from a network, and with a key
EDIT_MINUTES = 15  # for which somebody may edit a comment of one's own

# Hooks lead out of this network, unless whoever runs the desk says that they need not.
PRIVATE_HOOKS = os.environ.get("DATELINE_DESK_PRIVATE_HOOKS", "") == "1"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING"},
        # What strangers ask wrongly is answered, not written down: a flood of it would fill the disk.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
        "dateline.desk": {"handlers": ["stderr"], "level": "INFO"},
    },
}
