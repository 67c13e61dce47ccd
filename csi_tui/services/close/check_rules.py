"""What the preflight of a month looks for, in the order in which a person would: each rule's sentence and remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from csi_tui.i18n import N_


@dataclass(frozen=True, slots=True)
class Rule:
    """A finding's sentence and remedy; a blocking one stops ``close run``, a note asks nothing of anybody.

    ``dismissable``: what it finds may be right, and who looked says so once, with a reason (``dismissals``).
    Where the remedy is empty, the guard of the freeze says what to do (:mod:`csi_tui.services.close.guards`).
    ``at``: kind of the rows in which it is put right, with the field concerned
    (:class:`csi_tui.services.desk.row_places.RowPlace`); the first one is the kind of rows that do not say theirs.
    """

    title: str
    remedy: str
    blocking: bool = False
    note: bool = False
    dismissable: bool = False
    at: Mapping[str, str] = field(default_factory=dict)


RULES: dict[str, Rule] = {
    # What holds up the freeze (``guards``); what to do is said by the guard itself.
    "cards-altered": Rule(N_("Its cards are not those that were published"), "", blocking=True),
    "freeze-out-of-turn": Rule(N_("An earlier month is to be frozen first"), "", blocking=True),
    "act-waits": Rule(
        N_("What somebody entered into a figure of their own waits for a second person"),
        N_("Have it confirmed or rejected by somebody else, or carry it over to a later month."),
        blocking=True,
        at={"acts": ""},
    ),
    "appeal-waits": Rule(N_("An appeal holds up the freeze"), "", blocking=True),
    "objection-stands": Rule(N_("The oversight group objects"), "", blocking=True),
    "not-signed": Rule(N_("The oversight group has not signed the month off"), "", blocking=True),
    "window-runs": Rule(N_("The publication window still runs"), "", note=True),
    "month-not-over": Rule(
        N_("The month is not over"),
        N_("Wait for its end; computing before that is a preview."),
        blocking=True,
    ),
    "no-orders": Rule(
        N_("No work orders in this month"),
        N_("Import the repair department's file, or check the month."),
        blocking=True,
    ),
    "upheld-not-carried-out": Rule(
        N_("Appeals were upheld, and the month was neither published anew nor corrected since"),
        N_(
            "Put right what was wrong, then compute and publish the month yourself; a frozen one takes a correction."
        ),
        blocking=True,
        at={"appeals": ""},
    ),
    "clock-jumped": Rule(
        N_("The clock may have jumped over the end of the window"),
        N_("Have a second person look at the clock and confirm it with a reason."),
        blocking=True,
    ),
    "frozen-ahead": Rule(
        N_("The month was frozen by a clock that was ahead, before its window was over"),
        N_("Until the window is really over its people may still appeal; ask who set the clock."),
    ),
    "appeal-unconfirmed": Rule(
        N_("Appeals that were taken down, and their owners have not confirmed"),
        N_(
            "Ask the owner to sign in and confirm it; of one who is no user, say on the appeal how it was confirmed."
        ),
        at={"appeals": ""},
    ),
    "nothing-entered": Rule(
        N_("Nothing is entered for this month"),
        N_("Enter figures and ratings under “9 Entries”, or import them; or check the month."),
        blocking=True,
    ),
    "not-entered": Rule(
        N_("People and teams of whom figures or ratings are missing that the month asks for"),
        N_("Enter them under “9 Entries”."),
        at={"entries": ""},
    ),
    "figure-off-rows": Rule(
        N_("Figures that are not what the store's rows give"),
        N_(
            "Nothing to do where they were entered so on purpose; else take them from the rows again, with a reason."
        ),
        note=True,
        at={"entries": ""},
    ),
    "no-surveys": Rule(N_("No surveys in this month"), N_("Import the agency's file.")),
    "no-complaints": Rule(
        N_("No complaints in this month, though there were some in the months before"),
        N_("Ask the complaint handler whether a file is missing."),
    ),
    "feed-missing": Rule(
        N_("Files that came for each of the three months before and not for this one"),
        N_("Ask who sends them; where none is due, there is nothing to do."),
    ),
    "roles-contradict": Rule(
        N_("Users of the oversight group who have another role as well"),
        N_(
            "Leave the oversight group to others: nobody looks over what the same hands entered, decided or published."
        ),
    ),
    "open-to-others": Rule(
        N_("Others than its owner can write the store, or put another one in its place"),
        N_(
            "Have whoever looks after the machine set its rights; people come in through the program all the same."
        ),
    ),
    "earlier-month-open": Rule(
        N_("Earlier months are not frozen"),
        N_(
            "Freeze them first, or have them brought in as past months: their returns are not charged back before."
        ),
        at={"months": ""},
    ),
    "order-not-completed": Rule(
        N_("Orders not completed"),
        N_("Complete them, or leave them: they will count in the next month."),
        note=True,
        at={"orders": "completed_at"},
    ),
    "order-without-technician": Rule(
        N_("Completed orders without a technician"),
        N_("Enter who repaired them; nobody is credited otherwise."),
        at={"orders": "technician_no"},
    ),
    "order-without-agent": Rule(
        N_("Completed orders without an agent"),
        N_("Enter who took the call; nobody is credited otherwise."),
        dismissable=True,
        at={"orders": "agent_no"},
    ),
    "other-role": Rule(
        N_("Orders that name somebody of another role in a place"),
        N_(
            "Check the number, and the role of the person; where both are right, leave them: they count as they are."
        ),
        dismissable=True,
        at={"orders": "agent_no"},
    ),
    "order-without-contact": Rule(
        N_("Completed orders without a first contact"),
        N_("Enter when the customer was contacted; they give no response time otherwise."),
        at={"orders": "first_contact_at"},
    ),
    "order-without-arrival": Rule(
        N_("Completed on-site orders without an arrival"),
        N_("Enter when the technician arrived; they give no response time otherwise."),
        at={"orders": "arrived_at"},
    ),
    "arrival-before-contact": Rule(
        N_("Orders whose technician arrived before the first contact"),
        N_("Check the two times; such an arrival counts as 0 minutes."),
        at={"orders": "arrived_at"},
    ),
    "order-twice": Rule(
        N_("Orders that look like one order under two numbers"),
        N_("Set the outcome of the one that came in twice to cancelled, or say that both are right."),
        dismissable=True,
        at={"orders": "outcome"},
    ),
    "unlinked-likely-return": Rule(
        N_("Orders that look like returns but are not linked"),
        N_("Open the order and link the one whose repair did not hold, or say that it is none."),
        dismissable=True,
        at={"orders": "return_of"},
    ),
    "fixed-but-customer-disagrees": Rule(
        N_("Orders marked fixed whose customer rated the repair 1 or 2"),
        N_("Ask the customer; correct the outcome."),
        at={"orders": "outcome"},
    ),
    "survey-without-order": Rule(
        N_("Surveys that were rejected because their order is not known"),
        N_("Import the orders, or correct their numbers; then import the surveys again."),
    ),
    "survey-number-slip": Rule(
        N_("Surveys without an order whose number is one key off an order's"),
        N_(
            "Put the number right, in the file or on the order, and import the survey again; or say that it is none."
        ),
        dismissable=True,
        at={"orders": "order_no"},
    ),
    "survey-of-cancelled-order": Rule(
        N_("Surveys of cancelled orders"),
        N_("Check the outcome of the order; they count for nobody otherwise."),
        at={"orders": "outcome"},
    ),
    "few-answers": Rule(
        N_("Employees with fewer surveys than the scheme asks for"),
        N_("Ask the agency whether surveys are missing; their cards say “few answers” otherwise."),
        at={"employees": ""},
    ),
    "asked-not-answered": Rule(
        N_("Surveys without any answer"),
        N_(
            "Nothing to do, unless the agency's file should have answers: they count as asked, and in no figure."
        ),
        note=True,
        at={"surveys": "attitude"},
    ),
    "asked-looks-chosen": Rule(
        N_("Employees whose orders that went badly were asked about less often than the rest"),
        N_("Ask the agency whom it asked and why; no score changes by it."),
        at={"employees": ""},
    ),
    "second-survey": Rule(
        N_("Orders surveyed more than once"), N_("Every survey counts; tell the agency."), at={"surveys": ""}
    ),
    "complaint-undetermined": Rule(
        N_("Complaints neither done nor overdue"),
        N_("Nothing to do: they will count in the next month."),
        note=True,
        at={"complaints": "milestone"},
    ),
    "complaint-without-handler": Rule(
        N_("Complaints without a handler"),
        N_("Enter who handles them; nobody is credited otherwise."),
        at={"complaints": "handler_no"},
    ),
    "complaint-out-of-order": Rule(
        N_("Complaints whose milestones do not follow each other"),
        N_("Check the three times with the handler."),
        at={"complaints": "milestones"},
    ),
    "invalid-without-reviewer": Rule(
        N_("Invalid complaints that nobody reviewed"),
        N_("Have a second person confirm that they are invalid."),
        at={"complaints": ""},
    ),
    "validity-waits": Rule(
        N_("Complaints proposed as invalid, or as valid again, that nobody confirmed"),
        N_("Have a second person confirm or reject; they count as they are."),
        at={"complaints": ""},
    ),
    "provisional-due": Rule(
        N_("Due times that rest on a year without an official calendar"),
        N_(
            "Enter the year from its notice under “8 Days”, or have a supervisor declare its weekdays less statutory "
            "days final there; until then the month cannot be frozen."
        ),
        blocking=True,
        at={"years": ""},
    ),
    "roster-gap": Rule(
        N_("Employees without a supervisor who works here, or without a role on their first days"),
        N_("Enter who assesses them, and from which day their role holds."),
        at={"employees": "supervisor_no"},
    ),
    "outside-employment": Rule(
        N_("Rows that name somebody outside the days of employment"),
        N_("Correct the person or the days; they count as they are."),
    ),
    # In any month that is not frozen, whichever is checked (csi_db.strange_rows).
    "future-row": Rule(
        N_("Rows dated in the future"),
        N_("Correct the dates."),
        at={"orders": "received_at", "surveys": "answered_at", "complaints": "received_at"},
    ),
    "answered-before-order": Rule(
        N_("Surveys answered before their order was received"),
        N_("Check the time of the answer, and the order number; tell the agency."),
        dismissable=True,
        at={"surveys": "answered_at"},
    ),
    "completed-before-receipt": Rule(
        N_("Rows completed before they were received"),
        N_("Correct one of the two times."),
        at={"orders": "completed_at", "complaints": "resolved_at"},
    ),
    "before-first-employment": Rule(
        N_("Rows from before anybody here was employed"),
        N_("Check the year; or enter the people of that time."),
        dismissable=True,
        at={"orders": "received_at", "surveys": "answered_at", "complaints": "received_at"},
    ),
    "gap-of-years": Rule(
        N_("Rows with more than a year from receipt to completion, or from there to the answer"),
        N_("Check the years; where they are right, leave them."),
        dismissable=True,
        at={"orders": "completed_at", "surveys": "answered_at", "complaints": "resolved_at"},
    ),
    "key-absent": Rule(
        N_("The signing key is not here: what is frozen will not be signed"),
        N_(
            "The month can be frozen all the same, and signed once the two holders have brought the key back."
        ),
        note=True,
    ),
    "late-row": Rule(
        N_("Rows of earlier, closed months that count here"),
        N_("Nothing to do: they came late and are marked so."),
        note=True,
    ),
}
