/** How AWS says that it does not make something since it has it. */
export const alreadyThere =
  /ConflictException|AlreadyExists|already exists|AlreadyOwnedByYou|\.Duplicate|ConflictingDomainExists/;

/** An invitation to a share that was accepted is not open any more. */
const accepted = /No (pending )?RAM Resource Share \(.*\) invitation found/;

/** Changing or deleting what something else uses is a conflict too. */
export const notMade = /^(deleting|updating|modifying)/i;

/** Whether an error of making something may mean that it is there. */
export function meansThere(text: string): boolean {
  return (alreadyThere.test(text) || accepted.test(text)) && !notMade.test(text);
}
