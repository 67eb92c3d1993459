// Ctrl-C reaches Terraform too, which lets the provider finish what it is at and then ends it. Imported before all else, so
// that it holds while the rest is loaded.
process.on("SIGINT", () => undefined);
