"""Django's settings: local by default; AFTERVIEW_DATA, DATABASE_URL and AFTERVIEW_HOST from the environment."""

import hashlib
import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.csp import CSP
from platformdirs import user_data_path

from afterview.clock import read_clock, read_zone

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("AFTERVIEW_DATA") or user_data_path("afterview", appauthor=False))


def _read_database(url: str) -> dict[str, object]:
    """`postgresql://user:password@host:port/name` -> Django's settings; empty -> the journal in the data folder."""
    if not url:
        return {
            "ENGINE": "afterview.store.sqlite",
            "NAME": DATA / "journal.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
            "CONN_MAX_AGE": None,
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must begin with postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
    }


DATABASES = {"default": _read_database(os.environ.get("DATABASE_URL", ""))}
# `afterview serve` sets a lasting one from the data folder.
SECRET_KEY = os.environ.get("AFTERVIEW_SECRET", "") or secrets.token_hex(32)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
# The local door (web/door.py); `afterview serve` names the port it found.
PORT = int(os.environ.get("AFTERVIEW_PORT") or 8737)
DOOR_FOLDER = DATA / "door"
DOOR_SCHEME = "http"
DOOR_HOSTS = frozenset({f"127.0.0.1:{PORT}", f"localhost:{PORT}"})
# Cookies know no ports, and two journals may take turns at one: each has a name of its own.
INSTANCE = hashlib.sha256(str(DATA.absolute()).encode()).hexdigest()[:8]
DOOR_COOKIE = f"afterview-{PORT}-{INSTANCE}"
# Hosted: over HTTPS behind a proxy on this computer, under the name AFTERVIEW_HOST (docs/decisions/hosted.md).
HOST = os.environ.get("AFTERVIEW_HOST", "")
IS_HOSTED = bool(HOST)
if IS_HOSTED:
    ALLOWED_HOSTS = [HOST]
    DOOR_SCHEME, DOOR_HOSTS = "https", frozenset({HOST})
    DOOR_COOKIE = f"__Host-afterview-{INSTANCE}"
COOKIES_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_HOSTED
SECURE_HSTS_SECONDS = 2 * 366 * 86400 if IS_HOSTED else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HOSTED
# Whether browsers ship with a name in their list is for the owner of the whole domain to say.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
CLOCK = read_clock
# This computer's own zone; Django would otherwise set the process to UTC, and its days with it.
ZONE = read_zone()
INSTALLED_APPS = ["django.forms", "django.contrib.staticfiles", "afterview.store", "afterview.web"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    # Before the door: what stands at it is said in the person's language too.
    "django.middleware.locale.LocaleMiddleware",
    "afterview.web.door.guard",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
ROOT_URLCONF = "afterview.web.urls"
WSGI_APPLICATION = "afterview.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "afterview.web.frame.frame"],
            "builtins": ["afterview.web.templatetags.afterview"],
        },
    }
]
FORM_RENDERER = "afterview.web.forms.Renderer"
STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch"), ("fr", "Français"), ("es", "Español")]
LANGUAGE_COOKIE_NAME = "afterview-language"
FORMAT_MODULE_PATH = ["afterview.web.formats"]
LOCALE_PATHS = [HERE / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = ZONE or "UTC"
FIRST_DAY_OF_WEEK = 1
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 30_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 30_000_000
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = f"__Host-afterview-csrf-{INSTANCE}" if IS_HOSTED else f"afterview-csrf-{PORT}-{INSTANCE}"
CSRF_FAILURE_VIEW = "afterview.web.errors.show_forgery"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "level": "ERROR"}},
    "root": {"handlers": ["stderr"], "level": "ERROR"},
}
