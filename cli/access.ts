import { Command } from "commander";
import { type Access, accessRows } from "../lattice/access/rows";
import { subjectsOf } from "../lattice/access/subjects/subjects";
import { type EstateIndex, indexEstate } from "../lattice/decide/index-estate";
import { findServices, findSubjects, neither } from "./estate/find";
import { type EstateOptions, readFrom, withEstateOptions } from "./estate/options";
import { accessJson, renderAccess, renderOne } from "./render-access";

/** `trellis access`: who can call what. */
export function accessCommand(): Command {
  const command = new Command("access")
    .description("who can call what: exact, from the Terraform alone")
    .argument("[name]", "a caller (ARN or name of a role, an account, anonymous) or a service, in full");
  return withEstateOptions(command).action((name: string | undefined, options: EstateOptions) => {
    const { estate, assumptions } = readFrom(options);
    const index = indexEstate(estate);
    const access = name === undefined ? everything(index) : about(index, name);
    if (options.json) console.log(JSON.stringify(accessJson(access, assumptions), null, 2));
    else console.log((name === undefined ? renderAccess : renderOne)(index, access, assumptions));
  });
}

/** What a command shows, and of whom it was asked. */
export interface AskedAccess extends Access {
  readonly subjects: ReturnType<typeof subjectsOf>;
  readonly services: EstateIndex["estate"]["services"];
}

function everything(index: EstateIndex): AskedAccess {
  const subjects = subjectsOf([index]);
  const { services } = index.estate;
  return { ...accessRows(index, subjects), subjects, services };
}

function about(index: EstateIndex, name: string): AskedAccess {
  const all = subjectsOf([index], name.startsWith("arn:") && name.includes(":role/") ? [name] : []);
  const services = findServices(index.estate.services, name);
  const found = services.length > 0 ? [] : findSubjects(all, name);
  if (services.length === 0 && found.length === 0) throw neither(all, index.estate.services, name);
  const asked =
    services.length > 0 ? { subjects: all, services } : { subjects: found, services: index.estate.services };
  return { ...accessRows(index, asked.subjects, asked.services), ...asked };
}
