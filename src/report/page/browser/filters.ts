import { byId, element } from "./dom";
import type { Model, Selection } from "./model";

/** The filters above the page. */
export class Filters {
  readonly #identity = byId("filter-identity");
  readonly #team = byId("filter-team");
  readonly #target = byId("filter-target");
  readonly #text = byId("filter-text");
  readonly #clear = byId("filter-clear");
  readonly #status = byId("filter-status");

  constructor(
    { data }: Model,
    private readonly changed: () => void,
  ) {
    const choices = [
      [this.#identity, "everybody", data.identities],
      [this.#team, "every team", data.teams],
      [this.#target, "every target", data.targets],
    ] as const;
    for (const [select, all, entries] of choices) {
      select.append(
        element("option", { value: "" }, all),
        ...entries.map(({ name }, position) => element("option", { value: position }, name)),
      );
      select.addEventListener("change", () => this.changed());
    }
    this.#text.addEventListener("input", () => this.changed());
    this.#clear.addEventListener("click", () => {
      this.set({ text: "" });
      this.#identity.focus();
    });
  }

  get selection(): Selection {
    const chosen = (value: string): number | undefined => (value === "" ? undefined : Number(value));
    return {
      identity: chosen(this.#identity.value),
      team: chosen(this.#team.value),
      target: chosen(this.#target.value),
      text: this.#text.value,
    };
  }

  set({ identity, team, target, text }: Selection): void {
    this.#identity.value = identity === undefined ? "" : String(identity);
    this.#team.value = team === undefined ? "" : String(team);
    this.#target.value = target === undefined ? "" : String(target);
    this.#text.value = text;
    this.changed();
  }

  /** Says what the filters came to. */
  say(text: string, filtered: boolean): void {
    this.#status.textContent = text;
    this.#clear.disabled = !filtered;
  }
}
