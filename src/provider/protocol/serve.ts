import "./plugin/uninterrupted";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { answering, type Provided } from "./answering";
import { selfSigned } from "./plugin/certificate";
import { listen } from "./plugin/endpoint";
import { handshakeLine, type Invitation, invitation, Uninvited } from "./plugin/handshake";
import { Lifetime } from "./plugin/lifetime";
import { keepOutput } from "./plugin/output";
import { type Answering, pluginServices, providerService } from "./plugin/services";

/** As large as Terraform lets its own messages be, in bytes. */
const longestMessage = 256 * 1024 * 1024;

/**
 * Is a provider to the Terraform or OpenTofu that has started this process, until that ends it. Anyone else who starts it is
 * told so on standard error, and the process ends with status 1.
 */
export async function serve<C>(provided: Provided<C>): Promise<void> {
  await serveCalls(answering(provided));
}

/** The same for calls that are answered in another way. */
export async function serveCalls(calls: Answering): Promise<void> {
  let invited: Invitation;
  try {
    invited = invitation(process.env);
  } catch (thrown) {
    if (!(thrown instanceof Uninvited)) throw thrown;
    process.stderr.write(`${thrown.message}\n`);
    process.exitCode = 1;
    return;
  }
  const lifetime = new Lifetime();
  const announce = keepOutput();
  const server = new Server({
    "grpc.max_receive_message_length": longestMessage,
    "grpc.max_send_message_length": longestMessage,
    // Nobody looks at its figures.
    "grpc.enable_channelz": 0,
  });
  for (const { definition, implementation } of [providerService(calls, lifetime), ...pluginServices(lifetime)]) {
    server.addService(definition, implementation);
  }
  const certificate = selfSigned();
  const credentials = ServerCredentials.createSsl(
    Buffer.from(invited.clientCertificate),
    [{ cert_chain: Buffer.from(certificate.pem), private_key: Buffer.from(certificate.privateKeyPem) }],
    true,
  );
  const endpoint = await listen(server, credentials, invited.ports);
  lifetime.leave(endpoint.remove);
  announce(handshakeLine(endpoint.network, endpoint.address, certificate.der));
}
