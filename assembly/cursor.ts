/** Where the scanner stands. */
import { VALUE } from "./states";

/** Containers by depth, one byte each: their opening bracket. */
export const STACK: usize = 1024;
export const DEEPEST: i32 = 1000;

export let at: usize = 0;
export let state: i32 = VALUE;
export let depth: i32 = 0;
export let faultCode: i32 = 0;

/** In a string: where its quotation mark stands, whether it is a key, and whether it holds an escape. */
export let opened: usize = 0;
export let isKey: bool = false;
export let escaped: bool = false;
