"""The privacy page: made from the settings in force, so that it says what is done."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dateline.desk.models import Person
from dateline.desk.notices import hooks
from dateline.desk.notices.subscribing import CONFIRM_DAYS
from dateline.desk.retention import RULES


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, for how long, who sees it, and what leaves the machine."""
    by_mail = "smtp" in settings.EMAIL_BACKEND
    page = {
        "rules": RULES, "session_days": settings.SESSION_COOKIE_AGE // 86400, "grace": settings.KEEP["leaving"],
        "cookies": [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME], "sender": settings.DEFAULT_FROM_EMAIL,
        "mail_host": settings.EMAIL_HOST if by_mail else "", "host": urlsplit(settings.SITE_URL).hostname,
        "database": settings.DATABASES["default"]["ENGINE"].rpartition(".")[2], "edit_minutes": settings.EDIT_MINUTES,
        "confirm_days": CONFIRM_DAYS, "roll_hours": hooks.ROLL_HOURS,
        "chiefs": Person.objects.filter(role=Person.Role.ADMINISTRATOR, is_active=True).count(),
    }  # fmt: skip
    return render(request, "desk/privacy.html", page)
