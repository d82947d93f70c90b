"""The seat booking agent of the customer service example without its defect."""

from handoff_agent import Rejected, serve

import seat_booking


def answer(payload):
    if isinstance(payload, dict) and isinstance(payload.get("seatNumber"), str):
        raise Rejected("a seat number is an integer, not a text")
    return seat_booking.answer(payload)


if __name__ == "__main__":
    serve(answer)
