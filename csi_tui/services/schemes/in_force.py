"""Scoring schemes: the built-in files, their versions in the store, and sentences for their faults."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sqlmodel import Session, select

from csi_db.models import Month, MonthRevision, SchemeVersion
from csi_tui.i18n import N_, _, current_language
from csi_tui.refusals import reason_of
from csi_tui.scoring.catalogue import Catalogue, parse_catalogue
from csi_tui.scoring.measures import SurveyAnswers
from csi_tui.scoring.month_items import CannotPlan, NotItems, planned_body, read_items
from csi_tui.scoring.periods import Period, period_of
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.scheme_file import MAXIMUM_CHARACTERS, parse_scheme
from csi_tui.scoring.scheme_table import SchemeFault, SchemeInvalid
from csi_tui.scoring.spans import QUARTER, YEAR
from csi_tui.services.desk import clock, shared
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UnreadableFile, UserError
from csi_tui.services.tabular.open_stores import refuse_open_store
from csi_tui.services.tabular.untrusted_text import normal


@dataclass(frozen=True, slots=True)
class SchemeText:
    """A scheme with the file it was read from; ``digest`` is the file's SHA-256."""

    scheme: Scheme
    body: str
    digest: str


@cache
def catalogue() -> Catalogue:
    """The indicators of the program that are entered or rated."""
    file = resources.files("csi_tui.scoring") / "catalogue.toml"
    return parse_catalogue(file.read_text(encoding="utf-8"))


def default_scheme() -> str:
    """The id of the scheme of a new store: a file beside the schemes says it."""
    file = resources.files("csi_tui.scoring") / "schemes" / "default"
    return file.read_text(encoding="utf-8").strip()


@cache
def built_in() -> dict[str, SchemeText]:
    """The schemes that come with the product, by id."""
    found = {}
    folder = resources.files("csi_tui.scoring") / "schemes"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name.removesuffix(".toml")):
        if file.name.endswith(".toml"):
            text = scheme_text(file.read_text(encoding="utf-8"))
            found[text.scheme.id] = text
    return found


@cache
def scheme_text(body: str) -> SchemeText:
    """Read a scheme; the same text gives the same value.

    Raises:
        SchemeInvalid: it has faults.
    """
    return SchemeText(parse_scheme(body, catalogue()), body, hashlib.sha256(body.encode()).hexdigest())


def find(scheme_id: str, others: tuple[str, ...] = ()) -> SchemeText:
    """The scheme of the program of that id; ``others``: ids of those of the site, to be named beside them.

    Raises:
        UserError: there is none; names those there are.
    """
    schemes = built_in()
    if scheme_id not in schemes:
        known = _(", ").join([*schemes, *others])
        if not scheme_id.strip():
            raise UserError(_("The scheme is missing. There are: {known}.").format(known=known))
        raise UserError(_("There is no scheme “{id}”. There are: {known}.").format(id=scheme_id, known=known))
    return schemes[scheme_id]


def chosen_in(desk: Desk, period: Period) -> SchemeText:
    """The scheme that was chosen for a month, with the items of its own."""
    held = desk.site.scheme_in(period)
    return find(held.scheme_id) if held.body is None else scheme_text(held.body)


def scheme_in(desk: Desk, period: Period) -> SchemeText:
    """The scheme that holds in a month, with the items that were chosen for it."""
    return _as_planned(desk, chosen_in(desk, period), period)


def scheme_now(desk: Desk) -> SchemeText:
    """The scheme that holds in the month that it is, with the items of its own: for rules that hang on no item."""
    return chosen_in(desk, period_of(clock.now(), desk.site.zone))


def _as_planned(desk: Desk, text: SchemeText, period: Period) -> SchemeText:
    items = desk.site.items_in(period, text.scheme.id)
    return with_items(text.body, items) if items else text


@cache
def with_items(body: str, items: str) -> SchemeText:
    """A scheme with items in the place of its own; ``items``: as the store writes them.

    Raises:
        UserError: it cannot be computed with them.
    """
    try:
        return scheme_text(planned_body(body, read_items(items.split()), catalogue()))
    except SchemeInvalid as invalid:
        faults = "; ".join(map(fault_sentence, invalid.faults))
        raise UserError(
            _("The scheme cannot be computed with these items: {why}").format(why=faults)
        ) from invalid
    except (NotItems, CannotPlan) as error:
        raise UserError(
            _("The scheme cannot be computed with these items: {why}").format(why=items)
        ) from error


def asked_by_scheme(desk: Desk) -> frozenset[str]:
    """The questions of the survey whose answers the scheme of the month that it is reads."""
    return frozenset(
        leaf.measure.question
        for leaf in scheme_now(desk).scheme.leaves()
        if isinstance(leaf.measure, SurveyAnswers)
    )


def named_scheme(desk: Desk, scheme_id: str | None, period: Period) -> SchemeText:
    """A scheme of the program or of the site, by its id; none named: the one that holds in the month.

    Raises:
        UserError: there is none; names those there are.
    """
    if scheme_id is None:
        return scheme_in(desk, period)
    own = {one.scheme_id: one.body for one in desk.site.schemes if one.body is not None}
    text = scheme_text(own[scheme_id]) if scheme_id in own else find(scheme_id, tuple(own))
    return _as_planned(desk, text, period)


def find_or_read(name: str) -> SchemeText:
    """The built-in scheme of that id, or the scheme of a file (a name that ends in ``.toml``).

    Raises:
        UserError: there is no such scheme, or the file has faults: all of them, each with its place.
        UnreadableFile: the file cannot be read.
        NotPermitted: it lies where the user may not name a file.
    """
    if not name.endswith(".toml"):
        return find(name)
    try:
        return scheme_text(body_of(name))
    except SchemeInvalid as invalid:
        faults = "\n".join(f"  {fault_sentence(fault)}" for fault in invalid.faults)
        raise UserError(_("{path} cannot be used:").format(path=name) + "\n" + faults) from invalid


def body_of(name: str) -> str:
    """The text of the built-in scheme of that id, or of a file; one that is too large is read up to a sign too many.

    Raises:
        UserError: there is no such scheme.
        UnreadableFile: the file cannot be read.
    """
    if not name.endswith(".toml"):
        return find(name).body
    path = shared.let_through(name)
    refuse_open_store(path)
    try:
        with open(path, encoding="utf-8") as file:
            return file.read(MAXIMUM_CHARACTERS + 1)
    except FileNotFoundError as error:
        raise UnreadableFile(_("There is no file {path}.").format(path=name)) from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            _("{file} cannot be read: {reason}.").format(file=name, reason=reason_of(error))
        ) from error


def keep_version(session: Session, text: SchemeText) -> int:
    """The id of this very text among the store's scheme versions, added where it is new."""
    row = session.exec(
        select(SchemeVersion).where(
            SchemeVersion.scheme_id == text.scheme.id, SchemeVersion.digest == text.digest
        )
    ).first()
    if row is None:
        row = SchemeVersion(
            scheme_id=text.scheme.id, version=text.scheme.version, digest=text.digest, body=text.body
        )
        session.add(row)
        session.flush()
    assert row.id is not None
    return row.id


def version_text(session: Session, scheme_version_id: int) -> SchemeText:
    """The scheme as a revision used it."""
    row = session.get_one(SchemeVersion, scheme_version_id)
    return scheme_text(row.body)


def line_of(scheme: Scheme, said: str) -> str:
    """The id of the figure that was named, by its id or by its name in either language.

    Raises:
        UserError: the scheme has no such figure.
    """
    plain = normal(said).casefold()
    for node in scheme.nodes():
        if plain in (node.id, node.name.en.casefold(), node.name.zh):
            return node.id
    lines = _(", ").join(node.id for node in scheme.nodes())
    raise UserError(_("The card has no line “{line}”. It has: {lines}.").format(line=said, lines=lines))


def figure_names(desk: Desk, period: Period) -> dict[str, str]:
    """Figure id → name in the user's language, in the scheme that the month was computed with (or the site's).

    The names of its grades stand beside them, as ``grade:`` and the id.
    """
    language = current_language()
    scheme = scheme_of_month(desk, period)
    return {
        **{node.id: node.name.in_language(language) for node in (*scheme.nodes(), *scheme.team_nodes())},
        **{f"grade:{grade}": name.in_language(language) for grade, name in scheme.grades.names.items()},
    }


@dataclass(frozen=True, slots=True)
class SpansOfScheme:
    """What the scheme of a month has beside months: quarters, years, years graded by place, teams."""

    quarters: bool
    years: bool
    year_by_place: bool
    teams: bool


def spans_of(desk: Desk, period: Period) -> SpansOfScheme:
    """What the scheme of a month has beside months."""
    scheme = scheme_of_month(desk, period)
    kinds = {one.span for one in scheme.roll_ups}
    return SpansOfScheme(QUARTER in kinds, YEAR in kinds, scheme.annual is not None, scheme.teams is not None)


def scheme_name(desk: Desk, period: Period) -> str:
    """The name, in the user's language, of the scheme that the month was computed with (or the site's)."""
    return scheme_of_month(desk, period).name.in_language(current_language())


def scheme_of_month(desk: Desk, period: Period) -> Scheme:
    """The scheme that a month was computed with, or that holds in it."""
    with desk.read() as session:
        month = session.get(Month, period)
        if month is None or month.revision_id is None:
            return scheme_in(desk, period).scheme
        return version_text(
            session, session.get_one(MonthRevision, month.revision_id).scheme_version_id
        ).scheme


_FAULTS: dict[str, str] = {
    "too-large": N_("the file is larger than {found} characters"),
    "not-toml": N_("this is not valid TOML: {found}"),
    "too-deep": N_("tables are nested too deeply"),
    "unknown-key": N_("“{found}” is not a known key; remove it or correct its spelling"),
    "missing": N_("this key is missing or empty; add it"),
    "not-a-table": N_("a table is expected here, not “{found}”"),
    "not-tables": N_("an array of tables is expected here, not “{found}”"),
    "not-a-text": N_("a text is expected here, not “{found}”"),
    "not-texts": N_("a list of texts is expected here, not “{found}”"),
    "not-an-identifier": N_("“{found}” is no identifier: use small letters, digits, - and _"),
    "not-allowed": N_("this word is not allowed here: {found}"),
    "twice": N_("a word stands here twice: {found}"),
    "out-of-range": N_("the number is out of range: {found}"),
    "not-a-whole-number": N_("a whole number is expected here, not “{found}”"),
    "not-a-number": N_("a number is expected here, not “{found}”"),
    "duplicate-id": N_("this id is used twice or none is given: {found}"),
    "unknown-indicator": N_("no indicator of this scheme is called “{found}”"),
    "unknown-role": N_("this is no known role: {found}"),
    "weights-not-100": N_("these add up to {found}, not to 100"),
    "bands-not-falling": N_("band limits must fall and end at 0: {found}"),
    "not-rising": N_("the percentages must rise, each once: {found}"),
    "needs-parts": N_("parts are missing"),
    "scorer-does-not-fit": N_("this scorer does not fit the measure"),
    "curves-differ-from-stages": N_("the curves must name the stages of the measure: {found}"),
    "handler-stands-alone": N_("either the handler or places on the order are credited, not both: {found}"),
    "grades-not-rising": N_("places must rise from grade to grade, and the last grade has none: {found}"),
    "unknown-measure": N_("neither the catalogue nor this scheme has such an indicator: “{found}”"),
    "limit-is-target": N_("target and limit are the same: {found}"),
    "steps-not-rising": N_("steps must rise, each once: {found}"),
    "as-many-as-shares": N_("as many grades as there are shares are expected here: {found}"),
    "id-of-the-catalogue": N_("the catalogue has an indicator of this id already: {found}"),
    "id-of-the-month": N_("“{found}” is what the months are called; give the roll-up another id"),
    "not-on-the-card": N_("these cards have no such figure: {found}; a roll-up may take it in with weight 0"),
    "no-unit-of-its-own": N_(
        "a gain is one of a month's figure that has a unit of its own, of people or of teams: {found}"
    ),
    "grade-of-a-team-alone": N_("the grade of a team stands alone; nothing else can be asked of it: {found}"),
    "gain-of-a-team-alone": N_("the gain of a team stands alone; nothing else can be asked of it: {found}"),
    "unknown-period": N_("neither “month” nor a roll-up of this scheme is called “{found}”"),
    "period-not-longer": N_("a roll-up is made of shorter spans than its own: {found}"),
    "periods-in-a-circle": N_("this roll-up is made of itself: {found}"),
    "not-of-a-roll-up": N_(
        "a roll-up is made of cards, entered figures, ratings and records, not of this: {found}"
    ),
    "records-required": N_(
        "records of conduct are never missing and make no figure by themselves; they cannot be required: {found}"
    ),
    "only-of-a-roll-up": N_("a month is not made of other cards: {found}"),
    "not-whole-cents": N_("amounts have at most two decimals: {found}"),
    "unknown-input": N_("no amount of this owner is declared in pay.inputs: {found}"),
    "unknown-grade": N_("no grade or band here is called “{found}”"),
    "grade-without-value": N_("a grade or band has no value; add it, or “otherwise”: {found}"),
    "limit-not-above-target": N_("the limit must lie above the target: {found}"),
}


def fault_sentence(fault: SchemeFault) -> str:
    """A scheme fault as a sentence with its place."""
    sentence = _(_FAULTS[fault.code]).format(found=fault.found)
    return _("{place}: {fault}").format(place=fault.place, fault=sentence) if fault.place else sentence
