/** leasehold's version; a test holds it to `package.json`, which need not be read to say it. */
export const version = "0.1.0";
