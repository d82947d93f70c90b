// Written by EmbeddedTemplateTests from Templates/python/worker.py; change that file instead.
extension Template {
  static let pythonWorkerPy = Template(
    path: "python/worker.py",
    text: ##"""
      """The receiver of the handoff planner->worker, as `handoff check` runs it: replace `work` by a call of your agent."""

      from handoff_adapter import Failed, serve
      from handoff_gate import Gate

      gate = Gate("system.json")


      def work(order):
          if order["item"] == "unicorn":
              raise Failed("sold_out")
          return {"item": order["item"], "amount": order["amount"]}


      # The gate holds each payload against the contract, before the agent looks at it.
      serve(work, read=lambda text: gate.accept("order", text))

      """##)
}
