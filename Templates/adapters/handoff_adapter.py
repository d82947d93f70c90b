"""Puts a plain function behind the line protocol of `handoff check`.

Copy this file beside your agent; it needs Python 3.9 and nothing else. `handoff_gate.py` puts a contract in front of it.

    from handoff_adapter import Failed, Refused, serve
    serve(answer)   # answer(payload) is your agent
"""
import json, os, sys


class Refused(Exception):
    """Raise it for a payload that the agent does not work with; a gate says what is wrong with the payload."""

    def __init__(self, why, failure=None, violations=(), feedback=None):
        super().__init__(why)
        self.failure, self.violations, self.feedback = failure, violations, feedback or why


class Failed(Exception):
    """Raise it to answer with a failure that the agent's contract declares; members are those of its payload."""

    def __init__(self, kind, /, **members):
        super().__init__(kind)
        self.answer = {**members, "failure": kind}


def text_of(line):
    """The text of the payload in a line of `handoff check`, as it was sent: the payload is the line's last member."""
    request = json.loads(line)
    return request["raw"] if "raw" in request else line.partition('"payload":')[2].strip()[:-1]


def payload_of(line, read):
    """The payload in a line; what is no JSON is refused."""
    try:
        return read(text_of(line))
    except (ValueError, RecursionError) as why:
        raise Refused(str(why)) from None


def serve(answer, read=json.loads):
    """Answers each line with what `answer` returns for its payload; what prints goes to standard error."""
    lines, answers = os.fdopen(os.dup(0), encoding="utf-8", newline="\n"), os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # programs that the agent starts neither read lines nor write answers
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    for line in lines:
        try:
            reply = {"accepted": answer(payload_of(line, read))}
        except Refused as why:
            reply = {"rejected": str(why)}
        except Failed as failure:
            reply = failure.answer
        # Any other exception ends the program with its traceback: a crash, and reported as one.
        print(json.dumps(reply, allow_nan=False), file=answers, flush=True)
