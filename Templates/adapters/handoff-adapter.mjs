/**
 * Puts a plain function behind the line protocol of `handoff check`.
 *
 * Copy this file beside your agent; it needs Node 18 and nothing else. `handoff-gate.mjs` puts a contract in front of it.
 *
 *     import { Failed, Refused, serve } from "./handoff-adapter.mjs";
 *     await serve(answer);   // answer(payload) is your agent
 */

/** Throw it for a payload that the agent does not work with; a gate says what is wrong with the payload. */
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

/** The lines of a stream, which end at line feeds alone. */
export async function* linesOf(stream) {
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

/** The payload in a line; what is no JSON is refused. */
async function payloadOf(line, read) {
  try {
    return await read(textOf(line));
  } catch (why) {
    throw why instanceof SyntaxError ? new Refused(why.message) : why;
  }
}

/** Answers each line with what `answer` returns for its payload; what logs goes to standard error. */
export async function serve(answer, read = JSON.parse) {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  for await (const line of linesOf(process.stdin)) {
    let reply;
    try {
      reply = { accepted: (await answer(await payloadOf(line, read))) ?? null };
    } catch (why) {
      if (why instanceof Refused) reply = { rejected: why.message };
      else if (why instanceof Failed) reply = why.answer;
      else throw why; // ends the program with its stack: a crash, and reported as one
    }
    write(JSON.stringify(reply) + "\n");
  }
}
