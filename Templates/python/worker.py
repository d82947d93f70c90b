"""The receiver of the handoff planner->worker. `handoff check` starts it and gives it one payload a line.

Replace `work` by a call of your agent; what stands around it talks to `handoff check`.
"""

import json
import sys


def whole(value):
    """Whether a number is whole: 3 and 3.0 are, True is none."""
    return not isinstance(value, bool) and (isinstance(value, int) or isinstance(value, float) and value.is_integer())


def read(order):
    """The order as its contract allows it; anything else is refused."""
    if not isinstance(order, dict) or set(order) != {"item", "amount"}:
        raise ValueError("expected exactly the members item and amount")
    if not isinstance(order["item"], str) or not 1 <= len(order["item"]) <= 80:
        raise ValueError("an item is a text of 1 to 80 characters")
    if not whole(order["amount"]) or not 1 <= order["amount"] <= 100:
        raise ValueError("an amount is a whole number from 1 to 100")
    return order


def work(order):
    """What the agent does with an order."""
    if order["item"] == "unicorn":
        return {"failure": "sold_out"}
    return {"accepted": {"item": order["item"], "amount": order["amount"]}, "understood": order}


for line in sys.stdin:
    message = json.loads(line)
    try:
        order = read(json.loads(message["raw"]) if "raw" in message else message["payload"])
    except ValueError as error:
        answer = {"rejected": str(error)}
    else:
        answer = work(order)
    print(json.dumps(answer), flush=True)
