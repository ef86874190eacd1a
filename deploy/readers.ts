import type { Platform } from "../declaration/schema/platform";
import type { StackLayout } from "../stacks/layout";
import { DeployMistake } from "./mistake";
import type { Held } from "./state/held-resources";

/** The stacks that read one of those selected and are not selected themselves. */
export function readersOf(all: readonly StackLayout[], selected: readonly StackLayout[]): StackLayout[] {
  const going = new Set(selected.map(({ id }) => id));
  return all.filter(({ id, after }) => !going.has(id) && after.some((each) => going.has(each)));
}

/** A stack that stays and reads what would go, and what is known of it. */
interface Reader {
  readonly id: string;
  /** The account's name in the declaration, and its id. */
  readonly account: string;
  /** Ids of the stacks that it reads and that would go. */
  readonly reads: string;
  readonly held: Held | undefined;
}

/** @throws DeployMistake if a stack that stays reads one that would go, or may do so for all that can be seen. */
export function requireNoReaders(
  platform: Platform,
  all: readonly StackLayout[],
  selected: readonly StackLayout[],
  held: ReadonlyMap<string, Held>,
): void {
  const going = new Set(selected.map(({ id }) => id));
  const staying = readersOf(all, selected)
    .map(
      ({ id, account, after }): Reader => ({
        id,
        account: `${account} (${platform.accounts[account]?.id})`,
        reads: after.filter((each) => going.has(each)).join(", "),
        held: held.get(id),
      }),
    )
    .filter(({ held: found }) => !(found?.known && found.resources === 0));
  if (staying.length === 0) return;
  const advice = ["Nothing was destroyed.", ...whatToDo(platform, staying, [...going])].join(" ");
  throw new DeployMistake([...staying.map(whatIsKnown), advice].join("\n"));
}

function whatIsKnown({ id, account, reads, held }: Reader): string {
  if (!held || held.known) return `${id} is deployed and reads ${reads}.`;
  switch (held.because) {
    case "refused":
      return `${id} reads ${reads}, and whether it is still there cannot be seen: these credentials may not read its state, which belongs to account ${account}: ${held.detail}.`;
    case "damaged":
      return `${id} reads ${reads}, and whether it is still there cannot be seen: the state of ${id} is damaged, ${held.detail}.`;
    case "unanswered":
      return `${id} reads ${reads}, and its state cannot be read, so that it may be deployed: ${held.detail}`;
  }
}

function whatToDo({ deployers }: Platform, staying: readonly Reader[], going: readonly string[]): string[] {
  const named = (because?: string) =>
    staying.filter(({ held }) => (held && !held.known ? held.because : undefined) === because).map(({ id }) => id);
  const [deployed, refused, damaged, unanswered] = [undefined, "refused", "damaged", "unanswered"].map(named);
  const advice: string[] = [];
  if (refused?.length) {
    const who = deployers ? "one of deployers.principals" : "somebody who may read every account's states";
    advice.push(
      `A workflow is the deploy role of one account and sees no other account's states: let ${who} destroy ${going.join(" and ")}.`,
    );
  }
  if (damaged?.length) {
    advice.push(
      `Put back the last good version of the state of ${damaged.join(" and of ")} (the bucket keeps all versions; a local state has a .backup beside it) and run this again; if nothing of it was ever deployed, remove the state.`,
    );
  }
  if (unanswered?.length)
    advice.push("Run this again when the state can be read; trellis preflight says what is in the way.");
  if (deployed?.length) advice.push(`Destroy these stacks as well: ${deployed.join(" ")}`);
  return advice;
}
