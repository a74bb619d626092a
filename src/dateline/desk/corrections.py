"""Proposals and what editors make of them: judgements in the ledger, with a history and a way back."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.desk.lines import Names
from dateline.desk.models import Person, Proposal, Ruling
from dateline.desk.refusals import error_words, refusal_words
from dateline.desk.words import name_words
from dateline.errors import BadCorrection, NotInLedger
from dateline.ledger.ledger import Ledger
from dateline.ledger.types import Correction, Verdict


class NotProposed(ValueError):
    """A proposal makes no sense; the words are for the one who made it."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that a proposal is about."""

    id: str
    title: str
    url: str


def id_in(given: str) -> str:
    """An id as it was given: by itself, or as the address of a page."""
    path = urlsplit(given.strip()).path if "/" in given else given.strip()
    return next((part for part in reversed(path.split("/")) if part), "")[:80]


def propose(
    ledger: Ledger, by: Person, *, view: str, a: str, b: str, verdict: str, reason: str
) -> Proposal:  # fmt: skip
    """Keep a proposal on two records or actors. Raises NotProposed, NotInLedger."""
    if verdict not in (Proposal.Verdict.SAME, Proposal.Verdict.DIFFERENT) or view not in ("event", "entity"):
        raise NotProposed(_("say whether the two are the same or different"))
    if not reason.strip():
        raise NotProposed(_("say why: an editor has to be able to check it"))
    one, other = id_in(a), id_in(b)
    if not one or not other:
        raise NotProposed(_("name both"))
    if view == "event":
        first, second = ledger.event(one).id, ledger.event(other).id
        if verdict == Proposal.Verdict.SAME:
            one, other = first, second
            if one == other:
                raise NotProposed(_("the two are one record already"))
        elif one == other:
            raise NotProposed(_("that is one and the same thing: name a telling of it, or another record"))
        elif first != second:
            raise NotProposed(_("the two are two records already"))
    else:
        one, other = ledger.entity(one).id, ledger.entity(other).id
        if one == other:
            raise NotProposed(_("the two are one already"))
    proposal, new = Proposal.objects.get_or_create(
        view=view, a=one, b=other, verdict=verdict, state=Proposal.State.OPEN,
        defaults={"by": by, "reason": reason.strip()[:1000]},
    )  # fmt: skip
    if not new:
        raise NotProposed(_("somebody has proposed that already; an editor will look at it"))
    return proposal


def values_of(field: str, given: str) -> list[str]:
    """The values that were given, one a line; of anything but sides there is one."""
    lines = [one.strip() for one in given.splitlines() if one.strip()]
    return lines if field in ("actors", "recipients") else [" ".join(lines)] if lines else []


def propose_field(
    ledger: Ledger, by: Person, *, a: str, field: str, value: str, article: str, quote: str, reason: str
) -> Proposal:
    """Keep a proposal on a field of a record. Raises NotProposed, NotInLedger."""
    if not reason.strip():
        raise NotProposed(_("say why: an editor has to be able to check it"))
    event, report = ledger.event(id_in(a)).id, id_in(article)
    given = values_of(field, value)
    try:
        drafted = ledger.draft(event, field, given, article=report or None, quote=quote)
    except BadCorrection as error:
        raise NotProposed(f"{error_words(error)} ({refusal_words(error.hint)})") from None
    if _shown(ledger, event, field) == drafted.value:
        raise NotProposed(_("the record says so already"))
    proposal, new = Proposal.objects.get_or_create(
        view="event", a=event, verdict=Proposal.Verdict.FIELD, field=drafted.field, value="\n".join(given)[:300],
        state=Proposal.State.OPEN,
        defaults={"by": by, "reason": reason.strip()[:1000], "article": report, "quote": quote.strip()[:1000]},
    )  # fmt: skip
    if not new:
        raise NotProposed(_("somebody has proposed that already; an editor will look at it"))
    return proposal


def _shown(ledger: Ledger, id: str, field: str) -> str:
    """What the record shows now, as a correction would have it."""
    event = ledger.event(id)
    if field in ("actors", "recipients"):
        return " ".join(one.entity for one in (event.actors if field == "actors" else event.recipients))
    if field == "when":
        return event.when.value if event.when is not None else ""
    if field == "place":
        return event.place.entity if event.place is not None else ""
    return event.kind if field == "kind" else event.status


def value_now(ledger: Ledger, id: str, field: str) -> str:
    """What the record shows of a field, as a proposal has it; "" where there is no such record."""
    try:
        return _shown(ledger, id, field)
    except NotInLedger:
        return ""


def kind_of(ledger: Ledger, id: str) -> str:
    """The kind of an event; "" where it is gone."""
    return value_now(ledger, id, "kind")


def side(ledger: Ledger, view: str, id: str) -> Side:
    """One of the two, as it is called today."""
    from dateline.desk.models import target_url

    try:
        if view == "entity":
            found = ledger.entity(id)
            return Side(id, name_words(found.id, found.kind, found.name), target_url("entity", id))
        event = ledger.event(id)
        line = Names.of(ledger, events=[event]).event(event)
        telling = next((one for one in event.tellings if one.claim == id and len(event.tellings) > 1), None)
        words = f"{line.title}, {line.day}"
        if telling is not None:
            words = _("%(event)s, as %(outlet)s tells it") % {
                "event": words, "outlet": telling.outlet or telling.input,
            }  # fmt: skip
        return Side(id, words, target_url("event", id))
    except NotInLedger:
        return Side(id, _("%(id)s (no longer in the ledger)") % {"id": id}, "")


def needs_another(proposal: Proposal, by: Person) -> bool:
    """Is it one's own, and is there somebody else to accept it? Who is the only editor of a desk accepts one's own."""
    if proposal.by_id != by.pk:
        return False
    roles = (Person.Role.EDITOR, Person.Role.ADMINISTRATOR)
    return Person.objects.filter(role__in=roles, is_active=True, leaving_at=None).exclude(pk=by.pk).exists()


@transaction.atomic
def rule(ledger: Ledger, proposal: Proposal, by: Person, action: str, reason: str) -> Ruling:
    """Accept, reject or undo. Raises NotProposed where that is not to be had, and the errors of the ledger.

    The judgement is the last step: if the ledger refuses it, nothing is kept here either.
    """
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    state = Proposal.State(proposal.state)
    allowed = {"accept": (Proposal.State.OPEN,), "reject": (Proposal.State.OPEN,), "undo": (Proposal.State.ACCEPTED,)}
    if state not in allowed.get(action, ()):
        raise NotProposed(_("somebody was quicker: look at it again"))
    if not reason.strip():
        raise NotProposed(_("say why: the reason is kept and shown"))
    if action == "accept" and needs_another(proposal, by):
        raise NotProposed(_("it is your own: another editor has to accept it"))
    after = {
        "accept": Proposal.State.ACCEPTED, "reject": Proposal.State.REJECTED, "undo": Proposal.State.UNDONE,
    }[action]  # fmt: skip
    proposal.state = after
    proposal.save(update_fields=["state"])
    ruling = Ruling.objects.create(proposal=proposal, by=by, state=after, reason=reason.strip()[:500])
    if action != "reject":
        kept = _correct if proposal.verdict == Proposal.Verdict.FIELD else _judge
        ruling.judgement = kept(ledger, proposal, by, reason.strip(), undo=action == "undo")
        ruling.save(update_fields=["judgement"])
    return ruling


def _judge(ledger: Ledger, proposal: Proposal, by: Person, reason: str, *, undo: bool) -> int:
    """The number of the judgement in the ledger; undone, the one before, else the opposite, which is how it was."""
    verdict: Verdict = "same" if proposal.verdict == Proposal.Verdict.SAME else "different"
    words = f"proposal {proposal.pk}: {reason}"
    if undo:
        verdict = _before(ledger, proposal) or ("different" if verdict == "same" else "same")
        words = f"proposal {proposal.pk} undone: {reason}"
    judge = {"same": ledger.same, "different": ledger.different, "unsure": ledger.unsure}[verdict]
    return judge(proposal.a, proposal.b, by=f"editor {by.username}", reason=words).number


def _correct(ledger: Ledger, proposal: Proposal, by: Person, reason: str, *, undo: bool) -> int:
    """The number of the correction in the ledger; undone, that which stood before it, else the reports speak again."""
    given: list[str] | None = values_of(proposal.field, proposal.value)
    article, quote, words = proposal.article or None, proposal.quote, f"proposal {proposal.pk}: {reason}"
    if undo:
        words = f"proposal {proposal.pk} undone: {reason}"
        before = _stood_before(ledger, proposal)
        given, article, quote = None, None, ""
        if before is not None and before.value is not None:
            given = before.value.split(" ") if before.field in ("actors", "recipients") else [before.value]
            article, quote = (before.proof.article, before.proof.quote) if before.proof is not None else (None, "")
    told = {"article": article, "quote": quote, "by": f"editor {by.username}", "reason": words}
    return ledger.correct(proposal.a, proposal.field, given, **told).number  # type: ignore[arg-type]


def _stood_before(ledger: Ledger, proposal: Proposal) -> Correction | None:
    """The last word on the field before the proposal was accepted. Raises NotProposed if there was one since."""
    ruled = proposal.rulings.filter(state=Proposal.State.ACCEPTED).first()
    given = [one for one in ledger.corrections(proposal.a) if one.field == proposal.field]
    mine = ruled.judgement if ruled is not None and ruled.judgement else 0
    if any(one.number > mine for one in given):
        raise NotProposed(_("somebody has had a later word on that field: undo that one"))
    earlier = [one for one in given if one.number < mine]
    return earlier[-1] if earlier else None


def _before(ledger: Ledger, proposal: Proposal) -> Verdict | None:
    """The last word on the pair before the proposal was accepted."""
    ruled = proposal.rulings.filter(state=Proposal.State.ACCEPTED).first()
    judged = ledger.judgements()
    mine = next((one for one in judged if ruled and one.number == ruled.judgement), None)
    if mine is None:
        return None
    earlier = [one for one in judged if {one.a, one.b} == {mine.a, mine.b} and one.number < mine.number]
    return earlier[-1].verdict if earlier else None
