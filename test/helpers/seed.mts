// With PROPERTY_SEED all properties try the same cases again: in CI, so that a change is judged by what it changed.
// Without it every run tries others.
const seed = process.env.PROPERTY_SEED;
if (seed !== undefined) (await import("fast-check")).default.configureGlobal({ seed: Number(seed) });
