"""Orders, surveys and complaints of an import: they leave the store, and what was put right is put back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from csi_db import import_people, import_put_right, import_rows
from csi_db.import_holds import Held
from csi_db.import_people import Change
from csi_db.models import Complaint, ImportBatch
from csi_tui.i18n import _
from csi_tui.scoring.periods import period_of
from csi_tui.services.complaints import put_right
from csi_tui.services.complaints.registration import complaint_row
from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports.leaving import By, Left, Named, digest_of, own_people
from csi_tui.services.imports.put_back import READ_ROW, record_rows
from csi_tui.services.months.counting_month import closed_periods, counting_period
from csi_tui.services.notes import notes
from csi_tui.services.notes.before import answers_json
from csi_tui.services.orders import work_orders
from csi_tui.services.orders.surveys import QUESTIONS
from csi_tui.services.sheets.rows import MODULUS, Batch, sum_of

COUNTING = ("period", "late", "return_period")
"""Columns of the month that a row counts in: a closed month moves it on, a reopened one takes it back."""
INSTANTS = {"orders": "received_at", "surveys": "answered_at"}
"""Kind whose rows are put right by files → the instant whose month they count in."""


class Facts:
    """Orders, surveys, complaints."""

    def __init__(self, session: Session, desk: Desk, batch: ImportBatch) -> None:
        assert batch.id is not None
        self._session, self._desk, self._kind, self._number = session, desk, batch.kind, batch.id
        self._connection = session.connection()
        changes = import_people.changes_of(self._connection, self._number)
        self._changes = {one.row_id: one for one in changes}
        self._back: list[int] = []
        import_rows.gather(self._connection, self._kind, self._number)

    def rows(self) -> list[Named]:
        """Number by number, as they came; those among them that were put right."""
        import_rows.gather(self._connection, self._kind, self._number)
        put_right = import_rows.numbers_of(self._connection, self._kind, list(self._changes))
        return sorted([*import_rows.gathered(self._connection), *put_right.items()])

    def held(self) -> list[Held]:
        """What was changed since first, for it says most."""
        put_right = self._held_changes()
        import_rows.gather(self._connection, self._kind, self._number)
        changed = [Held(key, "changed", "") for key in self._changed()]
        import_rows.hold(self._connection, [one.row_id for one in changed])
        own = own_people(self._session, self._desk)
        held = import_rows.held_rows(self._connection, self._kind, self._number, own)
        return [*put_right, *changed, *held]

    def _held_changes(self) -> list[Held]:
        """Of what the file put right: it stays where it was changed since, or a month was published with it."""
        import_rows.gather_rows(self._connection, self._kind, self._changes)
        own = own_people(self._session, self._desk)
        later = import_people.changed_later(self._connection, self._kind, self._number)
        judged = import_rows.judged(self._connection, self._kind)
        of_own = import_rows.of_people(self._connection, self._kind, own)
        found = []
        self._back = []
        for key, change in self._changes.items():
            if key in later:
                found.append(Held(key, "revised", str(later[key])))
            elif self._changed_since(key, change):
                found.append(Held(key, "changed", ""))
            elif key in judged:
                found.append(Held(key, "month", str(judged[key])))
            elif key in of_own:
                found.append(Held(key, "own", ""))
            elif import_put_right.misses(self._connection, self._kind, change.before or {}):
                found.append(Held(key, "missing", ""))
            else:
                self._back.append(key)
        return found

    def _changed_since(self, key: int, change: Change) -> bool:
        """Whether a row that was put right was changed after that."""
        now = import_put_right.values_of(self._connection, self._kind, key)
        if self._kind == "complaints":
            # Every step counts: a handler who was changed and changed back has handled it in between.
            return bool(now["version"] != change.after["version"])
        return _said(now) != _said(change.after)

    def leave(self, by: By) -> Left:
        """Gone, as if they had never come; of what was put right, what stood there before is put back."""
        import_rows.forget_strays(self._connection, self._number)
        count, digests = import_rows.leave(self._connection, self._kind)
        words = by.reason or _("import {number} was undone").format(number=self._number)
        known = sum_of(digests)
        for key in self._back:
            change = self._changes[key]
            self._put_back(key, change, words)
            before, after = ((one or {})["import_digest"] for one in (change.before, change.after))
            known += sum_of([after or "0"]) - sum_of([before or "0"])
        import_people.drop_changes(self._connection, self._number, self._back)
        parts = [*digests, *map(str, self._back)]
        return Left(count + len(self._back), len(self._back), digest_of(parts), known % MODULUS)

    def _counting(self, key: int, before: Mapping[str, Any]) -> dict[str, Any]:
        """The month that a row counts in: as by now, for it may have moved on, or back with a month that was reopened;
        where its instant moves into another month, by that (docs/rules.md, rule 4)."""
        now = import_put_right.values_of(self._connection, self._kind, key)
        instant, zone = INSTANTS[self._kind], self._desk.site.zone
        was, stands = (datetime.fromisoformat(one[instant]).replace(tzinfo=UTC) for one in (before, now))
        moved = period_of(was, zone) != period_of(stands, zone)
        landing = counting_period(was, zone, closed_periods(self._session))
        period, late = landing if moved else (now["period"], now["late"])
        found = {"period": period, "late": late}
        if self._kind == "orders":
            # As linking it by hand would say, unless it stood linked all the time.
            linked = before["return_of_id"] is not None
            again = moved or now["return_of_id"] is None
            found["return_period"] = (landing[0] if again else now["return_period"]) if linked else None
        return found

    def _put_back(self, key: int, change: Change, words: str) -> None:
        """What stood there before; the trail says of each row what was there and what is there again."""
        session, desk, kind = self._session, self._desk, self._kind
        before = change.before or {}
        session.expire_all()
        number = import_rows.numbers_of(self._connection, kind, [key])[key]
        read = READ_ROW[kind]
        stood = read(session, number)
        if kind == "complaints":
            # By its steps: milestones, handovers and limits lie beside the row.
            put_right.put_right_in(session, desk, stood, put_right.row_of(session, before), words)
            session.flush()
            import_put_right.put_digest(self._connection, kind, key, before["import_digest"])
        else:
            import_put_right.put_values(self._connection, kind, before | self._counting(key, before))
        if kind == "surveys":
            self._say_why(number, change, words)
        session.expire_all()
        record_rows(session, desk, self._number, kind, number, (stood, read(session, number)))

    def _say_why(self, number: str, change: Change, words: str) -> None:
        """Receipts name the surveys that were put right; so they name that this one was put back."""
        before = change.before or {}
        was = {name: change.after[name] for name in QUESTIONS if change.after[name] != before[name]}
        notes.keep_reason(
            self._session, self._desk, "survey", number, says="answers", was=answers_json(was), words=words
        )

    def _changed(self) -> Iterator[int]:
        """Rows that say something else than their file did; one that was put back to that is as it came."""
        batch = Batch(self._session, self._desk, self._number)
        for key, number, digest in import_rows.changed_versions(self._connection, self._kind):
            if self._kind == "orders":
                if batch.digest(work_orders.read_in(self._session, number).row) != digest:
                    yield key
            elif batch.digest(complaint_row(self._session, self._session.get_one(Complaint, key))) != digest:
                yield key


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says; how often it was written, and in which month it counts by now, is nothing of it."""
    return {name: value for name, value in values.items() if name not in ("version", *COUNTING)}
