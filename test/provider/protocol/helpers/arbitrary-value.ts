import fc from "fast-check";
import { Dynamic, Precise, unknown, type Value, type ValueType } from "../../../../src/provider/protocol/value";

/** A type and a value of it, in which null and what is unknown stand anywhere. */
export interface Typed {
  readonly type: ValueType;
  readonly value: Value;
}

// Names of JavaScript's own among them, and such as read like numbers, which JavaScript would put in order.
const name = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "toString", "10", "9", "", "=", "a.b"),
  fc.string({ unit: "grapheme", maxLength: 6 }),
);

const text = fc.string({ unit: "grapheme", maxLength: 12 });

const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
  fc.constantFrom<Value>(0.1, 1e21, new Precise("1e400"), new Precise("0.30000000000000000000000001")),
);

/** The types, and with each the values of it. */
const typed = fc.letrec<{ any: Kind; leaf: Kind }>((tie) => ({
  leaf: fc.constantFrom<Kind>(
    { type: "string", values: text },
    { type: "number", values: number },
    { type: "bool", values: fc.boolean() },
  ),
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("leaf"),
    tie("any").map(
      ({ type, values }): Kind => ({ type: ["list", type], values: fc.array(orNot(values), { maxLength: 4 }) }),
    ),
    tie("any").map(
      ({ type, values }): Kind => ({ type: ["set", type], values: fc.array(orNot(values), { maxLength: 4 }) }),
    ),
    tie("any").map(
      ({ type, values }): Kind => ({ type: ["map", type], values: fc.dictionary(name, orNot(values), { maxKeys: 4 }) }),
    ),
    fc.array(tie("any"), { maxLength: 3 }).map(
      (kinds): Kind => ({
        type: ["tuple", kinds.map(({ type }) => type)],
        values: fc.tuple(...kinds.map(({ values }) => orNot(values))),
      }),
    ),
    fc.dictionary(name, tie("any"), { maxKeys: 3 }).map((kinds): Kind => {
      const entries = Object.entries(kinds);
      return {
        type: ["object", Object.fromEntries(entries.map(([key, { type }]) => [key, type]))],
        values: fc
          .tuple(...entries.map(([, { values }]) => orNot(values)))
          .map((found) => Object.fromEntries(entries.map(([key], index) => [key, found[index] ?? null]))),
      };
    }),
    tie("any").map(
      ({ type, values }): Kind => ({ type: "dynamic", values: orNot(values).map((value) => new Dynamic(type, value)) }),
    ),
  ),
}));

interface Kind {
  readonly type: ValueType;
  readonly values: fc.Arbitrary<Value>;
}

function orNot(values: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ arbitrary: values, weight: 6 }, { arbitrary: fc.constantFrom<Value>(null, unknown), weight: 1 });
}

export const anyTyped: fc.Arbitrary<Typed> = typed.any.chain(({ type, values }) =>
  orNot(values).map((value) => ({ type, value })),
);

/** As {@link anyTyped}, with nothing unknown in it. */
export const anyKnown: fc.Arbitrary<Typed> = anyTyped.map(({ type, value }) => ({ type, value: known(value) }));

function known(value: Value): Value {
  if (value === unknown) return null;
  if (value instanceof Dynamic) return new Dynamic(value.type, known(value.value));
  if (Array.isArray(value)) return value.map(known);
  if (typeof value !== "object" || value === null || value instanceof Precise) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, known(inner)]));
}
