"""The worker that finds rows."""

from decimal import Decimal

from handoff_agent import Rejected, members, serve

SOLD = {2024: [("north", 120), ("south", 80)], 2025: [("north", 140)]}


def whole(value):
    """A whole number, also one that is written as 2024.0."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or value != int(value):
        raise Rejected("a year is a whole number")
    return int(value)


def answer(payload):
    [year] = members(payload, "year")
    year = whole(year)
    if not 2000 <= year <= 2030:
        raise Rejected("a year is one from 2000 to 2030")
    if year not in SOLD:
        return {"failure": "no_data"}
    rows = [{"region": region, "sold": sold} for region, sold in SOLD[year]]
    return {"accepted": {"rows": rows}, "understood": {"year": year}}


serve(answer)
