"""Words that the tests of the desk share. Not in conftest.py: that must run once, and an import runs it again."""

EVIL = '"><script>alert(1)</script></script><img src=x onerror=alert(2)>'
