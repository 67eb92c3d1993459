import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Chromium } from "./chromium";

const keys: Readonly<Record<string, { readonly code: number; readonly text?: string }>> = {
  Tab: { code: 9 },
  Enter: { code: 13, text: "\r" },
  Escape: { code: 27 },
  " ": { code: 32, text: " " },
  PageUp: { code: 33 },
  PageDown: { code: 34 },
  End: { code: 35 },
  Home: { code: 36 },
  ArrowLeft: { code: 37 },
  ArrowUp: { code: 38 },
  ArrowRight: { code: 39 },
  ArrowDown: { code: 40 },
};

/** One page in a browser, and all that went wrong in it. */
export class Tab {
  /** What was said on the console, thrown, or kept back by the content security policy. */
  readonly complaints: string[] = [];
  /** The addresses that were asked for. */
  readonly requests: string[] = [];
  readonly #awaited = new Map<string, () => void>();

  private constructor(
    readonly browser: Chromium,
    private readonly session: string,
    private readonly target: string,
  ) {}

  static async open(browser: Chromium): Promise<Tab> {
    const { targetId } = await browser.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: true });
    const tab = new Tab(browser, String(sessionId), String(targetId));
    browser.listen(tab.session, (method, params) => tab.#hear(method, params));
    for (const domain of ["Page", "Runtime", "Log", "Network", "Audits"]) await tab.send(`${domain}.enable`);
    return tab;
  }

  async close(): Promise<void> {
    await this.browser.send("Target.closeTarget", { targetId: this.target });
  }

  send(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<Readonly<Record<string, unknown>>> {
    return this.browser.send(method, params, this.session);
  }

  /** Loads a file and waits until it is there. */
  async load(file: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => this.#awaited.set("Page.loadEventFired", resolve));
    await this.send("Page.navigate", { url: pathToFileURL(file).href });
    await loaded;
    await this.settled();
  }

  /** The next frame but one: all that was asked to be drawn is drawn. */
  async settled(): Promise<void> {
    await this.ask("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))");
  }

  /** What an expression comes to in the page. */
  async ask<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = (await this.send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })) as { readonly result?: { readonly value?: unknown }; readonly exceptionDetails?: unknown };
    if (exceptionDetails !== undefined) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
    return result?.value as T;
  }

  async press(key: string, options: { readonly shift?: boolean; readonly times?: number } = {}): Promise<void> {
    const { code, text } = keys[key] ?? { code: key.toUpperCase().charCodeAt(0), text: key };
    const common = { key, windowsVirtualKeyCode: code, modifiers: options.shift ? 8 : 0 };
    for (let time = 0; time < (options.times ?? 1); time += 1) {
      await this.send("Input.dispatchKeyEvent", {
        type: text ? "keyDown" : "rawKeyDown",
        ...common,
        ...(text && { text }),
      });
      await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...common });
    }
    await this.settled();
  }

  async type(text: string): Promise<void> {
    await this.send("Input.insertText", { text });
    await this.settled();
  }

  async size(width: number, height: number, mobile = false): Promise<void> {
    await this.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile });
  }

  async prefer(scheme: "dark" | "light"): Promise<void> {
    await this.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
  }

  /** A PNG of the page; all of it, or what is in sight. */
  async picture(file: string, whole = false): Promise<void> {
    const { data } = await this.send("Page.captureScreenshot", { format: "png", captureBeyondViewport: whole });
    writeFileSync(file, Buffer.from(String(data), "base64"));
  }

  #hear(method: string, params: Readonly<Record<string, unknown>>): void {
    this.#awaited.get(method)?.();
    this.#awaited.delete(method);
    if (method === "Network.requestWillBeSent") {
      this.requests.push(String((params.request as { readonly url?: string } | undefined)?.url));
    }
    const complaint = [
      "Runtime.exceptionThrown",
      "Runtime.consoleAPICalled",
      "Log.entryAdded",
      "Audits.issueAdded",
    ].includes(method);
    if (complaint) this.complaints.push(`${method} ${JSON.stringify(params)}`);
  }
}
