import { changedGrant, type GrantChange } from "./edit-text";
import type { FoundGrant } from "./find-grant";
import { type Planned, placeOf, refused } from "./refused";
import type { Edit } from "./sources";
import { EditFault } from "./yaml-entry";

/** The edit that changes one grant where it is written. */
export function changeGrant({ grant, origin }: FoundGrant, change: GrantChange): Planned<{ readonly edit: Edit }> {
  const { file } = origin;
  return guarded(file, () => ({
    edit: { file: file.path, was: file.text, text: changedGrant(file.text, grant.name, change) },
  }));
}

/** Makes an edit of a file; where that cannot be done, says where and what to do. */
export function guarded<T extends object>(file: FoundGrant["origin"]["file"], make: () => T): Planned<T> {
  try {
    return make();
  } catch (thrown) {
    if (!(thrown instanceof EditFault)) throw thrown;
    const place = placeOf({ location: file.locationOf(thrown.offset) });
    return refused("grant-not-editable", `${place}: ${thrown.why}.`, thrown.mend);
  }
}
