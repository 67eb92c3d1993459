import type { Random } from "../random";

const keys = [
  "replicas",
  "image",
  "args",
  "resources",
  "annotations",
  "nodeSelector",
  "tolerations",
  "ingress",
  "probes",
];
const values = [
  '"--log-format=json"',
  "registry.acme.example/orders/api:2026.11.3",
  '{ "matchLabels": { "tier": "backend" } }',
  "'nginx.ingress/rewrite: ^/(?<rest>.*)$'",
  "C:\\data\\orders\\inbox",
  "Bestellungen für Zürich & Genève – täglich",
  "受注サービス",
  "tab\tseparated\tcolumns",
  "cpu: 250m, memory: 512Mi",
  "https://orders.acme.example/health?full=1&plain=<no>",
  "🚚 shipped",
  "0",
];

/** A file of settings as people put them into a plan: lines, quotes, backslashes, and letters of more than one alphabet. */
export function settingsFile(lines: number, random: Random): string {
  let text = "# rendered; do not edit\n";
  for (let n = 0; n < lines; n++) {
    text += `${"  ".repeat(random.below(4))}${random.pick(keys)}-${random.below(100)}: ${random.pick(values)}\n`;
  }
  return text;
}
