/** How AWS says that it does not make something since it has it. */
export const alreadyThere =
  /ConflictException|AlreadyExists|already exists|AlreadyOwnedByYou|\.Duplicate|ConflictingDomainExists/;

/** How the provider says that an invitation to a share is not open: accepted already, rejected, expired, or never sent. */
export const notInvited = /No (pending )?RAM Resource Share \(.*\) invitation found/;

/** Changing or deleting what something else uses is a conflict too. */
export const notMade = /^(deleting|updating|modifying)/i;

/** Whether an error of making something may mean that it is there. */
export function meansThere(text: string): boolean {
  return (alreadyThere.test(text) || notInvited.test(text)) && !notMade.test(text);
}
