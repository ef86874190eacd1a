import { callerOf } from "../../decide/caller";
import type { EstateIndex } from "../../decide/index-estate";
import type { Role } from "../../estate/estate";
import { isUnknown } from "../../value";
import type { Mentions } from "./mentions";
import { outsider } from "./outsider";
import type { Subject } from "./subject";

const SESSION = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\/(.+)$/;
const NO_ROLE = /^arn:[^:]+:(?:iam::(\d{12}):root|sts::(\d{12}):federated-user\/.+)$/;

/** Whoever auth policies name that is neither a role nor a user of IAM: sessions of roles, federated users, a root user. */
export function namedOthers(mentions: Mentions): readonly Subject[] {
  return [...mentions.arns].sort().flatMap((arn) => {
    const [, partition = "", account, name = "", session = ""] = SESSION.exec(arn) ?? [];
    if (account !== undefined) return [sessionSubject({ arn, partition, account, name, session }, mentions)];
    const [, root, federated] = NO_ROLE.exec(arn) ?? [];
    const owner = root ?? federated;
    return owner === undefined
      ? []
      : [outsider({ kind: "user", caller: "user", key: arn, label: arn, account: owner, arn }, mentions)];
  });
}

interface Session {
  readonly arn: string;
  readonly partition: string;
  readonly account: string;
  readonly name: string;
  readonly session: string;
}

/** A session has the policies of its role, where the Terraform has that. */
function sessionSubject({ arn, partition, account, name, session }: Session, mentions: Mentions): Subject {
  const role = `arn:${partition}:iam::${account}:role/${name}`;
  const other = outsider(
    { kind: "session", caller: "role", key: arn, label: arn, account, arn: role, session },
    mentions,
  );
  const roleIn = ({ estate }: EstateIndex) => estate.roles.find((one) => isSessionOf(one, account, name));
  const callers = new WeakMap<EstateIndex, ReturnType<Subject["callerIn"]>>();
  const callerIn = (index: EstateIndex) => {
    const known = callers.get(index);
    if (known) return known;
    const found = roleIn(index);
    const caller = found ? callerOf(index, found, session) : other.callerIn(index);
    callers.set(index, caller);
    return caller;
  };
  return { ...other, session: { role }, callerIn, roleIn };
}

function isSessionOf({ arn, account }: Role, wanted: string, name: string): boolean {
  return account === wanted && !isUnknown(arn) && arn.slice(arn.lastIndexOf("/") + 1) === name;
}
