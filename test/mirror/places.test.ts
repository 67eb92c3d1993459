import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { impliedMirror, settingsOfInstallation } from "../../src/mirror/places";
import { MirrorRefusal } from "../../src/mirror/refusal";

const scratch = mkdtempSync(join(tmpdir(), "leasehold-places-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const bare = join(scratch, "bare");
const used = join(scratch, "used");
mkdirSync(bare);
mkdirSync(join(used, ".terraform.d"), { recursive: true });
const xdg = { XDG_CONFIG_HOME: "/x/config" };

describe("the mirror in which both look by themselves", () => {
  it.each<[string, string, Record<string, string>, string]>([
    ["on Linux", "linux", { HOME: bare }, join(bare, ".terraform.d/plugins")],
    ["on macOS", "darwin", { HOME: bare }, join(bare, ".terraform.d/plugins")],
    ["on Windows", "win32", { APPDATA: "/data" }, join("/data", "terraform.d/plugins")],
    ["with the places of XDG", "linux", { HOME: bare, ...xdg }, join(bare, ".local/share/terraform/plugins")],
    ["with a place for data", "linux", { HOME: bare, XDG_DATA_HOME: "/x/data" }, "/x/data/terraform/plugins"],
    [
      "on macOS with the places of XDG",
      "darwin",
      { HOME: bare, ...xdg },
      join(bare, "Library/Application Support/io.terraform/plugins"),
    ],
    [
      "with the places of XDG beside a ~/.terraform.d",
      "linux",
      { HOME: used, ...xdg },
      join(used, ".terraform.d/plugins"),
    ],
  ])("%s", (_, system, environment, place) => {
    expect(impliedMirror({ system, environment })).toBe(place);
  });

  it("is asked for where nothing says whose it is", () => {
    const nowhere = () => impliedMirror({ system: "win32", environment: {} });
    expect(nowhere).toThrow(MirrorRefusal);
    expect(nowhere).toThrow("%APPDATA% is empty");
  });
});

describe("settings that say where providers are looked for", () => {
  const says = "provider_installation {\n  direct {}\n}\n";
  const home = join(scratch, "home");
  mkdirSync(join(home, ".terraform.d"), { recursive: true });
  const write = (name: string, text: string) => {
    const file = join(home, name);
    writeFileSync(file, text);
    return file;
  };

  it("are found in every file of settings, and only there", () => {
    expect(settingsOfInstallation({ system: "linux", environment: { HOME: home } })).toEqual([]);
    const own = write(".terraformrc", `plugin_cache_dir = "/c"\n${says}`);
    write(".tofurc", "# no provider_installation here\n");
    const piece = write(".terraform.d/a.tfrc.json", '{\n  "provider_installation": [{}]\n}');
    expect(settingsOfInstallation({ system: "linux", environment: { HOME: home } })).toEqual([own, piece]);
  });

  it("are those of TF_CLI_CONFIG_FILE alone where it names one", () => {
    const given = write("given.tfrc", says);
    const environment = { HOME: home, TF_CLI_CONFIG_FILE: given };
    expect(settingsOfInstallation({ system: "linux", environment })).toEqual([given]);
  });

  it("of Windows are in %APPDATA%", () => {
    const rc = write("terraform.rc", says);
    expect(settingsOfInstallation({ system: "win32", environment: { APPDATA: home } })).toEqual([rc]);
    expect(settingsOfInstallation({ system: "win32", environment: {} })).toEqual([]);
  });
});
