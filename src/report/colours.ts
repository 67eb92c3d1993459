/** What paints the words of a report. */
export interface Colours {
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
  readonly bold: Paint;
  readonly dim: Paint;
}

type Paint = (text: string) => string;

const asItIs: Paint = (text) => text;
const none: Colours = { red: asItIs, green: asItIs, yellow: asItIs, cyan: asItIs, bold: asItIs, dim: asItIs };

/** The library is loaded only where there is colour: as it loads, it asks what standard output is, which takes long. */
export function coloursFor(wanted: boolean): Colours {
  return wanted ? (require("picocolors") as typeof import("picocolors")).createColors(true) : none;
}
