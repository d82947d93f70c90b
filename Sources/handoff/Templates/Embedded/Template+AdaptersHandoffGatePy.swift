// Written by EmbeddedTemplateTests from Templates/adapters/handoff_gate.py; change that file instead.
extension Template {
  static let adaptersHandoffGatePy = Template(
    path: "adapters/handoff_gate.py",
    text: ##"""
      """Puts a contract in front of an agent, while it is checked and in production.

      Copy this file and `handoff_adapter.py` beside your agent. It asks the program `handoff` (in PATH or HANDOFF_BIN).

          from handoff_gate import Gate, Refused
          gate = Gate("system.json")
          request = gate.accept("seat.request", body)
      """
      import json, os, subprocess, threading

      from handoff_adapter import Refused


      class Gate:
          """Holds payloads against the contracts of a manifest, or against a JSON Schema, before anything else sees them."""

          def __init__(self, file, handoff=os.environ.get("HANDOFF_BIN", "handoff")):
              self._command = [handoff, "validate", "--serve", os.fspath(file)]
              self._server, self._lock = None, threading.Lock()

          def accept(self, contract, payload):
              """The value of a payload, bytes or text as they arrived, that keeps the contract; None for a JSON Schema.

              Raises Refused for every other payload, and RuntimeError where nobody can ask.
              """
              subject = {} if contract is None else {"contract": contract}
              try:
                  text = payload if isinstance(payload, str) else bytes(payload).decode("utf-8")
                  request = json.dumps({**subject, "text": text}, ensure_ascii=False).encode("utf-8")
              except UnicodeError as why:
                  raise Refused(f"not JSON: {why}") from None
              verdict = self._ask(request)
              if "error" in verdict:
                  raise RuntimeError(verdict["error"])
              if verdict["accepted"] is True:
                  return json.loads(text)
              failure, feedback = verdict.get("failure"), verdict.get("feedback")
              why = f"the sender failed: {failure}" if failure else feedback or "undecided"
              raise Refused(why, failure, verdict.get("violations", ()), feedback)

          def _ask(self, request):
              with self._lock:
                  if self._server is None or self._server.poll() is not None:
                      self._server = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                  try:
                      self._server.stdin.write(request + b"\n")
                      self._server.stdin.flush()
                      line = self._server.stdout.readline()
                  except BrokenPipeError:
                      line = b""
              return json.loads(line) if line else {"error": f"{' '.join(self._command)} has ended"}

      """##)
}
