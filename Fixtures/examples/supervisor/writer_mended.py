"""The worker that writes a sentence, mended: nothing sold is a declared failure."""

from decimal import Decimal

from handoff_agent import Rejected, members, serve


def whole(value):
    """A whole number, also one that is written as 12.0."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or value != int(value):
        raise Rejected("what was sold is a whole number")
    return int(value)


def read(payload):
    [rows] = members(payload, "rows")
    if not isinstance(rows, list) or not 1 <= len(rows) <= 20:
        raise Rejected("expected 1 to 20 rows")
    read_rows = []
    for row in rows:
        region, number = members(row, "region", "sold")
        if region not in ("north", "south") or not 0 <= whole(number) <= 100000:
            raise Rejected("no row of sales")
        read_rows.append({"region": region, "sold": whole(number)})
    return read_rows


def answer(payload):
    rows = read(payload)
    if not any(row["sold"] for row in rows):
        return {"failure": "nothing_sold"}
    north = sum(row["sold"] for row in rows if row["region"] == "north")
    share = 100 * north // sum(row["sold"] for row in rows)
    return {"accepted": {"sentence": f"The north sold {share} % of it."}, "understood": {"rows": rows}}


serve(answer)
