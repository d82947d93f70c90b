// Written by EmbeddedTemplateTests from Templates/adapters/handoff-gate.mjs; change that file instead.
extension Template {
  static let adaptersHandoffGateMjs = Template(
    path: "adapters/handoff-gate.mjs",
    text: ##"""
      /**
       * Puts a contract in front of an agent, while it is checked and in production.
       *
       * Copy this file and `handoff-adapter.mjs` beside your agent. It asks the program `handoff` (in PATH or HANDOFF_BIN).
       *
       *     import { Gate, Refused } from "./handoff-gate.mjs";
       *     const gate = new Gate("system.json");
       *     const request = await gate.accept("seat.request", body);
       */
      import { spawn } from "node:child_process";
      import { linesOf, Refused } from "./handoff-adapter.mjs";

      export { Refused };

      /** Holds payloads against the contracts of a manifest, or against a JSON Schema, before anything else sees them. */
      export class Gate {
        #command;
        #server;
        #waiting = [];

        constructor(file, handoff = process.env.HANDOFF_BIN ?? "handoff") {
          this.#command = [handoff, "validate", "--serve", file];
        }

        /**
         * The value of a payload, bytes or text as they arrived, that keeps the contract; `null` for a JSON Schema.
         * Throws Refused for every other payload, and another error where nobody can ask.
         */
        async accept(contract, payload) {
          let text = payload;
          try {
            if (typeof payload !== "string") text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(payload);
            encodeURIComponent(text); // an error for half of a surrogate pair
          } catch {
            throw new Refused("not JSON: the text is no UTF-8");
          }
          const verdict = await this.#ask(JSON.stringify({ contract: contract ?? undefined, text }));
          if (verdict.error !== undefined) throw new Error(verdict.error);
          if (verdict.accepted === true) return JSON.parse(text);
          const why = verdict.failure ? `the sender failed: ${verdict.failure}` : verdict.feedback ?? "undecided";
          throw new Refused(why, verdict);
        }

        #ask(request) {
          this.#server ??= this.#start();
          this.#server.stdout.ref(); // an open question keeps this program running, an idle server does not
          this.#server.stdin.write(request + "\n");
          return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
        }

        #start() {
          const server = spawn(this.#command[0], this.#command.slice(1), { stdio: ["pipe", "pipe", "inherit"] });
          const end = (why) => {
            if (this.#server === server) this.#server = undefined;
            for (const { reject } of this.#waiting.splice(0)) reject(new Error(`${this.#command.join(" ")}: ${why}`));
          };
          server.on("error", (error) => end(error.message)).unref();
          server.stdin.on("error", () => {}).unref();
          (async () => {
            for await (const line of linesOf(server.stdout)) {
              this.#waiting.shift().resolve(JSON.parse(line));
              if (this.#waiting.length === 0) server.stdout.unref();
            }
            end("it has ended");
          })();
          return server;
        }
      }

      """##)
}
