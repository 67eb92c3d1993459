import {
  type handleBidiStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type MethodDefinition,
  type ServiceDefinition,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { causeOf, Malformed } from "../fault";
import { whole, writeMessage } from "../wire/message";
import type { Lifetime } from "./lifetime";

/** Answers a call of the provider's service by name, from bytes to bytes. */
export interface Answering {
  readonly names: Iterable<string>;
  answer(name: string, request: Uint8Array): Promise<Uint8Array>;
}

/** A service and what answers it, as the server takes them. */
export interface Service {
  readonly definition: ServiceDefinition;
  readonly implementation: UntypedServiceImplementation;
}

const asIs = (bytes: Buffer): Buffer => bytes;

function method(path: string, streams: { request?: true; response?: true } = {}): MethodDefinition<Buffer, Buffer> {
  return {
    path,
    requestStream: streams.request === true,
    responseStream: streams.response === true,
    requestSerialize: asIs,
    requestDeserialize: asIs,
    responseSerialize: asIs,
    responseDeserialize: asIs,
  };
}

/** The provider itself. */
export function providerService({ names, answer }: Answering, lifetime: Lifetime): Service {
  const definition: Record<string, MethodDefinition<Buffer, Buffer>> = {};
  const implementation: Record<string, handleUnaryCall<Buffer, Buffer>> = {};
  for (const name of names) {
    definition[name] = method(`/tfplugin6.Provider/${name}`);
    implementation[name] = ({ request }, callback) => {
      lifetime.attended();
      answer(name, request).then(
        (response) => callback(null, Buffer.from(response.buffer, response.byteOffset, response.byteLength)),
        (thrown: unknown) => callback({ code: codeOf(thrown), details: `${name}: ${causeOf(thrown)}` }),
      );
    };
  }
  return { definition, implementation };
}

function codeOf(thrown: unknown): status {
  return thrown instanceof Malformed ? status.INVALID_ARGUMENT : status.INTERNAL;
}

const nothing = Buffer.alloc(0);

/**
 * What Terraform expects of every plugin, whatever it does.
 *
 * Source: https://github.com/hashicorp/go-plugin/tree/main/internal/plugin
 */
export function pluginServices(lifetime: Lifetime): readonly Service[] {
  const shutdown: handleUnaryCall<Buffer, Buffer> = (_, callback) => {
    callback(null, nothing);
    lifetime.endSoon();
  };
  // What would go to standard output, for Terraform to show: nothing does. It is open for as long as Terraform is there.
  const stdio: handleServerStreamingCall<Buffer, Buffer> = (call) => {
    lifetime.held();
    call.on("cancelled", () => lifetime.end());
    call.on("error", () => undefined);
  };
  // For connections beside this one, of which there are none.
  const broker: handleBidiStreamingCall<Buffer, Buffer> = (call) => {
    call.on("data", () => undefined);
    call.on("error", () => undefined);
    call.on("end", () => call.end());
  };
  const health: handleUnaryCall<Buffer, Buffer> = (_, callback) => {
    callback(null, Buffer.from(writeMessage({ status: whole(1) }, { status: serving })));
  };
  return [
    {
      definition: { Shutdown: method("/plugin.GRPCController/Shutdown") },
      implementation: { Shutdown: shutdown },
    },
    {
      definition: { StreamStdio: method("/plugin.GRPCStdio/StreamStdio", { response: true }) },
      implementation: { StreamStdio: stdio },
    },
    {
      definition: { StartStream: method("/plugin.GRPCBroker/StartStream", { request: true, response: true }) },
      implementation: { StartStream: broker },
    },
    {
      definition: { Check: method("/grpc.health.v1.Health/Check") },
      implementation: { Check: health },
    },
  ];
}

/** Source: https://github.com/grpc/grpc/blob/master/doc/health-checking.md */
const serving = 1;
