"""The one recipe for work on the store: a thread, one at a time per group, ending in a message to its screen.

A job is a method of a screen that calls services and answers a message (or nothing). It runs in a thread of its own,
so that the event loop never waits for the store; its sessions live and die inside the services it calls. What it
raises arrives in one place, :meth:`DeskJobs.on_worker_state_changed`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from textual import work
from textual.dom import DOMNode
from textual.message import Message
from textual.timer import Timer
from textual.worker import Worker, WorkerState, get_current_worker

from csi_tui.i18n import _
from csi_tui.services.keeping.damage_behind import telling_damage

if TYPE_CHECKING:
    from csi_tui.services.desk.desk import Desk
    from csi_tui.widgets.host import DeskHost

READING = "reading"
"""Group of the jobs that read what a place shows. They run again by themselves, so that their failure is told in
passing: a dialog would come back whenever it is closed."""
LONG = "long"
"""Group of the jobs that may take a while: the steps of a close, looking through the store. Every other job holds the
keys that are typed meanwhile until it is done; these do not, so that one can leave."""
COUNTING = "counting"
"""Group of the jobs that count what a list holds: they hold no keys either, for only its title waits for them."""
BESIDE = "beside"
"""Group of the jobs that read what stands beside a list: nobody waits for them."""
HOLD_NO_KEYS = frozenset({LONG, COUNTING, BESIDE})
PAUSE = 0.25
"""Seconds without a key after which something is looked up; a key that is not text does not wait for them."""

Node = TypeVar("Node", bound=DOMNode)
P = ParamSpec("P")


def store_job(
    group: str,
) -> Callable[[Callable[Concatenate[Node, P], Message | None]], Callable[Concatenate[Node, P], Worker[None]]]:
    """Make a method a job on the store. A newer job of the same group makes the older one's answer void."""

    def decorate(
        method: Callable[Concatenate[Node, P], Message | None],
    ) -> Callable[Concatenate[Node, P], Worker[None]]:
        @wraps(method)
        def run(self: Node, *args: P.args, **kwargs: P.kwargs) -> None:
            app = cast("DeskHost", self.app)
            with telling_damage(lambda: app.path):
                _see_choices(app)
                message = method(self, *args, **kwargs)
            if message is not None and not get_current_worker().is_cancelled:
                self.post_message(message)

        # The description would otherwise repeat the arguments, among them personal data, in Textual's log.
        job = work(thread=True, exclusive=True, exit_on_error=False, group=group, description=method.__name__)
        return cast("Callable[Concatenate[Node, P], Worker[None]]", job(run))

    return decorate


def _see_choices(app: DeskHost) -> None:
    """Let the desk see which schemes and items were chosen since it was opened, here or at another one, and say so."""
    if not app.is_open:
        return
    from csi_tui.services.desk.desk import with_choices_of_now

    before = app.desk
    now = with_choices_of_now(before)
    if now is not before and app.desk is before:
        app.desk = now
        app.call_later(
            app.tell, _("Another scheme, or the items of a month, were chosen; they hold here now.")
        )


class DeskJobs:
    """Mixed into screens that work on the store."""

    if TYPE_CHECKING:
        app: Any
        set_timer: Any

    _looked_up_later: Timer | None = None
    _look_up: Callable[[], object]

    @property
    def desk_app(self) -> DeskHost:
        """The application."""
        return cast("DeskHost", self.app)

    @property
    def desk(self) -> Desk:
        """The open store with the user at it."""
        return self.desk_app.desk

    def tell_done(self, text: str | None) -> None:
        """Tell what a dialog has done; nothing where it was left as it was."""
        if text is not None:
            self.desk_app.tell(text)

    def look_up_later(self, look_up: Callable[[], object]) -> None:
        """Look something up once the typing pauses, or before the next key that is not text."""
        if self._looked_up_later is not None:
            self._looked_up_later.stop()
        self._look_up = look_up
        self._looked_up_later = self.set_timer(PAUSE, self.look_up_now)

    def look_up_now(self) -> bool:
        """Begin the look-up that waits for a pause; answers whether there was one."""
        if self._looked_up_later is None:
            return False
        self._looked_up_later.stop()
        self._looked_up_later = None
        self._look_up()
        return True

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Hear of a job that failed."""
        if event.state == WorkerState.ERROR and event.worker.error is not None:
            self.job_failed(event.worker.error, event.worker.group)

    def job_failed(self, error: BaseException, group: str) -> None:
        """Tell what went wrong in a job of that group; a screen that can do better overrides this."""
        self.desk_app.show_failure(error, in_passing=group in (READING, COUNTING, BESIDE))
