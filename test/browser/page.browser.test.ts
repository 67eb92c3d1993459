import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { check } from "../../src/check/check";
import { page } from "../../src/report/page/page";
import { linked } from "../helpers/estate";
import { injections } from "../report/hostile";
import { Chromium, chromiumPath } from "./harness/chromium";
import { now, smallEstate, withLeases } from "./harness/estates";
import { Tab } from "./harness/tab";

const path = chromiumPath();

describe.skipIf(path === undefined)(
  `the page in a browser${path === undefined ? ": skipped, no Chromium is here" : ""}`,
  () => {
    const space = mkdtempSync(join(tmpdir(), "leasehold-page-"));
    let browser: Chromium;
    let tab: Tab;

    function written(name: string, text: string): string {
      const { estate } = linked(parse(text) as Record<string, unknown>);
      if (!estate) throw new Error("the estate does not link");
      const file = join(space, `${name}.html`);
      writeFileSync(file, page(estate, check(estate, { now }), { now, zone: "Europe/Berlin", version: "0.1.0" }));
      return file;
    }

    const texts = (selector: string): Promise<string[]> =>
      tab.ask(`[...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => one.textContent)`);
    const focused = (): Promise<string> =>
      tab.ask("document.activeElement.id || document.activeElement.className || document.activeElement.tagName");

    beforeAll(() => {
      browser = new Chromium(path ?? "");
    });
    afterAll(async () => {
      await browser.close();
      rmSync(space, { recursive: true, force: true });
    });
    beforeEach(async () => {
      tab = await Tab.open(browser);
      await tab.size(1280, 900);
    });
    // Whatever a test does: nothing is asked for but the file, nothing is said on the console, nothing breaks the policy.
    afterEach(async () => {
      await tab.close();
      expect(tab.complaints).toEqual([]);
      expect(tab.requests.filter((url) => !url.startsWith("file:") && !url.startsWith("data:"))).toEqual([]);
      expect(new Set(tab.requests.filter((url) => url.startsWith("file:"))).size).toBeLessThanOrEqual(1);
    });

    it("shows leases by state, with what they amount to in words, in UTC and in the zone", async () => {
      await tab.load(written("small", smallEstate));
      expect(await texts(".line.heading")).toEqual([
        "Running now 1",
        "Asked for, not yet given 1",
        "Begins later 1",
        "Over 2",
      ]);
      const running = await texts(".line.running");
      expect(running[0]).toContain("dana → restart");
      expect(running[0]).toContain("changes settings and resources");
      expect(running[0]).toContain("23 Nov 2026, 09:00–10:00 UTC");
      expect(running[0]).toContain("23 Nov 2026, 10:00–11:00 Europe/Berlin");
    });

    it("draws who can reach what, through groups and sponsors", async () => {
      await tab.load(written("small", smallEstate));
      const ways = await texts(".ways li");
      expect(ways).toEqual(
        expect.arrayContaining([
          "erin answers for bot",
          "dana is in engineers",
          "engineers may hold restart",
          "dana holds now restart",
          "restart changes settings and resources in prod",
          "emergency can do everything in prod",
        ]),
      );
      expect(await texts(".node .name")).toEqual(expect.arrayContaining(["dana", "engineers", "restart", "prod"]));
    });

    it.each([
      {
        filter: "identity",
        choose: "erin",
        leases: ["erin → look", "bot agent → restart"],
        roles: ["look", "restart"],
      },
      { filter: "identity", choose: "hana", leases: [], roles: ["emergency"] },
      { filter: "team", choose: "security", leases: [], roles: ["emergency"] },
      { filter: "target", choose: "stage", leases: ["erin → look"], roles: ["look"] },
    ])("filters by $filter: $choose", async ({ filter, choose, leases, roles }) => {
      await tab.load(written("small", smallEstate));
      await tab.ask(`{
      const select = document.getElementById("filter-${filter}");
      select.value = [...select.options].find(({ text }) => text === "${choose}").value;
      select.dispatchEvent(new Event("change"));
    }`);
      await tab.settled();
      expect([...new Set(await texts(".line .who .title"))].sort()).toEqual([...leases].sort());
      expect((await texts(".role-name b")).sort()).toEqual([...roles].sort());
    });

    it("is used by keyboard alone: skip link, filters, leases, details, and out again", async () => {
      await tab.load(written("small", smallEstate));
      await tab.press("Tab");
      expect(await focused()).toBe("skip");
      // Past the verdict and the counts.
      for (let press = 0; press < 12 && (await focused()) !== "filter-identity"; press += 1) await tab.press("Tab");
      expect(await focused()).toBe("filter-identity");
      await tab.press("Tab", { times: 3 });
      expect(await focused()).toBe("filter-text");
      await tab.type("inc-2");
      expect(await texts(".line .who .title")).toEqual(["bot agent → restart"]);
      expect(await texts("#filter-status")).toEqual([expect.stringMatching(/^1 lease, /)]);
      await tab.press("Tab");
      expect(await focused()).toBe("filter-clear");
      await tab.press("Enter");
      expect(await texts(".line .who .title")).toHaveLength(5);
      expect(await focused()).toBe("filter-identity");
      await tab.press("Tab", { times: 4 });
      expect(await focused()).toBe("time-scale");
      await tab.press("Tab");
      expect(await focused()).toBe("lines");
      await tab.press("ArrowDown");
      expect(await texts(".line.active .who .title")).toEqual(["bot agent → restart"]);
      await tab.press("Enter");
      expect((await texts(".details"))[0]).toContain("bot, agent, for which erin answers");
      await tab.press("Tab");
      expect((await texts(".details button:focus"))[0]).toBe("Close");
      await tab.press("Escape");
      expect(await focused()).toBe("lines");
      expect(await tab.ask("document.querySelector('.details').hidden")).toBe(true);
    });

    it("lets Tab go through the whole page and out of it: nothing traps it", async () => {
      await tab.load(written("small", smallEstate));
      const seen: string[] = [];
      for (let press = 0; press < 60; press += 1) {
        await tab.press("Tab");
        const where = await focused();
        if (where === "BODY" || (where === "skip" && press > 0)) break;
        seen.push(where);
      }
      expect(seen.length).toBeLessThan(40);
      expect(seen).toContain("lines");
      expect(
        await tab.ask('document.querySelectorAll(\'[tabindex]:not([tabindex="0"]):not([tabindex="-1"])\').length'),
      ).toBe(0);
    });

    it("walks the picture with arrow keys, and filters by what is chosen there", async () => {
      await tab.load(written("small", smallEstate));
      await tab.ask("document.querySelector('.node[tabindex=\"0\"]').focus()");
      await tab.press("ArrowRight", { times: 4 });
      expect(await tab.ask("document.activeElement.getAttribute('aria-label')")).toMatch(/, target, AWS account/);
      await tab.press("Enter");
      expect(await tab.ask("document.getElementById('filter-target').value")).not.toBe("");
    });

    it.each([
      ["a phone", 360, true],
      ["a small phone", 320, true],
      ["a tablet", 800, false],
      ["a screen", 1600, false],
    ])("does not scroll sideways on %s", async (_, width, mobile) => {
      await tab.size(width, 740, mobile);
      await tab.load(written("small", smallEstate));
      await tab.ask(
        "for (const one of document.querySelectorAll('details')) one.open = true; document.querySelector('[data-row]').click()",
      );
      await tab.settled();
      expect(await tab.ask("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    });

    it("is dark where dark is asked for, and light otherwise", async () => {
      const ground = "getComputedStyle(document.body).backgroundColor";
      await tab.prefer("dark");
      await tab.load(written("small", smallEstate));
      const dark = await tab.ask(ground);
      await tab.prefer("light");
      expect([dark, await tab.ask(ground)]).toEqual(["rgb(17, 21, 27)", "rgb(246, 247, 249)"]);
    });

    it("draws only the leases in sight, all of them by scrolling, and every one on paper", async () => {
      await tab.load(written("many", withLeases(1_000)));
      const drawn = "document.querySelectorAll('.line:not(.heading)').length";
      expect(await tab.ask(drawn)).toBeLessThan(60);
      await tab.ask("document.querySelector('.lines').focus()");
      await tab.press("End");
      expect((await texts(".line.active"))[0]).toContain("dana → restart");
      expect(
        await tab.ask(
          "(({ scrollTop, clientHeight, scrollHeight }) => scrollHeight - scrollTop - clientHeight)(document.querySelector('.lines'))",
        ),
      ).toBeLessThan(2);
      await tab.ask("window.dispatchEvent(new Event('beforeprint'))");
      expect(await tab.ask(drawn)).toBe(1_005);
      await tab.ask("window.dispatchEvent(new Event('afterprint'))");
      expect(await tab.ask(drawn)).toBeLessThan(60);
    });

    it("takes whatever a person wrote for text", async () => {
      const nasty = Object.values(injections)
        // Others are refused before they could be shown.
        .filter((text) => !/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(text))
        .join(" ");
      const declaration = parse(smallEstate) as {
        grants: Record<string, Record<string, string>>;
        roles: Record<string, Record<string, string>>;
      };
      for (const grant of Object.values(declaration.grants)) Object.assign(grant, { justification: nasty });
      for (const role of Object.values(declaration.roles)) role.description = nasty;
      await tab.load(written("nasty", JSON.stringify(declaration)));
      await tab.ask(
        "document.querySelector('[data-row]').click(); for (const one of document.querySelectorAll('details')) one.open = true",
      );
      await tab.settled();
      expect(
        await tab.ask("document.querySelectorAll('img, iframe, object, main script, main a, main b b').length"),
      ).toBe(0);
      expect((await texts(".details"))[0]).toContain("<img src=x onerror=alert(1)>");
    });

    it("runs no script but its own", async () => {
      await tab.load(written("small", smallEstate));
      const blocked = await tab.ask<string>(`(() => {
      try { document.body.innerHTML = "<b>x</b>"; return "not blocked"; } catch (error) { return error.name; }
    })()`);
      expect(blocked).toBe("TypeError");
      // That was asked of it: the complaint is the policy's own.
      tab.complaints.length = 0;
    });
  },
);
