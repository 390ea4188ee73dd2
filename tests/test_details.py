"""What an event tells beside time and place: the kinds of its tickets."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from feeds.dates import Context
from feeds.model import Offer
from feeds.recognise.details import put_tickets
from feeds.recognise.draft import Draft, Setting
from feeds.recognise.page import read_lines
from feeds.recognise.rules import knowledge

CHEAP, DEAR = Offer(name="Børn", price="50 kr"), Offer(name="Voksne", price="100 kr")


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("Børn 50 kr. Voksne 100 kr.", (CHEAP, DEAR)),
        ("- Børn 50 kr.\n- Voksne 100 kr.", (CHEAP, DEAR)),
        ("Børn 50 kr.\nVoksne 100 kr.\nSæt kryds i 2026.", (CHEAP, DEAR)),
        ("Pris: Børn 50 kr., Voksne 100 kr.", (CHEAP, DEAR)),
        # One price is that of the event; so are two with a line between.
        ("Voksne 100 kr.", None),
        ("Pris: 100 kr.", None),
        ("Børn 50 kr.\nSæt kryds i 2026.\nVoksne 100 kr.", None),
        ("2. maj 2026 | 50 kr. | 100 kr.", None),
    ],
)
def test_several_names_with_prices_are_kinds_of_tickets(text: str, offers: tuple[Offer, ...] | None) -> None:
    draft = Draft()
    setting = Setting(know=knowledge("da"), zone=ZoneInfo("Europe/Copenhagen"), context=Context(), last_line=9)
    put_tickets(draft, read_lines(text), setting)
    assert draft.values.get("offers") == offers
