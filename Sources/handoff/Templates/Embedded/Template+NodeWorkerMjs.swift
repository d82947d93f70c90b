// Written by EmbeddedTemplateTests from Templates/node/worker.mjs; change that file instead.
extension Template {
  static let nodeWorkerMjs = Template(
    path: "node/worker.mjs",
    text: ##"""
      // The receiver of the handoff planner->worker. `handoff check` starts it and gives it one payload a line.
      //
      // Replace `work` by a call of your agent; what stands around it talks to `handoff check`.

      import { createInterface } from "node:readline";

      /** The order as its contract allows it; anything else is refused. */
      function read(order) {
        const isObject = typeof order === "object" && order !== null && !Array.isArray(order);
        if (!isObject || Object.keys(order).sort().join() !== "amount,item") {
          throw new Error("expected exactly the members item and amount");
        }
        // A character may be two units of a JavaScript string.
        if (typeof order.item !== "string" || order.item === "" || [...order.item].length > 80) {
          throw new Error("an item is a text of 1 to 80 characters");
        }
        if (!Number.isInteger(order.amount) || order.amount < 1 || order.amount > 100) {
          throw new Error("an amount is a whole number from 1 to 100");
        }
        return order;
      }

      /** What the agent does with an order. */
      function work(order) {
        if (order.item === "unicorn") return { failure: "sold_out" };
        return { accepted: { item: order.item, amount: order.amount }, understood: order };
      }

      for await (const line of createInterface({ input: process.stdin })) {
        const message = JSON.parse(line);
        let answer;
        try {
          answer = work(read("raw" in message ? JSON.parse(message.raw) : message.payload));
        } catch (error) {
          answer = { rejected: error.message };
        }
        console.log(JSON.stringify(answer));
      }

      """##)
}
