"""Certificates are signed (docs/rules.md, rule 39; docs/decisions/0074): on real stores, by the commands themselves."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import time_machine

from csi_tui.services.desk import audit
from csi_tui.services.desk.paths import data_folder
from csi_tui.services.desk.signing_keys import fingerprint, public_of, sign
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people.users import init_store
from tests import stores
from tests.cli.program import Program, at_account
from tests.reference.ed25519 import verifies
from tests.stores import fill, order, person, survey

PEOPLE = [person("S1", "supervisor"), person("E1", supervisor_no="S1")]


def month(path: Path, number: int) -> None:
    """An order and a survey of that month of 2026."""
    name = f"2026-{number:02d}"
    desk = open_desk(path)
    fill(
        desk,
        employees=PEOPLE if number == 1 else (),
        orders=[
            order(f"W{number}", f"{name}-05T09:00", f"{name}-06T09:00", agent_no="E1", technician_no="E1")
        ],
        surveys=[survey(f"A{number}", f"W{number}", f"{name}-20T09:00", "44444")],
    )
    desk.close()


def freeze(csi: Program, *numbers: int) -> str:
    """Bring past months in, frozen at once; answers what is said."""
    for number in numbers:
        month(csi.path, number)
    return csi("close", "backfill", f"2026-{numbers[0]:02d}..2026-{numbers[-1]:02d}").err


@cache
def _frozen() -> Path:
    """A folder with a store that the service makes with a key, January frozen, and the key."""
    folder = Path(tempfile.mkdtemp(dir=stores.template_folder()))
    with stores.clock_at(stores.NOW):
        init_store(
            folder / "csi.db", site="S1", site_name="S", zone="Asia/Shanghai", user="Desk", signing=True
        ).close()
        month(folder / "csi.db", 1)
        desk = open_desk(folder / "csi.db")
        stores.backfill(desk, "2026-01")
        desk.close()
    stores.checkpoint(folder / "csi.db")
    (key,) = key_files()
    key.rename(folder / key.name)
    return folder


@pytest.fixture
def csi(now: time_machine.Traveller, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    """A store with a key, January frozen and signed."""
    made = Program(tmp_path / "made" / "csi.db", capsys)
    made.path.parent.mkdir()
    shutil.copyfile(_frozen() / "csi.db", made.path)
    (key,) = _frozen().glob("*.signing")
    (data_folder() / "keys").mkdir(parents=True, exist_ok=True)
    shutil.copy(key, data_folder() / "keys")
    return made


@pytest.fixture
def keyless(now: time_machine.Traveller, store_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    """A store of before there were keys."""
    return Program(store_path, capsys)


def key_files() -> list[Path]:
    return sorted((data_folder() / "keys").glob("*.signing"))


def lose_key() -> None:
    for path in key_files():
        path.unlink()


def rewritten(path: Path, change: Callable[[str, dict[str, Any]], object]) -> None:
    """Change details of the trail and make its chain anew, as somebody could who knows how."""
    with stores.around(path) as connection:
        previous = ""
        for seq, at, account, user_id, action, subject, before, held in connection.execute(
            "SELECT seq, at, account, user_id, action, subject, detail, held FROM audit_entry ORDER BY seq"
        ).fetchall():
            detail = json.loads(before)
            change(action, detail)
            text = audit.canonical(detail)
            instant = datetime.fromisoformat(at).replace(tzinfo=UTC)
            own = audit._hash(seq, instant, account, user_id, action, subject, text, previous, held)
            connection.execute(
                "UPDATE audit_entry SET detail = ?, previous_hash = ?, hash = ? WHERE seq = ?",
                (text, previous, own, seq),
            )
            previous = own
        connection.commit()
    for head in (data_folder() / "heads").glob("*"):
        head.unlink()


def verify(csi: Program, *more: str | Path, status: int = 0) -> str:
    """Both streams of a verification by digests and the chain."""
    found = csi("verify", "--quick", *more, status=status)
    return found.out + found.err


def test_the_reference_is_the_rfc_s() -> None:
    """RFC 8032 §7.1, tests 2 and 3; the program signs to the same letters, and a bent signature is none."""
    for seed, public, message, signature in (
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
    ):
        words = bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature)
        assert verifies(*words)
        assert not verifies(words[0], b"\x73", words[2])
        assert not verifies(words[0], words[1], bytes([words[2][0] ^ 1]) + words[2][1:])
        assert public_of(bytes.fromhex(seed)) == public
        assert sign(bytes.fromhex(seed), bytes.fromhex(message).decode()) == signature


def test_a_freeze_signs_and_anybody_can_check_it(csi: Program) -> None:
    """The text is that of docs/safekeeping.en.md; the key lies beside the key of the trail and nowhere else."""
    freeze(csi, 2)
    found = csi("close", "certificate", "2026-02", "--json").json
    told = json.loads(found["signed_text"])
    assert list(told) == sorted(told) == ["code", "digest", "month", "revision", "site", "store", "what"]
    assert (told["digest"], told["code"], told["month"]) == (found["digest"], found["code"], "2026-02")
    key, text, signature = (found[name] for name in ("public_key", "signed_text", "signature"))
    assert verifies(bytes.fromhex(key), text.encode(), bytes.fromhex(signature))
    assert not verifies(bytes.fromhex(key), text.replace("-02", "-01").encode(), bytes.fromhex(signature))
    assert csi("signing", "show").out == f"{key}\n"
    assert f"signed by the key {fingerprint(key)}" in csi("close", "certificate", "2026-02").out
    assert f"2 certificates are signed, and their signatures fit. Key: {fingerprint(key)}." in verify(csi)
    assert csi("verify", "--json").json["signatures"] == {
        "keys": [key], "signed": 2, "unsigned": [], "unvouched": []
    }  # fmt: skip
    (file,) = key_files()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    secret = file.read_text(encoding="ascii").strip()
    csi("backup", csi.path.parent / "copy.db")
    for path in csi.path.parent.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert secret.encode() not in content and bytes.fromhex(secret) not in content, path
    first = csi("audit", "--kind", "init", "--json").json[-1]
    assert first["who"] == "Desk"


def bent(signature: str) -> str:
    """Another first byte than it has, whichever that is."""
    return ("01" if signature.startswith("00") else "00") + signature[2:]


def test_a_bent_signature_and_another_key_are_findings(csi: Program) -> None:
    """A chain written anew hides a bent signature from the chain, and the public key shows it; who puts a key of their
    own in its place and signs all of it again is found by the key that somebody holds outside."""
    held = csi("signing", "show").out.strip()
    rewritten(
        csi.path,
        lambda action, detail: action == "backfill" and detail.update(signature=bent(detail["signature"])),
    )
    assert "2026-01: revision 1: the signature of its certificate does not fit" in verify(csi, status=6)
    assert "problems: 1." in csi("verify", status=6).err

    seed = os.urandom(32)
    own = public_of(seed)
    text = csi("close", "certificate", "2026-01", "--json").json["signed_text"]

    def by_another(action: str, detail: dict[str, Any]) -> None:
        if action == "init":
            detail["public_key"] = own
        if action == "backfill":
            detail.update(signature=sign(seed, text), signed_by=fingerprint(own))

    rewritten(csi.path, by_another)
    verify(csi)
    found = verify(csi, "--public-key", held, status=6)
    assert f"the store does not know the key {fingerprint(held)} that you hold" in found
    assert f"2026-01: signed by the key {fingerprint(own)}" in found
    verify(csi, "--public-key", own)

    rewritten(csi.path, lambda action, detail: detail.pop("public_key", None))
    assert "2026-01: revision 1: signed by another key than was in force" in verify(csi, status=6)
    rewritten(csi.path, lambda action, detail: detail.pop("signature", None))
    assert "Not signed, for the store had no key" in verify(csi)
    verify(csi, "--public-key", held, status=6)


def test_a_bent_certificate_does_not_fit_its_signature(csi: Program) -> None:
    """With seal, trail and code in step with it: the signature is over the digest."""
    stores.bend(
        csi.path, "UPDATE certificate SET digest = replace(digest, 'a', 'b'), code = 'AAAA-AAAA-AAAA'"
    )
    assert "2026-01: revision 1: the signature of its certificate does not fit" in verify(csi, status=6)


def test_a_lost_key_stops_nothing_and_comes_back_from_both_halves(csi: Program, tmp_path: Path) -> None:
    """The freeze goes on and says so, the check of a month notes it, the verification leaves with 1; with the key back
    the month is signed later, and everything verifies. A half alone, twice, of another export or changed is refused."""
    one, two, three, four = (tmp_path / f"half-{n}" for n in range(4))
    csi("signing", "export", one, two)
    csi("signing", "export", three, four)
    csi("signing", "export", one, tmp_path / "new", status=2)
    assert not (tmp_path / "new").exists()
    assert {stat.S_IMODE(path.stat().st_mode) for path in (one, two)} == {0o600}
    (file,) = key_files()
    secret = file.read_text(encoding="ascii")
    assert secret.strip() not in one.read_text() + two.read_text()
    lose_key()
    assert "The certificate of 2026-02 is not signed" in freeze(csi, 2)
    month(csi.path, 3)
    assert "[note] The signing key is not here" in csi("close", "check", "2026-03", status=1).out
    assert "2026-02: revision 1: its certificate is not signed" in verify(csi, status=1)
    assert "bring it back" in csi("signing", "sign", status=1).err
    changed = tmp_path / "changed"
    changed.write_text(two.read_text().replace("half ", "half 0", 2).replace("half 0", "half ", 1))
    for other, status in ((one, 2), (four, 2), (changed, 3), (csi.path, 3)):
        csi("signing", "bring", one, other, status=status)
    assert key_files() == []
    csi("signing", "bring", two, one)
    assert file.read_text(encoding="ascii") == secret
    assert "1 certificate signed: 2026-02/1." in csi("signing", "sign").err
    assert "2 certificates are signed" in verify(csi)
    csi("signing", "sign", status=2)


@pytest.mark.whole
def test_what_does_not_verify_is_not_signed_later(csi: Program) -> None:
    """docs/decisions/0074, point 4: a signature never covers what was changed around the program."""
    (place,) = key_files()
    key = place.read_bytes()
    lose_key()
    freeze(csi, 2)
    place.write_bytes(key)
    stores.bend(csi.path, "UPDATE card SET total = total - 1 WHERE total IS NOT NULL")
    assert "nothing was signed" in csi("signing", "sign", status=6).err
    stores.bend(csi.path, "UPDATE card SET total = total + 1 WHERE total IS NOT NULL")
    csi("signing", "sign")


def test_a_store_of_before_keys_goes_on_verifying(keyless: Program) -> None:
    """Not signed, and said; once there is a key, the chain of the next signed month holds the earlier ones, for an
    auditor too."""
    freeze(keyless, 1)
    assert "Not signed, for the store had no key when they were frozen: 2026-01." in verify(keyless)
    assert "The store has no signing key" in keyless("signing", "show", status=1).err
    keyless("signing", "make")
    keyless("signing", "make", status=2)
    key = keyless("signing", "show").out.strip()
    assert "2026-01" in verify(keyless)
    assert "no signed certificate follows it" in verify(keyless, "--public-key", key, status=1)
    freeze(keyless, 2)
    assert "Not signed, for the store had no key when they were frozen: 2026-01." in verify(
        keyless, "--public-key", key
    )


@pytest.mark.whole
def test_a_new_key_is_vouched_for_by_the_former_one(csi: Program) -> None:
    """Whoever holds either of the two checks everything; a key outside of both is a finding."""
    former = csi("signing", "show").out.strip()
    csi("signing", "replace", "--reason", "the holder has left")
    key = csi("signing", "show").out.strip()
    freeze(csi, 2)
    for held in (former, key):
        assert "2 certificates are signed" in verify(csi, "--public-key", held)
    verify(csi, "--public-key", "ab" * 32, status=6)
    rewritten(
        csi.path,
        lambda action, detail: (
            action == "replace-signing-key" and detail.update(by_former="00" + detail["by_former"][2:])
        ),
    )
    assert "does not follow from the one before it" in verify(csi, status=6)


@pytest.mark.whole
def test_in_the_place_of_a_lost_key_two_people_put_one(csi: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/decisions/0074, point 6: it waits for another administrator; alone, with a reason, where there is none. Who
    holds the former key alone is told of all that the new one signed."""
    former = csi("signing", "show").out.strip()
    lose_key()
    csi("signing", "replace", "--reason", "the disk is gone")
    key = csi("signing", "show").out.strip()
    assert key != former
    freeze(csi, 2)
    assert f"has not signed for: {fingerprint(key)}" in verify(csi)
    assert f"2026-02: signed by the key {fingerprint(key)}" in verify(csi, "--public-key", former, status=6)
    verify(csi, "--public-key", former, "--public-key", key)

    for name, by in (("Second", stores.account()), ("Third", "second")):
        at_account(monkeypatch, by)
        csi("user", "add", name, "--account", name.lower(), "--roles", "admin")
    at_account(monkeypatch, stores.account())
    csi("signing", "replace", "--reason", " ", status=2)
    lose_key()
    assert "waits as no. 2" in csi("signing", "replace", "--reason", "gone again", status=1).err
    assert csi("signing", "show").out.strip() == key
    waits = csi("waiting", "list").out
    assert f"put a new signing key in the place of {fingerprint(key)}, which is lost" in waits
    at_account(monkeypatch, "third")
    csi("waiting", "confirm", "2")
    assert csi("signing", "show").out.strip() not in (key, former)
    at_account(monkeypatch, stores.account())
    assert "is not signed" not in freeze(csi, 3)
    verify(csi)


def test_an_auditor_needs_the_backup_and_the_public_key_alone(
    csi: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """docs/safekeeping.en.md, *An auditor*: another machine, another account, an empty home; nothing is left there."""
    backup, key = tmp_path / "audit" / "backup.db", tmp_path / "audit" / "key.txt"
    backup.parent.mkdir()
    csi("backup", backup)
    key.write_text(f"# told by phone\n{csi('signing', 'show').out}", encoding="utf-8")
    before = backup.read_bytes()
    home = tmp_path / "nowhere"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        monkeypatch.delenv(name)
    at_account(monkeypatch, "auditor")
    auditor = Program(backup, csi.capture)
    assert "1 certificate is signed, and its signature fits" in auditor("verify", "--public-key", key).err
    assert auditor("verify", "--public-key", key, "--json").json["problems"] == []
    auditor("verify", status=4)
    auditor("verify", "--public-key", tmp_path / "nothing.txt", status=3)
    auditor("verify", "--public-key", key, "--head", status=2)
    assert list(home.rglob("*")) == []
    assert backup.read_bytes() == before
    with sqlite3.connect(backup) as connection:
        for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {sql.split()[2]}")
        connection.execute("UPDATE card SET body = replace(body, 'E1', 'E2')")
    connection.close()
    auditor("verify", "--public-key", key, status=6)


def test_what_is_taken_for_a_public_key_is_told(csi: Program, tmp_path: Path) -> None:
    """docs/cli.md, *csi verify*: a half of the secret key (its second line names the key), a digit lost or doubled, the
    fingerprint in the place of the key."""
    one, two, public = tmp_path / "a.txt", tmp_path / "b.txt", csi("signing", "show").out.strip()
    csi("signing", "export", tmp_path / "none" / "a.txt", two, status=2)  # docs/cli.md, *Exit status*
    csi("signing", "export", one, two)
    refused = csi("verify", "--public-key", one, status=3).err
    assert "a half of the secret key" in refused
    assert "64 digits, this one has 63" in csi("verify", "--public-key", public[:-1], status=2).err
    assert "64 digits, this one has 65" in csi("verify", "--public-key", f"{public}0", status=2).err
    for written in (fingerprint(public), fingerprint(public).lower()):
        refused = csi("verify", "--public-key", written, status=2).err
        assert f"{fingerprint(public)} is the fingerprint" in refused
    assert "cannot be read" in csi("verify", "--public-key", "key.txt", status=3).err


def test_a_key_that_was_replaced_comes_back_and_is_told_apart(csi: Program, tmp_path: Path) -> None:
    """docs/cli.md, *csi signing bring*: the halves of the former key make it, and it signs nothing."""
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    csi("signing", "export", one, two)
    assert "not the key in force" not in csi("signing", "bring", one, two).err
    csi("signing", "replace", "--reason", "a holder has left")
    said = csi("signing", "bring", one, two).err
    assert f"not the key in force: {fingerprint(csi('signing', 'show').out.strip())} " in said


@pytest.mark.whole
def test_without_the_library_nothing_stops(
    csi: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What could not be checked is said, with 1 and not 6; the freeze goes on; a store is made without a key."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "nacl"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "nacl", None)
    assert "no signature was checked: PyNaCl" in verify(csi, status=1)
    assert "is not signed" in freeze(csi, 2)
    csi("signing", "sign", status=1)
    other = Program(tmp_path / "other.db", csi.capture)
    assert "Its certificates will not be signed" in other("init").err
    verify(other)
