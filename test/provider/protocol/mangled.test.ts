import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answering } from "../../../src/provider/protocol/answering";
import { Malformed } from "../../../src/provider/protocol/fault";
import { calls } from "../../../src/provider/protocol/rpc";
import { readMessage } from "../../../src/provider/protocol/wire/message";
import { tiny } from "./helpers/tiny";
import { recorded, recordedCalls } from "./recorded/recordings";

const [configuring] = recorded("ConfigureProvider");

/** What is done to a request on its way: its end is cut off; bytes are changed, left out, put in. */
type Mangling =
  | { readonly cut: number }
  | { readonly flips: readonly { readonly at: number; readonly bits: number }[] }
  | { readonly at: number; readonly put: Uint8Array; readonly out: number };

const mangling: fc.Arbitrary<Mangling> = fc.oneof(
  fc.record({ cut: fc.nat() }),
  fc.record({
    flips: fc.array(fc.record({ at: fc.nat(), bits: fc.integer({ min: 1, max: 255 }) }), {
      minLength: 1,
      maxLength: 8,
    }),
  }),
  fc.record({ at: fc.nat(), put: fc.uint8Array({ minLength: 1, maxLength: 8 }), out: fc.nat(8) }),
);

function mangle(request: Uint8Array, how: Mangling): Uint8Array {
  const { length } = request;
  if ("cut" in how) return request.subarray(0, how.cut % (length + 1));
  if ("put" in how) {
    const at = how.at % (length + 1);
    return Buffer.concat([request.subarray(0, at), how.put, request.subarray(at + how.out)]);
  }
  const changed = Uint8Array.from(request);
  for (const { at, bits } of how.flips) changed[at % length] = (changed[at % length] ?? 0) ^ bits;
  return changed;
}

describe("a request that something has happened to on its way", () => {
  const withBytes = recordedCalls.filter((name) => recorded(name).some((request) => request.length > 0));
  it.each(withBytes)("of %s is answered, or refused as none, and never ends the process", async (name) => {
    const { answer } = answering(tiny);
    if (configuring !== undefined) await answer("ConfigureProvider", configuring);
    const response = (await calls.get(name)?.())?.response ?? {};
    const requests = recorded(name).filter((request) => request.length > 0);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...requests), mangling, async (request, how) => {
        try {
          const answered = readMessage(response, await answer(name, mangle(request, how)));
          expect(Object.keys(answered)).toEqual(Object.keys(response));
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(Malformed);
        }
      }),
      { numRuns: 400 },
    );
  });
});
