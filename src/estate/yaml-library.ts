type Library = typeof import("yaml");

let loaded: Library | undefined;

/** The YAML library; loaded when it is asked for, because most declarations are read without it (see `simple-yaml.ts`). */
export function yamlLibrary(): Library {
  loaded ??= require("yaml") as Library;
  return loaded;
}
