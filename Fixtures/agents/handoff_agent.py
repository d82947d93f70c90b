"""The side of a consumer in the line protocol of `handoff check`.

One JSON object a line comes in, one goes out. The payload arrives as "payload", or as the text "raw" where it is
not JSON at all. Python's own parser is laxer than JSON: it takes NaN, halves of surrogate pairs and members that are
named twice, and rounds 6885504630137739.5 to a whole number; this one does not.
"""

import json
import sys
from decimal import Decimal


class Rejected(Exception):
    """The payload is not one that the agent works with; the text says why."""


def parse(text):
    def refuse(name):
        raise Rejected(f"{name} is not JSON")

    def once(members):
        names = [name for name, _ in members]
        if len(set(names)) < len(names):
            raise Rejected("a member is named twice")
        return dict(members)

    try:
        value = json.loads(text, parse_constant=refuse, parse_float=Decimal, object_pairs_hook=once)
        json.dumps(value, ensure_ascii=False, default=str).encode("utf-8")
        return value
    except (ValueError, RecursionError) as error:
        raise Rejected(f"not JSON: {error}") from None


def members(payload, *names):
    """The values of exactly these members, in order."""
    if not isinstance(payload, dict):
        raise Rejected("expected an object")
    if set(payload) != set(names):
        raise Rejected("expected exactly the members " + ", ".join(names))
    return [payload[name] for name in names]


def serve(answer):
    """Answers every line with what `answer` makes of its payload, until the input ends."""
    for line in sys.stdin.buffer:
        request = json.loads(line, parse_float=Decimal)
        try:
            payload = parse(request["raw"]) if "raw" in request else request["payload"]
            reply = answer(payload)
        except Rejected as reason:
            reply = {"rejected": str(reason)}
        sys.stdout.write(json.dumps(reply) + "\n")
        sys.stdout.flush()
