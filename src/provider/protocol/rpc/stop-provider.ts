import { call } from "../call";
import { text } from "../wire/message";

/** Whoever runs Terraform has asked it to stop: nothing here takes so long that it would have to be broken off. */
export const stopProvider = call({
  request: {},
  response: { Error: text(1) },
  failed: (told) => ({ Error: told.detail }),
  answer: async () => ({}),
});
