import { serve } from "./protocol/serve";

// Listening begins before the provider itself is loaded: most of Terraform's processes are asked for little of it.
void serve(async () => (await import("./leasehold.js")).leasehold);
