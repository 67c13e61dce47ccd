"""Drafts: what stood in a changed form when the terminal was lost, offered at the form's next start.

A file for each form of a store and each person, readable by its owner alone: a draft may hold a customer's name and
phone number, and several people may come to one account.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from csi_tui.services.desk import clock, paths
from csi_tui.services.tabular.untrusted_text import written_out

if TYPE_CHECKING:
    from csi_tui.services.desk.desk import Actor


@dataclass(frozen=True, slots=True)
class Draft:
    """Texts of fields, and when they were kept: of a new entry all, of a change those that differed."""

    kept_at: datetime
    texts: dict[str, str]


def key_of(actor: Actor, form: str) -> str:
    """The key under which a person's draft of a form is kept (docs/decisions/0026, point 6).

    The account alone is not the person: people sign in at one, come to the store's own by ``csi share enter``, or say
    there whom they act for. Nor is the user: an administrator who acts for somebody types a draft of their own.
    """
    return "\n".join((actor.account, str(actor.user_id), form))


def keep(store: Path, key: str, texts: Mapping[str, str]) -> None:
    """Keep a form's texts; an earlier draft of the same form is replaced."""
    place = _place(store, key)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    plain = {name: written_out(text) for name, text in texts.items()}
    body = json.dumps({"kept_at": clock.now().isoformat(), "texts": plain}, ensure_ascii=False)
    paths.write_whole(place, body)


def find(store: Path, key: str) -> Draft | None:
    """The draft of a form; one that cannot be read is none."""
    try:
        body = json.loads(_place(store, key).read_text(encoding="utf-8"))
        texts = {str(name): str(text) for name, text in body["texts"].items()}
        return Draft(datetime.fromisoformat(body["kept_at"]), texts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def forget(store: Path, key: str) -> None:
    """Remove the draft of a form."""
    with suppress(OSError):
        _place(store, key).unlink()


def holding(texts: Collection[str]) -> list[Path]:
    """The drafts of this account in which one of the texts stands, whatever store they are of."""
    found = []
    for path in sorted((paths.state_folder() / "drafts").glob("*.json")):
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            kept = json.loads(path.read_text(encoding="utf-8"))["texts"].values()
            if any(text in str(value) for text in texts for value in kept):
                found.append(path)
    return found


def forget_holding(texts: Collection[str]) -> None:
    """Remove the drafts of this account in which one of the texts stands."""
    for path in holding(texts):
        with suppress(OSError):
            path.unlink()


def forget_person(name: str) -> None:
    """Remove the drafts of this account in which a field for the name of an employee says this one."""
    for path in holding([name]):
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            if json.loads(path.read_text(encoding="utf-8"))["texts"].get("name") == name:
                path.unlink()


def _place(store: Path, key: str) -> Path:
    name = hashlib.sha256(f"{store.resolve()}\n{key}".encode()).hexdigest()[:24]
    return paths.state_folder() / "drafts" / f"{name}.json"
