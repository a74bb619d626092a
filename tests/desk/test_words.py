"""Every word that people read is there for translators, and in German; codes are put into words for each reader."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")

from django.conf import settings
from django.utils import translation
from django.utils.translation.template import templatize

from dateline.desk import signals
from dateline.desk.because import decision_words, of_filter, reason_words, reasons_words
from dateline.desk.models import Comment, Decision
from dateline.desk.spam.filter import Offered, Reason, Setting, Verdict, weigh
from dateline.desk.words import (
    ACT_WORDS,
    act_words,
    country_words,
    log_words,
    name_words,
    status_words,
    voice_words,
)

DESK = Path(settings.HERE)
GERMAN = DESK / "locale/de/LC_MESSAGES/django.po"
CATALOGS = sorted(DESK.glob("locale/*/LC_MESSAGES/django.po"))
MODULES = sorted(one for one in DESK.rglob("*.py") if "migrations" not in one.parts)
TEMPLATES = sorted(one for one in (DESK / "templates").rglob("*.*") if one.suffix in (".html", ".txt"))


# The catalog


@dataclass
class Entry:
    """A message of a catalog."""

    context: str = ""
    id: str = ""
    plural: str = ""
    told: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    obsolete: bool = False


def entries(path: Path) -> list[Entry]:
    """The messages of a .po file but for its head; the format is that of GNU gettext."""
    return list(entries_in(path.read_text("utf-8").split("\n\n")))


def entries_in(blocks: Iterable[str]) -> Iterator[Entry]:
    """The messages in blocks of a .po file."""
    for block in blocks:
        one, values = Entry(), Counter[str]()
        texts: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if line.startswith("#,"):
                one.flags |= {flag.strip() for flag in line[2:].split(",")}
            one.obsolete |= line.startswith("#~")
            if opened := re.match(r'(msg\w+(?:\[\d\])?) (".*")$', line):
                name, values[opened[1]] = opened[1], 1
                texts[name] = ast.literal_eval(opened[2])
            elif line.startswith('"'):
                texts[name] += ast.literal_eval(line)
        assert all(count == 1 for count in values.values())
        one.context, one.id, one.plural = (texts.get(key, "") for key in ("msgctxt", "msgid", "msgid_plural"))
        one.told = [text for key, text in texts.items() if key.startswith("msgstr")]
        if one.id or one.obsolete:
            yield one


def placeholders(text: str) -> Counter[str]:
    """What is filled in: %(name)s and {}."""
    return Counter(re.findall(r"%\(\w+\)[sd]|\{\w*\}", text))


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parts[-3])
def test_no_message_is_left_out_fuzzy_or_obsolete_and_placeholders_agree(path: Path) -> None:
    found = entries(path)
    assert len(found) > 600
    for one in found:
        assert not one.obsolete, one
        assert "fuzzy" not in one.flags, one
        assert all(one.told), one
        assert (2 if one.plural else 1) == len(one.told), one
        assert placeholders(one.told[-1]) == placeholders(one.plural or one.id), one
        assert set(placeholders(one.told[0])) == set(placeholders(one.id)), one
        for text in one.told:
            assert text.endswith("\n") == one.id.endswith("\n"), one
    assert [] == [key for key, count in Counter((one.context, one.id) for one in found).items() if count > 1]


GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "pgettext"}


def called(node: ast.AST) -> str:
    """The name of what is called; "" of anything else."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def asked_of(call: ast.Call) -> Iterator[tuple[str, str]]:
    """(context, message) that a call asks for; plurals are found under their singular."""
    texts = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    if texts:
        yield (texts[0], texts[1]) if "pgettext" == called(call) else ("", texts[0])


def test_whatever_the_code_and_the_templates_ask_for_is_in_the_catalog_and_nothing_else() -> None:
    asked = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if called(node) in GETTEXT and isinstance(node, ast.Call):
                asked |= set(asked_of(node))
    for path in TEMPLATES:
        text = templatize(path.read_text("utf-8"))  # what makemessages hands to xgettext
        literal = r"u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
        for name, first, second in re.findall(rf"\b(_|n?p?gettext)\({literal}(?:,\s*{literal})?", text):
            one, other = (ast.literal_eval(value) if value else "" for value in (first, second))
            asked.add((one, other) if "pgettext" == name else ("", one))
    kept = {(one.context, one.id) for one in entries(GERMAN)}

    assert asked - kept == set(), "python -m dateline.desk makemessages -l de --no-location --no-wrap; then translate"
    assert kept - asked == set()


# Plain words in the code

# Where words for people go: (what is called, which arguments; None for all of them).
TOLD = {
    "success": (1,), "error": (1,), "warning": (1,), "info": (1,), "add_message": (2,), "ValidationError": (0,),
    "NotProposed": (0,), "NotAsked": (0,), "NoAim": (0,), "HttpResponse": (0,), "RegexValidator": (1,),
}  # fmt: skip
NAMED = {"label", "help_text", "error_messages", "verbose_name", "problem", "words"}
PAGE = {"title", "problem", "words", "lead"}  # of what a template is given
# What programs are told, and why there is a judgement or correction in the ledger, which has one language.
OF_NOBODY = {"unsubscribed\n", "proposal ", " undone: "}


def plain(node: ast.AST) -> Iterator[str]:
    """Words within an expression that no translator sees; names, formats and the values of `%` are none."""
    if called(node) or isinstance(node, ast.Compare | ast.Subscript):
        return
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        yield from plain(node.left)
        return
    if isinstance(node, ast.IfExp):
        yield from (*plain(node.body), *plain(node.orelse))
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"[^\W\d_]{2}", node.value):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from plain(child)


def words_for_people(tree: ast.AST) -> Iterator[ast.AST]:
    """The expressions of a module whose value people read."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            of_log = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "_log"
            if not of_log:
                yield from (node.args[at] for at in TOLD.get(called(node), ()) if at < len(node.args))
                named = NAMED | ({"hint"} if called(node) in TOLD else set())
                yield from (one.value for one in node.keywords if one.arg in named)
        elif isinstance(node, ast.Dict):
            keys = [one.value if isinstance(one, ast.Constant) else None for one in node.keys]
            yield from (value for key, value in zip(keys, node.values, strict=True) if key in PAGE)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                many = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
                names = target.elts if many else [target]
                values = node.value.elts if many else [node.value]
                told = [getattr(one, "id", "") in PAGE for one in names]
                yield from (value for value, yes in zip(values, told, strict=True) if yes)


def test_no_words_for_people_stand_in_the_code_without_a_translator_seeing_them() -> None:
    found = {
        (path.name, words)
        for path in MODULES
        if path.name not in ("api.py", "limits.py")  # answers to programs
        for node in words_for_people(ast.parse(path.read_text("utf-8")))
        for words in plain(node)
        if words not in OF_NOBODY
    }

    assert found == set()


@pytest.mark.parametrize(
    "code",
    [
        "messages.success(request, 'Done.')", "raise ValidationError('No.')", "problem = f'not {x} so'",
        "forms.CharField(label='Name')", "problem, status = 'No such day.', 400", "page = {'title': 'Not sent'}",
        "raise NotProposed('say %s' % x)", "HttpResponse('Later.', status=429)",
    ],
)  # fmt: skip
def test_the_search_for_plain_words_finds_them(code: str) -> None:
    assert [words for node in words_for_people(ast.parse(code)) for words in plain(node)]
    wrapped = re.sub(r"f?('[^']*\.'|'No'|'Name'|'Not sent'|'say %s'|'not \{x\} so')", r"_(\1)", code)
    assert [] == [words for node in words_for_people(ast.parse(wrapped)) for words in plain(node)]


class Words(HTMLParser):
    """The words of a template that stand outside of what is translated."""

    READ = ("title", "placeholder", "aria-label", "alt", "value")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.within: list[str] = []
        text = re.sub(r"{%\s*(blocktranslate|comment)\b.*?{%\s*end\1\s*%}", "", text, flags=re.DOTALL)
        self.feed(re.sub(r"{[%#{].*?[%#}]}", "", text, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within = [*self.within, tag] if tag not in ("input", "link", "meta", "br") else self.within
        hidden = ("type", "hidden") in attrs or tag in ("button", "option", "input")  # their values are codes
        self.found += [
            value for name, value in attrs if name in self.READ and value and not (hidden and "value" == name)
        ]

    def handle_endtag(self, tag: str) -> None:
        self.within = self.within[:-1]

    def handle_data(self, data: str) -> None:
        if not {"code", "script", "style"} & set(self.within):
            self.found.append(data)


# Names, which are the same in each language; files of one's own data.
NAMES = {"Dateline", "API", "iCalendar", "Standard Webhooks", "Wikidata", "Europe/Berlin", "JSON"}


def test_no_words_stand_in_a_template_without_a_translator_seeing_them() -> None:
    found = {
        (path.name, words.strip())
        for path in TEMPLATES
        for text in Words(path.read_text("utf-8")).found
        for words in re.split(r"[·,\n]", text)
        if re.search(r"[^\W\d_]{2}", re.sub("|".join(NAMES) + r"|\w+\.json|https?://\S*", "", words))
    }

    assert found == set()


# Codes in words


def test_every_line_that_the_code_writes_into_the_audit_log_has_its_words() -> None:
    noted = {text for event in ("published", "removed") for text in [f"comment {event}"]}
    noted |= {f"correction {state}" for state in ("accepted", "rejected", "undone")}
    noted |= {f"webhook: {action}" for action in ("roll", "again", "end")}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if "note" == called(node) and isinstance(node, ast.Call) and isinstance(node.args[0], ast.Constant):
                noted.add(node.args[0].value)
    noted |= set(signals._TOLD.values())
    assert len(noted) > 25
    with translation.override("de"):
        assert [] == [one for one in sorted(noted) if log_words(one) == one]
        assert "as it was written" == log_words("as it was written")


EVERYTHING = Setting(
    seconds=1, account_hours=0.1, lately=7, removed=2, own=["a b c"], spam=["some words that were removed as spam"],
    about=["Trump met Kim"],
)  # fmt: skip


def test_every_reason_of_the_filter_has_its_words_in_both_languages() -> None:
    source = (DESK / "spam/filter.py").read_text("utf-8")
    codes = set(re.findall(r'Reason\("(\w+)"', source)) - {"known", "to_the_point"}  # which are never told
    assert len(codes) > 15
    for code in codes | {"fine"}:
        kept = Reason(code, 3, ("telephone", "mail")).kept()
        with translation.override("en"):
            english = reason_words(kept)
        with translation.override("de"):
            german = reason_words(kept)
        assert code not in (english, german)
        assert english != german, code
        assert "%" not in english + german


def test_numbers_and_kinds_are_put_into_the_words() -> None:
    told = "HELLO EVERYBODY OUT THERE, THINK OF ME AND CALL +1 800 555 0199 OR a@example.org, SEE bit.ly/x"
    reasons = [one.kept() for one in weigh(Offered(told), EVERYTHING).reasons]
    assert json.loads(json.dumps(reasons)) == reasons
    with translation.override("de"):
        german = reasons_words(reasons)
    for words in ("1 Link;", "eine Telefonnummer und eine E-Mail-Adresse im Text", "Kommentar Nummer 8 in zehn Minuten",
                  "1 Sekunde nach dem Öffnen", "fast nur Großbuchstaben"):  # fmt: skip
        assert words in german + ";"


def test_a_code_of_another_version_and_words_of_an_earlier_one_are_shown() -> None:
    assert "of_tomorrow; 2 links" == reasons_words([{"code": "of_tomorrow"}, "2 links"])
    assert "0 links" == reason_words({"code": "links"})
    assert "filter: 2 links" == decision_words(Decision(state=Comment.State.HELD, reason="filter: 2 links"))
    assert "" == decision_words(Decision(state=Comment.State.HELD))
    kept = of_filter(Verdict("publish", 0.0, ()), edited=True)
    assert "edited; filter: nothing against it" == decision_words(Decision(reasons=kept))


# Where it stands


@pytest.mark.parametrize(
    ("kind", "status", "english", "german"),
    [
        ("visit", "occurred", "took place", "fand statt"),
        ("cancellation", "occurred", "was announced", "wurde bekanntgegeben"),
        ("denial", "occurred", "was voiced", "wurde geäußert"),
        ("invitation", "did_not_occur", "was not issued", "wurde nicht ausgesprochen"),
        ("agreement", "occurred", "was reached", "wurde erreicht"),
        ("sanction", "occurred", "was imposed", "wurde verhängt"),
        ("release", "occurred", "took place", "erfolgte"),
        ("release", "did_not_occur", "did not take place", "erfolgte nicht"),
        ("demand", "cancelled", "cancelled", "abgesagt"),
        ("", "occurred", "happened", "geschah"),
        ("", "scheduled", "scheduled", "angesetzt"),
    ],
)
def test_what_was_done_by_words_did_not_take_place(kind: str, status: str, english: str, german: str) -> None:
    for language, expected in (("en", english), ("de", german)):
        with translation.override(language):
            assert expected == status_words(status, kind)


# States


def test_a_state_is_called_as_the_reader_calls_it_and_nobody_else_is_renamed() -> None:
    with translation.override("de"):
        assert "Nordkorea" == country_words("PRK")
        assert "Vereinigte Staaten" == name_words("united-states", "state", "United States")
        assert "Georgia" == name_words("georgia", "person", "Georgia")
        assert "Soviet Union" == name_words("soviet-union", "state", "Soviet Union")
        assert "nowhere" == country_words("nowhere")
    with translation.override("en"):
        assert "North Korea" == country_words("PRK")
        assert "DPRK" == name_words("north-korea", "state", "DPRK")


# Who speaks, and how they are told to


@pytest.mark.parametrize(
    ("several", "english", "german"), [(False, ("says", "reports"), "sagt"), (True, ("say", "report"), "sagen")]
)
def test_several_speak_in_the_plural(several: bool, english: tuple[str, str], german: str) -> None:
    with translation.override("en"):
        assert english == (act_words("assertion", several=several), act_words("report", several=several))
        assert english[0] == voice_words("source", several=several)
        assert "through" == voice_words("relay", several=several)
    with translation.override("de"):
        assert german == act_words("assertion", several=several)


def test_every_act_is_told_of_one_and_of_several() -> None:
    for act in ACT_WORDS:
        assert act_words(act, several=True) != act_words(act)
