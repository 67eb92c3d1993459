/** What the scanner tells, what it expects, and why it fails. */

/** What `run` ends with. */
export const MORE: i32 = 0;
export const FAULT: i32 = 1;
export const KEY_EVENT: i32 = 2;
export const VALUE_EVENT: i32 = 3;
export const PASSED: i32 = 4;
export const CLOSED: i32 = 5;

/** What is expected, or what is under way. */
export const VALUE: i32 = 0;
export const FIRST_OF_LIST: i32 = 1;
export const FIRST_OF_OBJECT: i32 = 2;
export const KEY: i32 = 3;
export const COLON: i32 = 4;
export const AFTER: i32 = 5;
export const STRING: i32 = 6;
export const ESCAPE: i32 = 7;
export const HEX: i32 = 8;
export const CONTINUATION: i32 = 9;
export const MINUS: i32 = 10;
export const ZERO: i32 = 11;
export const INTEGER: i32 = 12;
export const POINT: i32 = 13;
export const FRACTION: i32 = 14;
export const EXPONENT: i32 = 15;
export const EXPONENT_SIGN: i32 = 16;
export const EXPONENT_DIGITS: i32 = 17;
export const WORD: i32 = 18;

/** Faults. */
export const UNEXPECTED: i32 = 1;
export const NOT_UTF8: i32 = 2;
export const CONTROL: i32 = 3;
export const BAD_ESCAPE: i32 = 4;
export const TOO_DEEP: i32 = 5;
export const TRAILING: i32 = 6;
