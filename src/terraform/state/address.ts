/** An instance's address as Terraform writes it: `module.app["eu.west"].data.aws_iam_role.deploy[0]`. */
export function addressOf(
  module: string,
  mode: "managed" | "data",
  type: string,
  name: string,
  index: string | number | undefined,
): string {
  const resource = `${module === "" ? "" : `${module}.`}${mode === "data" ? "data." : ""}${type}.${name}`;
  if (index === undefined) return resource;
  return `${resource}[${typeof index === "number" ? index : quoted(index)}]`;
}

const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\" };

/**
 * A key in quotation marks, escaped as Terraform does in addresses: what begins a template is doubled, what cannot be
 * printed is a number.
 */
function quoted(key: string): string {
  let text = "";
  const signs = [...key];
  for (const [n, sign] of signs.entries()) {
    const escaped = escapes[sign];
    if (escaped !== undefined) text += escaped;
    else if ((sign === "$" || sign === "%") && signs[n + 1] === "{") text += sign + sign;
    else if (/[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(sign)) text += sign;
    else text += numbered(sign.codePointAt(0) ?? 0);
  }
  return `"${text}"`;
}

function numbered(code: number): string {
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
}
