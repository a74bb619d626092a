"""`python -m dateline.desk`: what `manage.py` is elsewhere (check --deploy, migrate, createsuperuser …)."""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.desk.settings")
    execute_from_command_line([sys.argv[0].replace("__main__.py", "dateline.desk"), *sys.argv[1:]])
