import { type PolicyDocument, policyDocument, type Statement, sizeOf } from "../policy/document";

/** Statements packed into as few policies as a simple rule gives, and those too large for any. */
export interface Packed {
  readonly documents: readonly PolicyDocument[];
  readonly tooLarge: readonly Statement[];
}

const empty = sizeOf(policyDocument([]));

/**
 * Packs Allow statements into documents of at most `limit` characters, in order. A statement that does not fit alone is
 * halved by its actions, then by its resources: to allow A and B is to allow A, and to allow B.
 */
export function pack(statements: readonly Statement[], limit: number): Packed {
  const tooLarge: Statement[] = [];
  const pieces = statements.flatMap((statement) => halve(statement, limit - empty, tooLarge));
  const documents: PolicyDocument[] = [];
  let current: Statement[] = [];
  let size = empty;
  for (const { statement, length } of pieces) {
    if (current.length > 0 && size + length > limit) {
      documents.push(policyDocument(current));
      current = [];
      size = empty;
    }
    current.push(statement);
    // A comma stands behind it.
    size += length + 1;
  }
  if (current.length > 0) documents.push(policyDocument(current));
  return { documents, tooLarge };
}

interface Piece {
  readonly statement: Statement;
  readonly length: number;
}

function halve(statement: Statement, room: number, tooLarge: Statement[]): readonly Piece[] {
  const { length } = JSON.stringify(statement);
  if (length <= room) return [{ statement, length }];
  for (const key of ["Action", "Resource"] as const) {
    const values = statement[key];
    if (!Array.isArray(values) || values.length < 2) continue;
    const middle = Math.ceil(values.length / 2);
    return [values.slice(0, middle), values.slice(middle)].flatMap((half) =>
      halve({ ...statement, [key]: half }, room, tooLarge),
    );
  }
  tooLarge.push(statement);
  return [];
}
