/**
 * Puts a plain function behind the line protocol of `handoff check`, and a contract in front of it.
 *
 * Copy this file beside your agent. It needs Node 18 and, for Gate, the program `handoff` (in PATH or HANDOFF_BIN).
 *
 *     import { Gate, serve } from "./handoff-adapter.mjs";
 *     const gate = new Gate("system.json");
 *     await serve(answer, (text) => gate.accept("seat.request", text));   // answer(payload) is your agent
 */
import { spawn } from "node:child_process";

/** Throw it for a payload that the agent does not work with. A gate's has `failure`, `violations` and `feedback`. */
export class Refused extends Error {
  constructor(why, { failure, violations = [], feedback = why } = {}) {
    super(why);
    Object.assign(this, { failure, violations, feedback });
  }
}

/** Throw it to answer with a failure that the agent's contract declares; members are those of its payload. */
export class Failed extends Error {
  constructor(kind, members = {}) {
    super(kind);
    this.answer = { ...members, failure: kind };
  }
}

async function* linesOf(stream) {
  let rest = "";
  for await (const part of stream.setEncoding("utf8")) {
    const lines = (rest + part).split("\n");
    rest = lines.pop();
    yield* lines;
  }
  if (rest) yield rest;
}

/** The text of the payload in a line of `handoff check`, as it was sent: the payload is the line's last member. */
export function textOf(line) {
  return JSON.parse(line).raw ?? line.slice(line.indexOf('"payload":') + 10, line.lastIndexOf("}")).trim();
}

/** Answers each line with what `answer` returns for its payload; what logs goes to standard error. */
export async function serve(answer, read = JSON.parse) {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  for await (const line of linesOf(process.stdin)) {
    let reply;
    try {
      const payload = await Promise.resolve(line).then(textOf).then(read).catch((why) => {
        throw why instanceof SyntaxError ? new Refused(why.message) : why;
      });
      reply = { accepted: (await answer(payload)) ?? null };
    } catch (why) {
      // Any other error ends the program with its stack: a crash, and reported as one.
      if (!(why instanceof Refused || why instanceof Failed)) throw why;
      reply = why.answer ?? { rejected: why.message };
    }
    write(JSON.stringify(reply) + "\n");
  }
}

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
    const server = (this.#server ??= this.#start());
    server.stdout.ref(); // an open question keeps this program running, an idle server does not
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      server.stdin.write(request + "\n");
    });
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
