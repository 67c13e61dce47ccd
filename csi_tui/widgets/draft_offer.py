"""What is typed outlives a lost terminal: it is noted while it is unsaved, and offered to who comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.services.desk import drafts
from csi_tui.services.desk.instants import show_instant
from csi_tui.widgets.dialogs import DraftQuestion
from csi_tui.widgets.jobs import DeskJobs


class OffersDraft(DeskJobs):
    """Mixed into forms and sheets, which say under which key their drafts are kept."""

    draft_question: ClassVar[str] = N_(
        "An entry of this form broke off at {at}. Take it up again? F9 throws it away."
    )
    own_key: str
    """What is filled in; the person is added to it (`draft_key`)."""
    _draft: drafts.Draft | None = None
    """The draft that was found, unless it was thrown away."""
    _draft_open = False
    """Whether it was neither taken up nor thrown away."""

    def take_up(self, texts: Mapping[str, str]) -> None:
        """Put the texts of a draft where they belong."""
        raise NotImplementedError

    @property
    def draft_key(self) -> str:
        """Under which its drafts are kept."""
        return self.desk_app.draft_key(self.own_key)

    def find_draft(self) -> drafts.Draft | None:
        """In a thread: what a lost terminal left."""
        return drafts.find(self.desk.store.path, self.draft_key)

    def offer(self, draft: drafts.Draft | None) -> None:
        """Ask whether a draft that was found shall be taken up."""
        self._draft = draft
        if draft is None:
            return

        def answered(take: bool | None) -> None:
            if take:
                self.take_up(draft.texts)
            elif take is False:
                drafts.forget(self.desk.store.path, self.draft_key)
                self._draft = None
            self._draft_open = take is None

        text = _(self.draft_question).format(at=show_instant(draft.kept_at, self.desk.site.zone))
        self.app.push_screen(DraftQuestion(text, _("Take it up"), _("Not now")), answered)

    def note_unsaved(self, texts: Mapping[str, str]) -> None:
        """Remember what is unsaved, so that a hang-up can keep it."""
        if texts:
            self.desk_app.unsaved[self.draft_key] = dict(texts)
        else:
            self.desk_app.unsaved.pop(self.draft_key, None)

    def nothing_unsaved(self, *, kept: bool) -> None:
        """Whoever leaves needs no draft any more, unless it is to be offered again."""
        self.note_unsaved({})
        if not self._draft_open and (kept or self._draft is not None):
            drafts.forget(self.desk.store.path, self.draft_key)
