"""Who is named in a field: by number, by name, or not at all."""

from __future__ import annotations

import pytest

from csi_tui.services.desk.form_fields import person_number
from csi_tui.services.tabular.cells import BadCell

NAMES = [("E001", "林涛"), ("E002", "罗松"), ("E003", "罗松"), ("x1", "小写"), ("X1", "大写")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("E001", "E001"),
        ("e001", "E001"),
        ("ｅ００１", "E001"),
        ("e001 林涛", "E001"),
        ("林涛", "E001"),
        ("x1", "x1"),
        ("X1", "X1"),
        (" ", None),
    ],
)
def test_somebody(text: str, number: str | None) -> None:
    """Small letters or capitals, unless two numbers differ in nothing else."""
    assert person_number(text, NAMES) == number


@pytest.mark.parametrize(
    ("text", "said"),
    [("罗松", "several people"), ("E00", "3 people fit"), ("没有", "nobody has this number")],
)
def test_nobody_or_several(text: str, said: str) -> None:
    with pytest.raises(BadCell, match=said):
        person_number(text, NAMES)
