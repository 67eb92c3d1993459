import type { JsonMap, ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import type { Unread } from "./answers";

/** Of one part, at most so many faults are told one by one. */
const toldAtMost = 5;

/** Reads the answers of one part, and keeps what in them is not as Google writes it. */
export class Reading {
  readonly #told: string[] = [];
  #more = 0;

  /** @param part `iam-policies` */
  constructor(
    readonly container: string | undefined,
    readonly part: string,
  ) {}

  /** @param message a clause that a person can read; nothing secret, no values but names */
  fault(message: string): void {
    if (this.#told.includes(message)) return;
    if (this.#told.length < toldAtMost) this.#told.push(message);
    else this.#more += 1;
  }

  /** The maps of a list that has to be there, of each file. */
  listed(files: readonly Json[], name: string): readonly JsonMap[] {
    return files.flatMap((file) => {
      if (!isMap(file)) {
        this.fault("a file holds no JSON object");
        return [];
      }
      return this.maps(file, name, `"${name}"`) ?? [];
    });
  }

  /** The maps of a list; undefined where there is no such list. */
  maps(of: JsonMap, name: string, called: string): readonly JsonMap[] | undefined {
    const list = of[name];
    if (!Array.isArray(list)) {
      this.fault(list === undefined ? `${called} is not there` : `${called} is no list`);
      return undefined;
    }
    return (list as readonly Json[]).filter((one, n): one is JsonMap => {
      if (isMap(one)) return true;
      this.fault(`entry ${n + 1} of ${called} is no JSON object`);
      return false;
    });
  }

  get unreadable(): readonly Unread[] {
    const what = this.container === undefined ? this.part : `${this.container}: ${this.part}`;
    const fix =
      "Take the snapshot anew; where it is the same again, the answer is of a form that leasehold does not know.";
    const all = this.#more === 0 ? this.#told : [...this.#told, `${this.#more} more of the kind`];
    return all.map((message) => ({ what, message: `It is not as Google writes it: ${message}.`, fix }));
  }
}

export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text that is there and not empty. */
export function textOf(map: JsonMap, name: string): string | undefined {
  const value = Object.hasOwn(map, name) ? map[name] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The texts of a list; undefined where it is no list of texts. Google leaves out empty lists. */
export function textsOf(value: Json | undefined): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return undefined;
  const list = value as readonly Json[];
  return list.every((one): one is string => typeof one === "string") ? list : undefined;
}

/** A name as it may stand in a message. */
export function shown(name: string): string {
  return name.length <= 120 ? name : `${name.slice(0, 119)}…`;
}

/** A resource of Terraform's that what is there would be. Its address is what people know. */
export function pseudo(type: string, address: string, values: JsonMap, unknown: Json = {}): ResourceInstance {
  return {
    address,
    module: "",
    mode: "managed",
    type,
    name: address,
    provider: "google",
    change: "no-op",
    values,
    unknown,
    sensitive: {},
  };
}
