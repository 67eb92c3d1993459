import { appendFileSync } from "node:fs";
import { answering } from "../../../../src/provider/protocol/answering";
import { serveCalls } from "../../../../src/provider/protocol/serve";
import { tiny } from "./tiny";

// The tiny provider, which writes down every request before it answers.
const { names, answer } = answering(tiny);
const record = process.env.RECORD_TO ?? "";

void serveCalls({
  names,
  answer(name, request) {
    appendFileSync(record, `${JSON.stringify({ name, request: Buffer.from(request).toString("hex") })}\n`);
    return answer(name, request);
  },
});
