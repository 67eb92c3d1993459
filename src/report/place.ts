import { isAbsolute, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { SourceLocation } from "../diagnostics/diagnostic";

/** The path of a file as seen from `from`, with `/` between its parts; absolute if it lies outside. */
export function pathFrom(from: string, file: string): string {
  if (!isAbsolute(file)) return slashes(file);
  const path = relative(from, file);
  return path === "" || path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path)
    ? slashes(file)
    : slashes(path);
}

/** `file:line:column`, which editors and terminals make a link of. */
export function placeOf(from: string, location: SourceLocation): string {
  return `${pathFrom(from, location.file)}:${location.line}:${location.column}`;
}

/** A relative, percent-encoded URI; a `file:` one if the file lies outside `from`. */
export function uriFrom(from: string, file: string): string {
  // Halves of surrogate pairs have no encoding; in a buffer they become U+FFFD.
  const path = pathFrom(from, Buffer.from(file).toString());
  if (isAbsolute(path)) return pathToFileURL(path).href;
  const uri = path.split("/").map(encodeURIComponent).join("/");
  return uri.replace(/^(\.\/)+/, "");
}

function slashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}
