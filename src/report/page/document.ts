import { createHash } from "node:crypto";
import { formatInstant } from "../../time/instant";
import { counted } from "../summary";
import assets from "./assets.generated.json";
import type { PageData } from "./data";
import { html, scriptJson } from "./text";

/** The page's script and style, as `scripts/generate-page.mjs` made them of `browser/` and `page.css`. */
export const { script, style } = assets;

/** What the page may do: run its own script, use its own style, and nothing else; no text of an estate becomes markup. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `script-src '${hashOf(script)}'`,
  `style-src '${hashOf(style)}'`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** The whole page as HTML: everything is in it, and it asks for nothing. */
export function pageDocument(data: PageData, version: string): string {
  const errors = data.findings.filter(({ severity }) => severity === "error").length;
  const title = `Access of ${html(data.estate)}`;
  const verdict =
    errors === 0
      ? `<p class="verdict good"><strong>Governed.</strong> <span>Nothing in it breaks a rule.</span></p>`
      : `<p class="verdict bad"><strong>Not governed.</strong> <a href="#findings">${counted(errors, "error")} to mend</a></p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the leases</a>
<header>
<div>
<h1>${title}</h1>
<p id="as-of">As of <time datetime="${formatInstant(data.now)}">${formatInstant(data.now)}</time></p>
</div>
${verdict}
</header>
<nav aria-label="Parts of this page"><ul id="counts">
<li><a href="#leases">Leases</a></li>
<li><a href="#roles">Roles</a></li>
<li><a href="#reach">Reach</a></li>
<li><a href="#findings">Findings</a></li>
</ul></nav>
<section id="filters" role="search" aria-label="Filters">
<label>Person or software <select id="filter-identity"></select></label>
<label>Team <select id="filter-team"></select></label>
<label>Target <select id="filter-target"></select></label>
<label class="wide">Text <input id="filter-text" type="search" autocomplete="off" spellcheck="false" placeholder="ticket, role, reason …"></label>
<button id="filter-clear" type="button" disabled>Show all</button>
<p id="filter-status" role="status"></p>
</section>
<noscript><p class="verdict bad">This page draws itself with the script that is in it, and scripts are turned off.</p></noscript>
<main id="main" tabindex="-1">
<section id="leases" tabindex="-1" aria-labelledby="leases-title"><h2 id="leases-title">Leases</h2><div id="leases-body"></div></section>
<section id="roles" tabindex="-1" aria-labelledby="roles-title"><h2 id="roles-title">Roles</h2><div id="roles-body"></div></section>
<section id="reach" tabindex="-1" aria-labelledby="reach-title"><h2 id="reach-title">Who can reach what</h2><div id="reach-body"></div></section>
<section id="findings" tabindex="-1" aria-labelledby="findings-title"><h2 id="findings-title">Findings</h2><div id="findings-body"></div></section>
</main>
<footer><p>Made by leasehold ${html(version)} from the declaration alone: it shows what is declared, not what a cloud holds; <code>leasehold drift</code> compares both.</p></footer>
<script type="application/json" id="data">${scriptJson(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** As a content security policy names it; a browser hashes what stands between the tags. */
function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
