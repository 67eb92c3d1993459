// What any tool has to do that reads a plan whole: the file as text, and the text as values.
const { readFileSync } = require("node:fs");

JSON.parse(readFileSync(process.argv[2], "utf8"));
