"""Corrections: proposed by readers, ruled on by editors, seen by all."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dateline.desk import corrections
from dateline.desk.asked import KINDS, STATUSES
from dateline.desk.audit import note
from dateline.desk.corrections import NotProposed, Side, propose, rule, side
from dateline.desk.guards import editors, logged_in, person
from dateline.desk.held import the_ledger
from dateline.desk.lines import Names
from dateline.desk.models import Person, Proposal
from dateline.desk.refusals import error_words
from dateline.desk.talk import FIELDS
from dateline.desk.targets import NoAim
from dateline.desk.words import field_words, kind_words, status_words
from dateline.errors import DatelineError, NotInLedger
from dateline.ledger.ledger import Ledger

_A_PAGE = 100
_MOST_OPEN = 20  # proposals of one person that wait


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """What was proposed and what became of it."""
    ledger = the_ledger()
    found = Proposal.objects.select_related("by").prefetch_related("rulings")[:_A_PAGE]
    lines = [(one, side(ledger, one.view, one.a), _other(ledger, one)) for one in found]
    return render(request, "desk/proposals.html", {"lines": lines})


@require_safe
def proposal(request: HttpRequest, number: int) -> HttpResponse:
    """One proposal with its history; editors rule on it here."""
    ledger = the_ledger()
    one = get_object_or_404(Proposal.objects.select_related("by").prefetch_related("rulings__by"), pk=number)
    page = {"one": one, "a": side(ledger, one.view, one.a), "b": _other(ledger, one)}
    if isinstance(request.user, Person) and request.user.is_editor and one.state == Proposal.State.OPEN:
        page["needs_another"] = corrections.needs_another(one, request.user)
    if one.verdict == Proposal.Verdict.FIELD:
        page |= {"values": _value_words(ledger, one), "words": field_words(one.field)}
    return render(request, "desk/proposal.html", page)


def _value_words(ledger: Ledger, one: Proposal) -> list[str]:
    """The proposed value of a field as pages say it; names as they were given."""
    values = corrections.values_of(one.field, one.value)
    if one.field in ("actors", "recipients", "place"):
        return values
    kind = corrections.kind_of(ledger, one.a)
    return [Names(ledger, ()).value(one.field, value, kind) for value in values]


def _other(ledger: Ledger, one: Proposal) -> Side | None:
    return side(ledger, one.view, one.b) if one.b else None


@require_http_methods(["GET", "HEAD", "POST"])
@logged_in
def new_field(request: HttpRequest) -> HttpResponseBase:
    """The form of a proposal on a field of a record."""
    ledger, given = the_ledger(), request.POST if request.method == "POST" else request.GET
    asked = {name: given.get(name, "")[:1000] for name in ("a", "field", "value", "article", "quote", "reason")}
    if asked["field"] not in FIELDS:
        raise NoAim(_("there is no such field"), hint=", ".join(FIELDS))
    problem = ""
    if request.method == "POST":
        try:
            _no_more_than_some(person(request))
            made = corrections.propose_field(ledger, person(request), **asked)
        except NotProposed as error:
            problem = str(error)
        except NotInLedger as error:
            problem = error_words(error)
        else:
            messages.success(request, _("Proposed. An editor will look at it; this page shows what became of it."))
            return redirect(made.url)
    choices = {"kind": KINDS, "status": STATUSES}.get(asked["field"], ())
    kind = corrections.kind_of(ledger, corrections.id_in(asked["a"]))
    if choices and not asked["value"]:
        asked["value"] = corrections.value_now(ledger, corrections.id_in(asked["a"]), asked["field"])
    page = {
        "asked": asked, "problem": problem, "first": side(ledger, "event", corrections.id_in(asked["a"])),
        "words": field_words(asked["field"]), "choices": [
            (one, kind_words(one) if asked["field"] == "kind" else status_words(one, kind)) for one in choices
        ],
        "several": asked["field"] in ("actors", "recipients"), "may_be_unknown": not choices,
    }  # fmt: skip
    return render(request, "desk/proposal_field.html", page, status=400 if problem else 200)


def _no_more_than_some(by: Person) -> None:
    if Proposal.objects.filter(by=by, state=Proposal.State.OPEN).count() >= _MOST_OPEN:
        raise NotProposed(
            _("%(most_open)s of your proposals wait already; editors will get to them") % {"most_open": _MOST_OPEN}
        )


@require_http_methods(["GET", "HEAD", "POST"])
@logged_in
def new(request: HttpRequest) -> HttpResponseBase:
    """The form of a proposal."""
    ledger, given = the_ledger(), request.POST if request.method == "POST" else request.GET
    asked = {name: given.get(name, "")[:1000] for name in ("view", "a", "b", "verdict", "reason")}
    problem = ""
    if request.method == "POST":
        try:
            _no_more_than_some(person(request))
            made = propose(ledger, person(request), **asked)
        except NotProposed as error:
            problem = str(error)
        except NotInLedger as error:
            problem = error_words(error)
        else:
            messages.success(request, _("Proposed. An editor will look at it; this page shows what became of it."))
            return redirect(made.url)
    asked["view"] = asked["view"] if asked["view"] == "entity" else "event"
    first = side(ledger, asked["view"], corrections.id_in(asked["a"])) if asked["a"] else None
    verdicts = [one for one in Proposal.Verdict.choices if one[0] != Proposal.Verdict.FIELD]
    page = {"asked": asked, "problem": problem, "first": first, "verdicts": verdicts}
    return render(request, "desk/proposal_new.html", page, status=400 if problem else 200)


@require_POST
@editors
def decide(request: HttpRequest, number: int) -> HttpResponseBase:
    """An editor accepts, rejects or undoes."""
    one = get_object_or_404(Proposal, pk=number)
    try:
        ruling = rule(
            the_ledger(), one, person(request), request.POST.get("action", ""), request.POST.get("reason", "")
        )
    except NotProposed as error:
        messages.error(request, _("Nothing was done: %(error)s.") % {"error": error})
    except DatelineError as error:
        messages.error(request, _("The ledger did not take it: %(message)s.") % {"message": error_words(error)})
    else:
        alone = "one's own, there being no other editor: " if ruling.of_ones_own else ""
        note(f"correction {ruling.state}", on=f"proposal {number}", detail=alone + ruling.reason, request=request)
        told = capfirst(ruling.get_state_display()) + "."
        if ruling.judgement:
            field = one.verdict == Proposal.Verdict.FIELD
            where = (
                _("It is correction %(number)s in the ledger.")
                if field
                else _("It is judgement %(number)s in the ledger.")
            )
            told += " " + where % {"number": ruling.judgement}
        messages.success(request, told)
    return redirect(one.url)
