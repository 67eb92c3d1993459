import { readFileSync } from "node:fs";
import { HostingShapeError } from "../../check/hosting/answer";
import { type HostingAnswers, readHosting } from "../../check/hosting/hosting";
import { Refusal } from "../outcome";

/** The answers of a hosting service in a file. @throws Refusal for whatever holds none */
export function hostingFrom(file: string): HostingAnswers {
  const text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(
      "hosting-unreadable",
      `${file} is not JSON.`,
      "Keep the answers of the service's REST API in one JSON object; README.md says which.",
    );
  }
  try {
    return readHosting(value);
  } catch (error) {
    if (error instanceof HostingShapeError)
      throw new Refusal("hosting-unreadable", `${file}: ${error.message}`, error.fix);
    throw error;
  }
}
