import { describe, expect, it } from "vitest";
import { selfSigned } from "../../../../src/provider/protocol/plugin/certificate";
import { handshakeLine, invitation, Uninvited } from "../../../../src/provider/protocol/plugin/handshake";
import { cookie } from "../helpers/client";

const certificate = selfSigned().pem;
const invited = { ...cookie, PLUGIN_CLIENT_CERT: certificate };

describe("an invitation of Terraform's", () => {
  it("holds the client's certificate", () => {
    expect(invitation(invited)).toMatchObject({ clientCertificate: certificate });
  });

  it.each(["6", "5,6", "6,7", ""])("may offer the versions %j", (versions) => {
    expect(() => invitation({ ...invited, PLUGIN_PROTOCOL_VERSIONS: versions })).not.toThrow();
  });

  it.each([
    { what: "without ports", min: undefined, max: undefined, ports: { from: 10_000, to: 25_000 } },
    { what: "with ports", min: "40000", max: "40100", ports: { from: 40_000, to: 40_100 } },
    { what: "with ports that are none", min: "low", max: "70000", ports: { from: 10_000, to: 25_000 } },
  ])("gives the ports, $what", ({ min, max, ports }) => {
    expect(invitation({ ...invited, PLUGIN_MIN_PORT: min, PLUGIN_MAX_PORT: max }).ports).toEqual(ports);
  });

  it.each([
    { what: "nothing", environment: {}, told: /This is a Terraform provider: Terraform and OpenTofu start it/ },
    {
      what: "another cookie",
      environment: { ...invited, TF_PLUGIN_MAGIC_COOKIE: "other" },
      told: /start it by themselves/,
    },
    { what: "no certificate", environment: cookie, told: /PLUGIN_CLIENT_CERT is not set/ },
    {
      what: "an empty certificate",
      environment: { ...invited, PLUGIN_CLIENT_CERT: "" },
      told: /PLUGIN_CLIENT_CERT is not set/,
    },
    {
      what: "what is no certificate",
      environment: { ...invited, PLUGIN_CLIENT_CERT: certificate.slice(0, 200) },
      told: /PLUGIN_CLIENT_CERT holds no certificate/,
    },
    {
      what: "older versions alone",
      environment: { ...invited, PLUGIN_PROTOCOL_VERSIONS: "4,5" },
      told: /version 6 .* only 4,5/,
    },
    { what: "newer versions alone", environment: { ...invited, PLUGIN_PROTOCOL_VERSIONS: "16" }, told: /only 16/ },
  ])("is refused with $what, in one line", ({ environment, told }) => {
    expect(() => invitation(environment)).toThrow(Uninvited);
    expect(() => invitation(environment)).toThrow(told);
    expect(() => invitation(environment)).toThrow(/^[^\n]+\.$/);
  });
});

describe("the line that answers it", () => {
  it("says where the provider listens and what certificate it shows, without padding", () => {
    expect(handshakeLine("unix", "/a/socket", Buffer.from("a"))).toBe("1|6|unix|/a/socket|grpc|YQ\n");
    expect(handshakeLine("tcp", "127.0.0.1:10000", Buffer.from("abc"))).toBe("1|6|tcp|127.0.0.1:10000|grpc|YWJj\n");
  });
});
