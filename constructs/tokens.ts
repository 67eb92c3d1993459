import { literal } from "../src/terraform/literal";
import {
  type Construct,
  DefaultTokenResolver,
  type IResolvable,
  type IResolveContext,
  StringConcat,
  Token,
  Tokenization,
} from "./framework";

/** A token as it stands within text. */
const marker = /\$\{TfToken\[([a-zA-Z0-9:._-]+)\]\}/g;
/** A number that may be a token stands in text as `-1.8881545897087503e+289`. */
const tokenNumber = /-?\d(?:\.\d+)?e\+\d{3}/g;
/** What the framework takes for a piece of a list or of a map, or for its stand-in. */
const listMarker = "#{TfToken[";
const mapMarker = "&{TfToken[";
const standIns: ReadonlySet<string> = new Set(["String Map Token Value", "Any Map Token Value"]);

const resolver = new DefaultTokenResolver(new StringConcat());

/** What kind of token a piece of text holds; `undefined` for plain text. */
export type TokenKind = "text" | "number" | "list" | "map";

export function tokenKindOf(value: unknown): TokenKind | undefined {
  if (typeof value === "number") return Token.isUnresolved(value) ? "number" : undefined;
  if (typeof value === "string") {
    if (value.includes(listMarker)) return "list";
    if (value.includes(mapMarker) || standIns.has(value)) return "map";
    if (value.includes("e+") && (value.match(tokenNumber) ?? []).some((n) => Token.isUnresolved(Number(n)))) {
      return "number";
    }
    return value.includes("${TfToken[") ? "text" : undefined;
  }
  return Tokenization.isResolvable(value) ? "text" : undefined;
}

/**
 * The tokens of one estate. What a token stands for is told only at synthesis, and its own number depends on what else
 * the app has made before. So within the declaration a token is named for what it refers to, which makes digests, names
 * and order depend on the declaration alone (law 2); when resources are made the framework's own token comes back.
 */
export class TokenTable {
  /** From the name within the declaration to the framework's marker. */
  private readonly known = new Map<string, string>();
  private readonly named = new Map<string, string>();

  /**
   * Names the tokens in a text for what they refer to; a token that turns out to be plain text becomes that text.
   * @param scope where to resolve: an element of a stack
   * @throws Error if there is no token of that number
   */
  canonical(text: string, scope: Construct): string {
    return text.replace(marker, (found) => {
      const before = this.named.get(found);
      if (before !== undefined) return before;
      const resolved: unknown = Tokenization.resolve(found, { scope, resolver, preparing: false });
      const meaning = typeof resolved === "string" ? resolved : JSON.stringify(resolved);
      const name = /[$%]\{/.test(meaning) ? `\${TfToken[${this.nameOf(meaning)}]}` : meaning;
      this.named.set(found, name);
      if (name !== meaning) this.known.set(name, found);
      return name;
    });
  }

  /** Text for Terraform JSON: what people wrote is escaped (law 4), tokens are left to the framework. */
  write(text: string): string | IResolvable {
    if (!text.includes("${TfToken[")) return literal(text);
    const parts: (string | { readonly token: string })[] = [];
    let from = 0;
    for (const match of text.matchAll(marker)) {
      const token = this.known.get(match[0]);
      if (token === undefined) continue;
      parts.push(beforeToken(literal(text.slice(from, match.index))), { token });
      from = match.index + match[0].length;
    }
    if (from === 0) return literal(text);
    parts.push(literal(text.slice(from)));
    return new Mixed(parts);
  }

  private nameOf(meaning: string): string {
    const inner = /^\$\{([a-zA-Z0-9:._-]+)\}$/.exec(meaning)?.[1];
    return inner ?? `expression.${Buffer.from(meaning, "utf8").toString("hex")}`;
  }
}

/** A `$` right before a token's `${` would escape it. */
function beforeToken(text: string): string {
  return text.replace(/\$+$/, (signs) => `\${"${signs}"}`);
}

/**
 * Text of which some is literal and some is tokens. The framework would take an escaped `$${` for the beginning of an
 * expression and leave the braces off the token after it; so the pieces are resolved one by one.
 */
class Mixed implements IResolvable {
  readonly creationStack: string[] = [];

  constructor(private readonly parts: readonly (string | { readonly token: string })[]) {}

  resolve(context: IResolveContext): string {
    return this.parts
      .map((part) => {
        if (typeof part === "string") return part;
        const resolved: unknown = context.resolve(part.token);
        if (typeof resolved === "string") return resolved;
        throw new Error("A token within an estate stands for something that is not text; give a text instead.");
      })
      .join("");
  }

  toString(): string {
    return Token.asString(this);
  }

  toJSON(): string {
    return "<unresolved token>";
  }
}
