"""The seat booking agent of the customer service example, with one deliberate defect: it takes "25" for 25."""

import re
from decimal import Decimal

from handoff_agent import Rejected, members, serve

UNAVAILABLE = {13, 14}


def seat_number(value):
    # A whole number may be written with a fraction of zero: 25.0 is 25.
    is_whole = isinstance(value, int) or isinstance(value, Decimal) and value == value.to_integral_value()
    if isinstance(value, bool) or not is_whole or not 1 <= value <= 60:
        raise Rejected("a seat number is an integer from 1 to 60")
    return int(value)


def book(confirmation, seat):
    booking = {"confirmationNumber": confirmation, "seatNumber": seat, "status": "booked"}
    understood = {"intent": "seat_change", "confirmationNumber": confirmation, "seatNumber": seat}
    return {"accepted": booking, "understood": understood}


def answer(payload):
    intent, confirmation, seat = members(payload, "intent", "confirmationNumber", "seatNumber")
    if intent != "seat_change":
        raise Rejected("not a change of seat")
    if not isinstance(confirmation, str) or not re.fullmatch("[A-Z0-9]{6}", confirmation):
        raise Rejected("a confirmation number is six capital letters or digits")
    if isinstance(seat, str) and re.fullmatch("[0-9]+", seat):
        # The defect: the old web form sent texts, and its way in is still open. The contract does not allow them.
        return book(confirmation, seat_number(int(seat)))
    seat = seat_number(seat)
    if confirmation.startswith("0"):
        return {"failure": "unknown_confirmation", "confirmationNumber": confirmation}
    if seat in UNAVAILABLE:
        return {"failure": "seat_unavailable", "confirmationNumber": confirmation, "seatNumber": seat}
    return book(confirmation, seat)


if __name__ == "__main__":
    serve(answer)
