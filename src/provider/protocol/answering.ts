import type { Provider } from "./provider";
import { calls } from "./rpc";
import { Session } from "./session";

/**
 * All calls of a provider's service, from bytes to bytes, as one process answers them: configuring it is remembered.
 *
 * @throws Malformed (as a rejection) for bytes that are no request; every other failure is told in the response
 */
export function answering<C>(provider: Provider<C>) {
  const session = new Session(provider);
  return {
    names: calls.keys(),
    async answer(name: string, request: Uint8Array): Promise<Uint8Array> {
      const load = calls.get(name);
      if (load === undefined) throw new Error(`there is no call ${name}`);
      return (await load())(session, request);
    },
  };
}
