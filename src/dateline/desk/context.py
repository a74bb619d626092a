"""What every template knows."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from dateline.version import __version__


@lru_cache(maxsize=1)
def _style() -> str:
    """A mark that changes with the style sheet, so that browsers may keep it for good."""
    return hashlib.sha256((settings.HERE / "static/desk/desk.css").read_bytes()).hexdigest()[:8]


def desk(request: HttpRequest) -> dict[str, Any]:
    """The version of the style sheet, and where one is, for links that lead back."""
    return {"style": _style(), "here": request.get_full_path(), "version": __version__, "site_url": settings.SITE_URL}
