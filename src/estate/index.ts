export { type Loaded, loadEstate } from "./load";
export * from "./types";
