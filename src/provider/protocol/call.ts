import { causeOf, Malformed, pathText, Unfit } from "./fault";
import type { diagnostic } from "./messages";
import type { Answer, Told } from "./provider";
import type { Session } from "./session";
import { diagnosticsOf, fails } from "./told";
import { type Fields, type Read, readMessage, type Written, writeMessage } from "./wire/message";

/** One call of the protocol: the messages that it takes and gives. */
export interface Call<Q extends Fields = Fields, A extends Fields = Fields> {
  readonly request: Q;
  readonly response: A;
  /**
   * From the bytes of a request to those of its response. Whatever fails in between is told in the response.
   *
   * @throws {@link Malformed} for bytes that are no such request
   */
  answer(session: Session, request: Uint8Array): Promise<Uint8Array>;
}

/** A call, from how it is answered; what `answer` throws is told as an error. */
export function call<Q extends Fields, A extends Fields>(parts: {
  readonly request: Q;
  readonly response: A;
  answer(session: Session, asked: Read<Q>): Promise<Written<A>>;
  /** The response in which an error is told. */
  failed(told: Told): Written<A>;
}): Call<Q, A> {
  return {
    request: parts.request,
    response: parts.response,
    async answer(session, request) {
      const asked = readMessage(parts.request, request);
      let answered: Written<A>;
      try {
        answered = await parts.answer(session, asked);
      } catch (thrown) {
        answered = parts.failed(faultTold(thrown));
      }
      return writeMessage(parts.response, answered);
    },
  };
}

/** The response of a call that tells of errors as diagnostics. */
export function diagnosed(told: Told): { readonly diagnostics: readonly Written<typeof diagnostic>[] } {
  return { diagnostics: diagnosticsOf([told]) };
}

/** The result of a method, if it may be used, and all that is to be told. */
export function taken<T>(answer: Answer<T>): Answer<T> {
  if (fails(answer.told)) return { told: answer.told };
  if (answer.result !== undefined) return answer;
  return { told: [...answer.told, bug("it gave neither a result nor an error")] };
}

const report = "This is a fault in the provider, not in the configuration: please report it.";

function bug(what: string): Told {
  return { severity: "error", summary: "The provider failed", detail: `In answering, ${what}.\n\n${report}` };
}

function faultTold(thrown: unknown): Told {
  if (thrown instanceof Unfit) {
    const place = thrown.path.length === 0 ? "the value" : `the attribute ${pathText(thrown.path)}`;
    return bug(`${place} ${thrown.message}`);
  }
  if (thrown instanceof Malformed) {
    const detail = `What Terraform sent cannot be answered: ${thrown.message}.`;
    return { severity: "error", summary: "The provider was asked for what it cannot answer", detail };
  }
  return bug(`it stopped with: ${causeOf(thrown)}`);
}
