"""What every template knows."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from dateline.desk.display import scheme
from dateline.version import __version__


@lru_cache(maxsize=4)
def _mark(name: str) -> str:
    """A mark that changes with the file, so that browsers may keep it for good."""
    return hashlib.sha256((settings.HERE / "static/desk" / name).read_bytes()).hexdigest()[:8]


def desk(request: HttpRequest) -> dict[str, Any]:
    """Style sheet and script by their content, and where one is, for links that lead back."""
    return {
        "style": _mark("desk.css"), "script": _mark("desk.js"), "scheme": scheme(request),
        "here": request.get_full_path(), "version": __version__,
        "site_url": settings.SITE_URL, "confirm_days": settings.ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS,
        "unconfirmed_days": settings.KEEP["unconfirmed"], "mails_are_files": settings.MAILS_ARE_FILES,
    }  # fmt: skip
