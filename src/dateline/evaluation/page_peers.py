"""Other extractors on the pages of the page bench, each in an interpreter that has it: no dependency of Dateline.

What a library does not tell stays empty: readability-lxml knows no authors and dates, resiliparse nothing but text.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

LONGEST = 600  # seconds for all pages; some libraries ask the network, and wait
_CODE = """
import json, sys, time
{load}
answers = []
for line in open(sys.argv[1], encoding="utf-8"):
    html, url = json.loads(line)
    text, title, names, day = "", None, [], None
    start = time.process_time()
    try:
        {read}
    except Exception:
        pass
    answers.append([text or "", title, names, day, time.process_time() - start])
print(json.dumps(answers))
"""
PEERS: Mapping[str, tuple[str, str]] = {
    "readability": (
        "from readability import Document\nfrom lxml.html import fromstring",
        "one = Document(html, url=url)\n        title = one.short_title()\n        tree = fromstring(one.summary())\n"
        "        text = '\\n'.join(p.text_content() for p in tree.iter('p', 'h2', 'h3', 'li', 'pre', 'td'))",
    ),
    "newspaper4k": (
        "import newspaper",
        "one = newspaper.article(url or 'https://page.example/', input_html=html, language='en', fetch_images=False)\n"
        "        text, title, names = one.text, one.title, one.authors\n"
        "        day = one.publish_date.isoformat() if one.publish_date else None",
    ),
    "resiliparse": (
        "from resiliparse.extract.html2text import extract_plain_text",
        "text = extract_plain_text(html, main_content=True, alt_texts=False, preserve_formatting=True)",
    ),
}


def answers(python: str, name: str, pages: Iterable[tuple[str, str | None]]) -> list[list[Any]]:
    """Text, title, authors, date and CPU seconds for each page; none where the interpreter lacks the library."""
    load, read = PEERS[name]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pages.jsonl"
        file.write_text("".join(json.dumps(page) + "\n" for page in pages), "utf-8")
        command = [python, "-c", _CODE.format(load=load, read=read), str(file)]
        try:
            ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LONGEST)
        except subprocess.TimeoutExpired:
            print(f"{name}: not measured (over {LONGEST} seconds)", file=sys.stderr)
            return []
    if ran.returncode:
        print(f"{name}: not measured ({ran.stderr.strip().splitlines()[-1:]})", file=sys.stderr)
        return []
    found: list[list[Any]] = json.loads(ran.stdout.splitlines()[-1])
    return found
