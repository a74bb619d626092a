"""What the lexicon costs: measured in a fresh interpreter, since tables are loaded once."""

from __future__ import annotations

import subprocess
import sys

MEASURE = """
import resource, time
import dateline.errors
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
from datetime import date
import dateline.lexicon as lexicon
imported = time.process_time() - start
lexicon.find_state("Russia"), lexicon.find_organisation("NATO"), lexicon.find_outlet("AFP"), lexicon.find_platform("X")
lexicon.find_person("Sergey Lavrov"), lexicon.find_person("Nobody Known"), lexicon.find_place("Pyongyang")
lexicon.holders("foreign_minister", "RUS", date(2018, 6, 1)), lexicon.find_title("president")
lexicon.group_nouns(), lexicon.institutions(), lexicon.modifiers(), lexicon.sector_of("farmer")
lexicon.plover_types(), lexicon.cameo_codes(), lexicon.gender_of("Anna")
lexicon.same_name("Kim Jong-un", "Kim Jong Un")
loaded = time.process_time() - start
print(imported, loaded, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def test_all_tables_together_cost_little_time_and_memory() -> None:
    printed = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True).stdout
    imported, loaded, megabytes = map(float, printed.split())

    assert imported < 0.15  # seconds of CPU: nothing is loaded before it is asked for
    assert loaded < 1.0  # 0.16 measured; the limit leaves room for a busy machine
    assert megabytes < 60
