// Written by EmbeddedTemplateTests from Templates/node/worker.mjs; change that file instead.
extension Template {
  static let nodeWorkerMjs = Template(
    path: "node/worker.mjs",
    text: ##"""
      // The receiver of the handoff planner->worker, as `handoff check` runs it: replace `work` by a call of your agent.

      import { Failed, serve } from "./handoff-adapter.mjs";
      import { Gate } from "./handoff-gate.mjs";

      const gate = new Gate("system.json");

      function work(order) {
        if (order.item === "unicorn") throw new Failed("sold_out");
        return { item: order.item, amount: order.amount };
      }

      // The gate holds each payload against the contract, before the agent looks at it.
      await serve(work, (text) => gate.accept("order", text));

      """##)
}
