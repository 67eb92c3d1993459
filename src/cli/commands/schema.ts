import { estateJsonSchema } from "../../estate/json-schema";
import { type ExitStatus, exitStatus } from "../outcome";
import { print, writeReport } from "../output";

export interface SchemaOptions {
  readonly out?: string;
}

/** `leasehold schema`: the JSON Schema of an estate's files. */
export async function schema(options: SchemaOptions): Promise<ExitStatus> {
  const text = `${JSON.stringify(estateJsonSchema(), null, 2)}\n`;
  if (options.out === undefined) await print(text);
  else writeReport(options.out, text);
  return exitStatus.pass;
}
