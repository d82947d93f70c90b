// Written by EmbeddedTemplateTests from Templates/adapters/handoff_adapter.py; change that file instead.
extension Template {
  static let adaptersHandoffAdapterPy = Template(
    path: "adapters/handoff_adapter.py",
    text: ##"""
      """Puts a plain function behind the line protocol of `handoff check`, and a contract in front of it.

      Copy this file beside your agent. It needs Python 3.9 and, for Gate, the program `handoff` (in PATH or HANDOFF_BIN).

          from handoff_adapter import Gate, Refused, serve
          gate = Gate("system.json")
          serve(answer, read=lambda text: gate.accept("seat.request", text))   # answer(payload) is your agent
      """
      import json, os, subprocess, sys, threading


      class Refused(Exception):
          """Raise it for a payload that the agent does not work with. A gate's has `failure`, `violations` and `feedback`."""

          def __init__(self, why, verdict=None):
              super().__init__(why)
              verdict = verdict or {}
              self.failure, self.violations = verdict.get("failure"), verdict.get("violations", [])
              self.feedback = verdict.get("feedback", why)


      class Failed(Exception):
          """Raise it to answer with a failure that the agent's contract declares; members are those of its payload."""

          def __init__(self, kind, /, **members):
              super().__init__(kind)
              self.answer = {**members, "failure": kind}


      def text_of(line):
          """The text of the payload in a line of `handoff check`, as it was sent: the payload is the line's last member."""
          request = json.loads(line)
          return request["raw"] if "raw" in request else line.partition('"payload":')[2].strip()[:-1]


      def serve(answer, read=json.loads):
          """Answers each line with what `answer` returns for its payload; what prints goes to standard error."""
          lines, answers = os.fdopen(os.dup(0), encoding="utf-8", newline="\n"), os.fdopen(os.dup(1), "w")
          os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
          os.dup2(2, 1)
          sys.stdout = sys.stderr
          for line in lines:
              try:
                  payload = read(text_of(line))
              except (Refused, ValueError, RecursionError) as why:  # what is no JSON is a ValueError
                  reply = {"rejected": str(why)}
              else:
                  try:
                      reply = {"accepted": answer(payload)}
                  except Refused as why:
                      reply = {"rejected": str(why)}
                  except Failed as failure:
                      reply = failure.answer
              # Any other exception ends the program with its traceback: a crash, and reported as one.
              print(json.dumps(reply, allow_nan=False), file=answers, flush=True)


      class Gate:
          """Holds payloads against the contracts of a manifest, or against a JSON Schema, before anything else sees them."""

          def __init__(self, file, handoff=os.environ.get("HANDOFF_BIN", "handoff")):
              self._command, self._server, self._lock = [handoff, "validate", "--serve", os.fspath(file)], None, threading.Lock()

          def accept(self, contract, payload):
              """The value of a payload, bytes or text as they arrived, that keeps the contract; None for a JSON Schema.

              Raises Refused for every other payload, and RuntimeError where nobody can ask.
              """
              try:
                  text = payload.decode("utf-8") if isinstance(payload, (bytes, bytearray)) else payload
                  subject = {} if contract is None else {"contract": contract}
                  request = json.dumps({**subject, "text": text}, ensure_ascii=False).encode("utf-8")
              except UnicodeError as why:
                  raise Refused(f"not JSON: {why}") from None
              with self._lock:
                  if self._server is None or self._server.poll() is not None:
                      self._server = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                  try:
                      self._server.stdin.write(request + b"\n")
                      self._server.stdin.flush()
                      line = self._server.stdout.readline()
                  except BrokenPipeError:
                      line = b""
              verdict = json.loads(line) if line else {"error": f"{' '.join(self._command)} has ended"}
              if "error" in verdict:
                  raise RuntimeError(verdict["error"])
              if verdict["accepted"] is not True:
                  why = f"the sender failed: {verdict['failure']}" if "failure" in verdict else verdict.get("feedback", "undecided")
                  raise Refused(why, verdict)
              return json.loads(text)

      """##)
}
