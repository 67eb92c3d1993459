import type { Answering } from "./plugin/services";
import type { Provider } from "./provider";
import { calls } from "./rpc";
import { Session } from "./session";

/** A provider, or how to load it when something is first asked of it. */
export type Provided<C> = Provider<C> | (() => Promise<Provider<C>>);

/** All calls of a provider's service, as one process answers them: that it has been configured is remembered. */
export function answering<C>(provided: Provided<C>): Answering {
  let session: Promise<Session> | undefined;
  return {
    names: calls.keys(),
    async answer(name, request) {
      const load = calls.get(name);
      if (load === undefined) throw new Error(`there is no call ${name}`);
      session ??= begun(provided);
      return (await load()).answer(await session, request);
    },
  };
}

async function begun<C>(provided: Provided<C>): Promise<Session> {
  return new Session(typeof provided === "function" ? await provided() : provided);
}
