import { isAbsolute, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { SourceLocation } from "../diagnostics/diagnostic";
import type { ReportContext } from "./context";

/** `file:line:column`, which editors and terminals make a link of; a file below where the command runs as seen from there. */
export function placeOf({ from }: ReportContext, { file, line, column }: SourceLocation): string {
  return `${isAbsolute(file) ? within(from, file) : slashes(file)}:${line}:${column}`;
}

/** The path of a file as seen from the repository's top, with `/` between its parts; absolute if it lies outside. */
export function pathOf({ from, top = from }: ReportContext, file: string): string {
  return within(top, resolve(from, file));
}

/** That path as a relative, percent-encoded URI; a `file:` one if it lies outside. */
export function uriOf(context: ReportContext, file: string): string {
  // Halves of surrogate pairs have no encoding; in a buffer they become U+FFFD.
  const path = pathOf(context, Buffer.from(file).toString());
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path.split("/").map(encodeURIComponent).join("/");
}

function within(directory: string, file: string): string {
  const path = relative(directory, file);
  const outside = path === "" || path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path);
  return slashes(outside ? file : path);
}

function slashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}
