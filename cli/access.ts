import { Command } from "commander";
import { proveOnly } from "../lattice/access/prove-only";
import { type Access, accessRows } from "../lattice/access/rows";
import { type ShadowedRule, shadowedRules } from "../lattice/access/shadowed-rules";
import { subjectsOf } from "../lattice/access/subjects/subjects";
import { type EstateIndex, indexEstate } from "../lattice/decide/index-estate";
import { declaredGrants } from "./estate/declared-grants";
import { findServices, findSubjects, isPrincipal, neither } from "./estate/find";
import { EstateNames } from "./estate/names";
import { type EstateOptions, readFrom, withEstateOptions } from "./estate/options";
import { RequestError } from "./estate/parts";
import { loadPlatform } from "./load-platform";
import { accessJson, renderAccess, renderOne } from "./render-access";
import { proofJson, renderProof } from "./render-proof";

/** `trellis access`: who can call what. */
export function accessCommand(): Command {
  const command = new Command("access")
    .description("who can call what: exact, from the Terraform alone")
    .argument(
      "[name]",
      "a caller (its name in platform.ts, ARN or name of a role, an account, anonymous) or a service, in full",
    );
  command.option("--prove", "hold it against the grants of platform.ts instead; exit code 1 when they differ");
  return withEstateOptions(command).action((name: string | undefined, options: EstateOptions & { prove?: boolean }) => {
    if (options.prove && name !== undefined) {
      throw new RequestError(`--prove is about every caller and every service: leave out "${name}".`);
    }
    const { estate, assumptions } = readFrom(options);
    const index = indexEstate(estate);
    if (options.prove) {
      const proof = proveOnly(index, declaredGrants(loadPlatform()));
      const subjects = [...subjectsOf([index]), ...proof.counterexamples.map(({ subject }) => subject)];
      const names = new EstateNames([index], subjects);
      console.log(
        options.json
          ? JSON.stringify(proofJson(proof, names, assumptions), null, 2)
          : renderProof(proof, names, assumptions),
      );
      if (proof.counterexamples.length > 0) process.exitCode = 1;
      return;
    }
    const access = name === undefined ? everything(index) : about(index, name);
    if (options.json) console.log(JSON.stringify(accessJson(access, assumptions), null, 2));
    else console.log((name === undefined ? renderAccess : renderOne)(index, access, assumptions));
  });
}

/** What a command shows, and of whom it was asked. */
export interface AskedAccess extends Access {
  readonly subjects: ReturnType<typeof subjectsOf>;
  readonly names: EstateNames;
  readonly services: EstateIndex["estate"]["services"];
  readonly shadowed: readonly ShadowedRule[];
}

function everything(index: EstateIndex): AskedAccess {
  const subjects = subjectsOf([index]);
  const names = new EstateNames([index], subjects);
  const { services } = index.estate;
  return { ...accessRows(index, subjects), subjects, names, services, shadowed: shadowedRules(index) };
}

function about(index: EstateIndex, name: string): AskedAccess {
  const all = subjectsOf([index], isPrincipal(name) ? [name] : []);
  const names = new EstateNames([index], all);
  const services = findServices(index.estate.services, name);
  const found = services.length > 0 ? [] : findSubjects({ subjects: all, names }, name);
  if (services.length === 0 && found.length === 0) throw neither({ subjects: all, names }, index.estate.services, name);
  const asked =
    services.length > 0 ? { subjects: all, services } : { subjects: found, services: index.estate.services };
  const shadowed = shadowedRules(index).filter(({ service }) => services.includes(service));
  return { ...accessRows(index, asked.subjects, asked.services), ...asked, names, shadowed };
}
