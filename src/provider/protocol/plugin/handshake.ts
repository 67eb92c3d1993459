import { X509Certificate } from "node:crypto";

/** What Terraform hands to the process that it starts, and no one else does. */
export interface Invitation {
  /** The one certificate that a client may show, in PEM. */
  readonly clientCertificate: string;
  /** Between which a port is taken where there are no sockets in the file system. */
  readonly ports: { readonly from: number; readonly to: number };
}

/** Why the process was not started as Terraform starts it. */
export class Uninvited extends Error {}

const cookie = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

/** The version of the plugin protocol that is spoken. */
export const protocolVersion = "6";

/**
 * Reads the invitation from the environment.
 *
 * Source: https://github.com/hashicorp/go-plugin/blob/main/docs/internals.md
 *
 * @throws {@link Uninvited}
 */
export function invitation(environment: NodeJS.ProcessEnv): Invitation {
  if (environment.TF_PLUGIN_MAGIC_COOKIE !== cookie) {
    throw new Uninvited(
      "This is a Terraform provider: Terraform and OpenTofu start it by themselves. Name it in `required_providers` and run `terraform init`.",
    );
  }
  const versions = environment.PLUGIN_PROTOCOL_VERSIONS ?? "";
  if (versions !== "" && !versions.split(",").includes(protocolVersion)) {
    throw new Uninvited(
      `This provider speaks version ${protocolVersion} of the plugin protocol, and was offered only ${versions}. Use Terraform 1.0 or later.`,
    );
  }
  const clientCertificate = environment.PLUGIN_CLIENT_CERT ?? "";
  if (clientCertificate === "") {
    throw new Uninvited(
      "PLUGIN_CLIENT_CERT is not set: this provider answers only a client whose certificate it has been given. Let Terraform start it.",
    );
  }
  if (!isCertificate(clientCertificate)) {
    throw new Uninvited("PLUGIN_CLIENT_CERT holds no certificate in PEM. Let Terraform start this provider.");
  }
  return {
    clientCertificate,
    ports: { from: port(environment.PLUGIN_MIN_PORT, 10_000), to: port(environment.PLUGIN_MAX_PORT, 25_000) },
  };
}

/** TLS would pass over one that it cannot read. */
function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}

function port(text: string | undefined, otherwise: number): number {
  const found = Number(text ?? "");
  return Number.isInteger(found) && found > 0 && found < 65_536 ? found : otherwise;
}

/** The one line that goes to standard output: where the provider listens, and the certificate that it shows there. */
export function handshakeLine(network: "unix" | "tcp", address: string, certificate: Buffer): string {
  const shown = certificate.toString("base64").replace(/=+$/, "");
  return `1|${protocolVersion}|${network}|${address}|grpc|${shown}\n`;
}
